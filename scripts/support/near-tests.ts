import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

export interface Test {
  project: 'unit' | 'db';
  path: string;
}

const imported = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

export interface Imports {
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

const wordsOf = (path: string): string[] => basename(path).split('.')[0]!.split('-');

/** Tests of the same module come first; within it those of the same folder, and those whose name has a word of the rule's. */
export function nearness(rule: string, test: string): number {
  const words = new Set(wordsOf(rule));
  const other = wordsOf(test).some((word) => words.has(word)) ? 0 : 1;
  if (dirname(rule) === dirname(test)) return other;
  return (roomOf(rule) === roomOf(test) ? 2 : 4) + other;
}

/** Farthest of `nearness`: the whole module, or its own folder and what bears its name. */
const farthest = { module: 3, name: 2 };

/**
 * Tests that may meet a file: those no farther than `within` that reach it, and those anywhere that import it; those without a database, which
 * cost little, also where they import what imports it: the door of its module, or the rule it is a part of.
 */
export function testsNear(
  tests: readonly Test[],
  { direct, all }: Imports,
  within: keyof typeof farthest = 'module',
): (rule: string) => Test[] {
  const kept = new Map<string, Test[]>();
  return (rule) => {
    const known = kept.get(rule);
    if (known) return known;
    const near = tests.filter(
      ({ path, project }) =>
        direct(path).includes(rule) ||
        (nearness(rule, path) <= farthest[within] && all(path).has(rule)) ||
        (project === 'unit' && direct(path).some((one) => direct(one).includes(rule))),
    );
    kept.set(rule, near);
    return near;
  };
}

/** Tests that reach a file and are not near it: of another module, or of the whole product. */
export function testsFar(
  tests: readonly Test[],
  { all }: Imports,
  near: (rule: string) => readonly Test[],
): (rule: string) => Test[] {
  return (rule) => {
    const known = new Set(near(rule));
    return tests.filter((test) => !known.has(test) && all(test.path).has(rule));
  };
}

export function listTests(paths: readonly string[]): Test[] {
  return paths.flatMap((path): Test[] => {
    if (/\.db\.test\.ts$/.test(path)) return [{ project: 'db', path }];
    const isUnit = /\.test\.tsx?$/.test(path) && !/^tests\/(e2e|screens)\//.test(path);
    return isUnit ? [{ project: 'unit', path }] : [];
  });
}
