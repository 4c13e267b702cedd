import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DrawnPage, PageRenderer, ScreenFiles } from '../../../shared/contract/pages.ts';

export const builtPages = fileURLToPath(new URL('../../../dist/web/', import.meta.url));
const renderer = fileURLToPath(new URL('../../../dist/ssr/entry-server.js', import.meta.url));

const ROOT = '<div id="root"></div>';
const VI_COOKIE = /^[a-z0-9:;-]{1,120}$/;

/** The built documents, whole and with a page drawn into them. */
export interface Documents {
  portal: (vi: string) => string;
  staff: (vi: string) => string;
  drawn: (page: DrawnPage, vi: string) => string;
}

/** Null where the pages are not built: the API stands alone then. */
export function readDocuments(): Documents | null {
  if (!existsSync(join(builtPages, 'index.html'))) return null;
  const [portal, staff] = ['index.html', 'staff.html'].map((name) =>
    readFileSync(join(builtPages, name), 'utf8'),
  ) as [string, string];
  const screens = JSON.parse(readFileSync(join(builtPages, 'screens.json'), 'utf8')) as ScreenFiles;
  return {
    portal: (vi) => markVi(portal, vi),
    staff: (vi) => markVi(staff, vi),
    drawn: (page, vi) => markVi(fill(portal, page, screens), vi),
  };
}

/** Loaded when the first page is asked for: most processes of tests and workers never are. */
export async function loadRenderer(): Promise<PageRenderer> {
  return (await import(/* @vite-ignore */ pathToFileURL(renderer).href)) as PageRenderer;
}

function fill(document: string, page: DrawnPage, screens: ScreenFiles): string {
  const { styles, scripts } = screens[page.screen ?? ''] ?? { styles: [], scripts: [] };
  const first = styles.map((href) => `<link rel="stylesheet" crossorigin href="${href}">`);
  const head = [
    ...scripts.map((href) => `<link rel="modulepreload" fetchpriority="low" crossorigin href="${href}">`),
    ...(page.status === 200 ? [] : ['<meta name="robots" content="noindex">']),
  ];
  const state = `<script type="application/json" id="page-state">${escapeJson(page.state)}</script>`;
  // Functions: what is put in is never read as a pattern.
  return document
    .replace(/<title>[^<]*<\/title>/, () => `${first.join('')}<title>${escapeText(page.title)}</title>`)
    .replace('</head>', () => `${head.join('')}</head>`)
    .replace(/<noscript>[\s\S]*?<\/noscript>/, '')
    .replace(ROOT, () => `<div id="root">${page.html}</div>${state}`);
}

/** JSON that ends no script element and opens no comment. */
const escapeJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * «Версия для слабовидящих» works before any script: its cookie `vi` (`size:150;scheme:white;…`)
 * becomes data attributes of <html>.
 */
function markVi(document: string, vi: string): string {
  if (!VI_COOKIE.test(vi)) return document;
  const attributes = vi
    .split(';')
    .map((pair) => pair.split(':'))
    .filter(([name, setting]) => name && setting && /^[a-z]+$/.test(name) && /^[a-z0-9-]+$/.test(setting))
    .map(([name, setting]) => ` data-vi-${name}="${setting}"`)
    .join('');
  return document.replace('<html lang="ru"', `<html lang="ru"${attributes}`);
}

/** The same page has the same tag, whenever it is drawn. */
export function tagOf(document: string, page: DrawnPage): string {
  const hash = createHash('sha256').update(document.replace(`"at":${page.state.at}`, ''));
  return `"${hash.digest('base64url').slice(0, 22)}"`;
}
