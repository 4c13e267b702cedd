import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCircle } from './support/circles.ts';

/** Where things stand (decision 0026): the words of the decree are the folders, and rooms of a module make no circle. */

const root = resolve(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Where a system that exists has something under its own name. */
const homes = ['server', 'web/staff', 'shared/contract', 'packs', 'tests/e2e'];

/** Systems named by the clauses of chapters 2 and 3; the last chapter is of what every clause stands on. */
function readClauseSystems(): { clause: string; system: string }[] {
  const chapters = read('docs/coverage.md').split('\n## ').slice(1, 3).join('\n');
  return [...chapters.matchAll(/^\| (п\.[^|]+?) +\| +`([a-z]+)` +\|/gmu)].map(([, clause, system]) => ({
    clause: clause!,
    system: system!,
  }));
}

describe('the words of the decree', () => {
  const clauses = readClauseSystems();

  it('are said for every clause', () => {
    expect(clauses.length).toBeGreaterThan(40);
    expect([...new Set(clauses.map(({ system }) => system))].toSorted()).toEqual([
      'group',
      'heatmap',
      'messages',
      'monitoring',
      'pages',
      'participation',
    ]);
  });

  it('lead to a folder of the same name everywhere, or to a door that says nothing is behind it yet', () => {
    const missing = clauses.flatMap(({ clause, system }) => {
      const readme = `server/${system}/README.md`;
      if (existsSync(join(root, readme)) && read(readme).includes('Nothing is here yet')) return [];
      return homes
        .filter((home) => !tracked.some((path) => path.startsWith(`${home}/${system}/`)))
        .map((home) => `${clause}: ${home}/${system}`);
    });
    expect(missing).toEqual([]);
  });

  it('are proved by tests that are there', () => {
    const named = [
      ...read('docs/coverage.md').matchAll(/`((?:server|web|tests|shared|scripts|packs)\/[^`]+)`/gu),
    ]
      .flatMap(([, path]) => expandBraces(path!))
      .filter((path) => !path.includes('*'));
    expect(named.length).toBeGreaterThan(300);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

/** «a/{b,c}.ts» is `a/b.ts` and `a/c.ts`. */
function expandBraces(path: string): string[] {
  const [all, names] = /\{([^}]*)\}/u.exec(path) ?? [];
  if (all === undefined || names === undefined) return [path];
  return names.split(',').flatMap((name) => expandBraces(path.replace(all, name)));
}

const isSource = (path: string): boolean => /\.tsx?$/u.test(path) && !/\.test\./u.test(path);

/** A room is a folder of a module; a file that stands in the module itself is a room of its own. */
const roomOf = (module: string, path: string): string => path.slice(module.length + 1).split('/')[0]!;

/** Which rooms of a module import which: by names or by types alone. */
function readRooms(module: string): Map<string, Set<string>> {
  const rooms = new Map<string, Set<string>>();
  for (const path of tracked.filter((name) => name.startsWith(`${module}/`) && isSource(name))) {
    const own = roomOf(module, path);
    const seen = rooms.get(own) ?? new Set();
    rooms.set(own, seen);
    for (const [, specifier] of read(path).matchAll(/(?:from|import) *\(? *'(\.{1,2}\/[^']+)'/gu)) {
      const target = posix.normalize(posix.join(dirname(path), specifier!));
      if (target.startsWith(`${module}/`) && roomOf(module, target) !== own) seen.add(roomOf(module, target));
    }
  }
  return rooms;
}

describe('rooms', () => {
  const modules = [
    ...new Set(
      tracked.flatMap((path) => /^(server\/(?:lib|demo)|server\/[^/]+\/[^/]+)\//u.exec(path)?.[1] ?? []),
    ),
  ].filter((module) => !/^server\/(?:lib|demo)\/./u.test(module));

  it('of a module make no circle', () => {
    expect(modules.length).toBeGreaterThan(30);
    const circles = modules
      .map((module) => [module, findCircle(readRooms(module))] as const)
      .filter(([, circle]) => circle.length > 0)
      .map(([module, circle]) => `${module}: ${circle.join(' → ')}`);
    expect(circles).toEqual([]);
  });

  it('that do are found', () => {
    const rooms = new Map([
      ['letters', new Set(['core'])],
      ['core', new Set(['card'])],
      ['card', new Set(['letters'])],
      ['search', new Set(['core'])],
    ]);
    expect(findCircle(rooms)).toEqual(['letters', 'core', 'card', 'letters']);
  });
});

it('each decision has a number of its own, and its title bears it', () => {
  const decisions = tracked.filter((path) => /^docs\/decisions\/\d{4}-/u.test(path));
  const numbers = decisions.map((path) => /(\d{4})-/u.exec(path)?.[1]);
  expect(new Set(numbers).size).toBe(decisions.length);
  expect(decisions.length).toBeGreaterThan(40);
  for (const [at, path] of decisions.entries())
    expect(read(path)).toMatch(new RegExp(`^# ${numbers[at]}\\. `, 'u'));
});

it('the table of modules in ARCHITECTURE names those there are', () => {
  const there = new Map<string, Set<string>>();
  for (const path of tracked) {
    const [, system, module] = /^server\/(?!lib|demo|connectors)([a-z]+)\/([a-z-]+)\//u.exec(path) ?? [];
    if (system && module) there.set(system, (there.get(system) ?? new Set()).add(module));
  }
  const rows = read('ARCHITECTURE.md').matchAll(
    /^\| (?!system )([a-z]+) +\| ([a-z-]+(?:, [a-z-]+)*) +\|$/gmu,
  );
  const named = [...rows].map(
    ([, system = '', modules = '']) => [system, modules.split(', ').toSorted()] as const,
  );
  expect(Object.fromEntries(named)).toEqual(
    Object.fromEntries([...there].map(([system, modules]) => [system, [...modules].toSorted()])),
  );
});
