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
const others = new Set([
  'utils.ts',
  'dist/ssr/entry-server.js',
  'opentype.js',
  'packs/pages',
  'erase-again.json',
  'erased-again.json',
  'sbom.cdx.json',
  'manifest.json',
  'UPGRADE.md',
]);
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

describe('recipes written out', () => {
  const home = 'tests/accept/house/recipes/';
  /** Where a file of a recipe will lie → where it is kept. */
  const kept = new Map(
    tracked
      .filter((path) => path.startsWith(home) && path.endsWith('.txt'))
      .map((path) => [
        path
          .slice(home.length)
          .replace(/^[^/]+\//u, '')
          .replace(/\.txt$/u, ''),
        path,
      ]),
  );

  it('take from files that are there only what those give', () => {
    const missing: string[] = [];
    let taken = 0;
    for (const [path, text] of kept)
      for (const [, names, from] of read(text).matchAll(/import (?:type )?\{([^}]+)\} from '(\.[^']+)'/gu)) {
        const target = posix.join(dirname(path), from!);
        const place = kept.get(target) ?? (paths.has(target) ? target : undefined);
        const source = place ? read(place) : '';
        for (const name of names!.split(',').map((one) => one.replace(/^\s*type /u, '').trim())) {
          taken += 1;
          const given = new RegExp(`export [^;]*?\\b${name}\\b`, 'u');
          // What the report and the clock add to the contract of the page stands in their edits.
          if (!given.test(source) && name !== 'exportRounds') missing.push(`${path}: ${name} of ${from}`);
        }
      }
    expect(taken).toBeGreaterThan(60);
    expect(missing).toEqual([]);
  });

  it('put their lines where there is a place for them', () => {
    const edits = tracked.filter((path) => path.startsWith(home) && path.endsWith('edits.json'));
    const lines = edits.flatMap(
      (path) => JSON.parse(read(path)) as { path: string; after?: string; replace?: string }[],
    );
    expect(lines.length).toBeGreaterThan(20);
    const lost = lines.filter(
      ({ path, after, replace }) => !kept.has(path) && !read(path).includes(after ?? replace!),
    );
    // A line of the report beside one the page has put.
    expect(lost.filter(({ after = '', replace = '' }) => !/rounds/u.test(after + replace))).toEqual([]);
  });
});
