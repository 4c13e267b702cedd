import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenWidget } from '../../../../shared/contract/participation/widgets.ts';
import { builtPages } from '../documents.ts';

/** What the build makes for widgets: the script of the host's page, and the style and script of our own document. */
export interface WidgetFiles {
  loader: string;
  frame: string;
  style: string;
  /** Sources of the policy that let exactly these two run. */
  frameHash: string;
  styleHash: string;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Null where the pages are not built. */
export function readWidgetFiles(): WidgetFiles | null {
  const folder = join(builtPages, 'widget');
  if (!existsSync(join(folder, 'loader.js'))) return null;
  const [loader, frame, style] = ['loader.js', 'frame.js', 'frame.css'].map((name) =>
    readFileSync(join(folder, name), 'utf8').trim(),
  ) as [string, string, string];
  return { loader, frame, style, frameHash: hashOf(frame), styleHash: hashOf(style) };
}

/** What the loader is told: all of it stands in the script, so that a host's page asks for nothing else. */
export interface LoaderSettings extends Omit<OpenWidget, 'colour' | 'label' | 'isOn'> {
  colour: string;
  label: string;
  /** Over the opened page. */
  heading: string;
  base: string;
}

/** The script of one widget. Its settings are a literal of the script, closed to whatever a host has made of JSON. */
export function writeLoader({ loader }: WidgetFiles, settings: LoaderSettings): string {
  const literal = JSON.stringify(settings)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return loader.replace('__OTKLIK_WIDGET__', () => literal);
}
