import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What the documents name is there: files, folders, links, commands. Records of measurements and the changelog tell of their day. */

const root = resolve(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = tracked.filter(
  (path) => path.endsWith('.md') && !/^bench\/results\/|^CHANGELOG/u.test(path),
);

/** Every file and folder, and each of its ends: `cases/core/workflow.ts`, `core/workflow.ts`, `workflow.ts`. */
const ends = new Set<string>();
const paths = new Set<string>();
for (const file of tracked)
  for (let path = file; path !== '.' && !paths.has(path); path = dirname(path)) {
    paths.add(path);
    for (let at = 0; at >= 0; at = path.indexOf('/', at + 1)) ends.add(path.slice(at && at + 1));
  }

const endings = 'ts|tsx|mjs|mts|js|css|sql|json|geojson|md|yml|csv';
const file = new RegExp(`^[\\w.-]+(?:/[\\w.-]+)*\\.(?:${endings})$`, 'u');
const folder =
  /^(?:server|web|shared|tests|scripts|packs|bench|docs|lib|base|messages|heatmap|group)\/[\w./-]*$/u;

/** Not a file of ours, or one that a build makes or a reader is told not to. */
const others = new Set(['utils.ts', 'dist/ssr/entry-server.js', 'opentype.js', 'packs/pages']);
const isTemplate = (name: string): boolean => /NNNN/u.test(name);

const isThere = (document: string, name: string): boolean => {
  const path = name.replace(/\/$/u, '');
  return paths.has(posix.join(dirname(document), path)) || ends.has(path);
};

/** Each found with the document and the line it stands in. */
function find(pattern: RegExp): { document: string; at: string; name: string }[] {
  return documents.flatMap((document) =>
    read(document)
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(pattern)].map(([, name]) => ({
          document,
          at: `${document}:${index + 1}: ${name}`,
          name: name!,
        })),
      ),
  );
}

describe('documents', () => {
  it('name only files and folders that are there', () => {
    const named = find(/`([^`]+)`/gu).filter(
      ({ name }) => (file.test(name) || folder.test(name)) && !others.has(name) && !isTemplate(name),
    );
    expect(named.length).toBeGreaterThan(600);
    expect(named.filter(({ document, name }) => !isThere(document, name)).map(({ at }) => at)).toEqual([]);
  });

  it('lead by their links to what is there', () => {
    const links = find(/\]\(([^)#\s]+)[^)]*\)/gu).filter(({ name }) => !/^[a-z]+:/u.test(name));
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter(({ document, name }) => !isThere(document, name)).map(({ at }) => at)).toEqual([]);
  });

  it('name only commands of the project', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = find(/npm run (?:-s )?([\w:-]+)/gu);
    expect(commands.length).toBeGreaterThan(40);
    expect(commands.filter(({ name }) => !(name in scripts)).map(({ at }) => at)).toEqual([]);
  });
});
