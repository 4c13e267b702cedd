import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { listWords, plainWords } from './screen-words.ts';

const root = resolve(import.meta.dirname, '../../..');
const staff = join(root, 'web/staff');

export interface HelpFile {
  path: string;
  text: string;
}

const readAll = (pattern: string): HelpFile[] =>
  globSync(pattern, { cwd: root })
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

export const readHelpFiles = (): HelpFile[] => readAll('docs/help/*/*.md');
export const readGuides = (): HelpFile[] => readAll('docs/guides/*.md');

/** Bytes of all pictures of the guides: the product carries them. */
export const weighPictures = (): number =>
  globSync('docs/guides/pictures/*', { cwd: root }).reduce(
    (sum, path) => sum + statSync(join(root, path)).size,
    0,
  );

/** Address of a screen → the file of its component, as the section names it. */
export function listScreenFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const section of globSync('*/section.ts', { cwd: staff })) {
    const source = readFileSync(join(staff, section), 'utf8');
    for (const [, path = '', file = ''] of source.matchAll(
      /\b(?:screen|thing|bare)\(\s*'([^']+)',\s*\(\) => import\('([^']+)'\)/gu,
    ))
      files.set(path, join(staff, dirname(section), file));
  }
  return files;
}

/** Words of the map itself: a text may name another screen. */
export const mapWords = (): Set<string> =>
  new Set(globSync('*/section.ts', { cwd: staff }).flatMap((file) => [...listWords(join(staff, file), 1)]));

/** What a text says in «…»; quotes inside of quotes belong to the outer ones. */
export function listQuotes(text: string): string[] {
  const quotes: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '«') {
      if (depth === 0) from = at + 1;
      depth += 1;
    }
    if (text[at] === '»') {
      depth -= 1;
      if (depth === 0) quotes.push(text.slice(from, at));
    }
  }
  return quotes.map(plainWords);
}
