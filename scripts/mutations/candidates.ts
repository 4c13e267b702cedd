import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface Test {
  project: 'unit' | 'db';
  path: string;
}

const imported = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

interface Imports {
  direct: (path: string) => readonly string[];
  /** At any depth, the file itself too. */
  all: (path: string) => ReadonlySet<string>;
}

export function readImports(root: string): Imports {
  const direct = new Map<string, string[]>();
  const read = (path: string): string[] => {
    const known = direct.get(path);
    if (known) return known;
    let source = '';
    try {
      source = readFileSync(resolve(root, path), 'utf8');
    } catch {
      // A file that is generated, or named in a text: it imports nothing.
    }
    const found = [...source.matchAll(imported)].map(([, name]) => join(dirname(path), name!));
    direct.set(path, found);
    return found;
  };
  const reach = (path: string): ReadonlySet<string> => {
    const reached = new Set<string>([path]);
    for (const at of reached) for (const next of read(at)) reached.add(next);
    return reached;
  };
  return { direct: read, all: reach };
}

/** The folder of the module: `server/cases`, `server/modules/cases`, `server/messages/cases`. */
const roomOf = (path: string): string => path.split('/').slice(0, -1).slice(0, 3).join('/');

/** Tests of the same module come first; within it, those of the same folder. */
export function nearness(rule: string, test: string): number {
  if (dirname(rule) === dirname(test)) return 0;
  return roomOf(rule) === roomOf(test) ? 1 : 2;
}

export function listTests(paths: readonly string[]): Test[] {
  return paths.flatMap((path): Test[] => {
    if (/\.db\.test\.ts$/.test(path)) return [{ project: 'db', path }];
    const isUnit = /\.test\.tsx?$/.test(path) && !/^tests\/(e2e|screens)\//.test(path);
    return isUnit ? [{ project: 'unit', path }] : [];
  });
}
