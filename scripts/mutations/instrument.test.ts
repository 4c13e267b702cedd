import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { matchesGlob, resolve } from 'node:path';
import { runInThisContext } from 'node:vm';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { equivalents, isEquivalent } from './equivalent.ts';
import { instrument } from './instrument.ts';
import { isRuleFile, rules } from './rules.ts';
import { changeSql } from './sql-changes.ts';

const root = resolve(import.meta.dirname, '../..');
const tracked = execFileSync('git', ['ls-files', 'server', 'shared'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');

/** Mistakes of a piece of code, as `kind: what stands there instead`. */
const mistakesIn = (code: string): string[] =>
  instrument('a.ts', code).mutants.map(({ kind, after }) => `${kind}: ${after}`);

describe('mistakes in code', () => {
  it.each([
    ['f(a && b);', ['removed: ', 'logic: a || b']],
    ['const x = a || b && c;', ['logic: a && (b && c)', 'logic: b || c']],
    ['const x = !a;', ['negated: a']],
    ['const x = a === b;', ['negated: a !== b']],
    ['const x = a < 7;', ['boundary: a <= 7', 'number: 8']],
    ['const x = a - b;', ['number: a + b']],
    ['const x = a + b;', []],
    ['const x = { isOpen: true };', ['boolean: false']],
    ['const x = a.some(f);', ['list: a.every(f)']],
    ['const x = a.filter(f);', ['removed: a']],
    ["const x = ['one', 'two'];", ["list: ['two']", "list: ['one']"]],
    ["const x = q.select(['one', 'two']);", []],
    ["const x = q.where('a', '<', b);", ['removed: q', "sql: q.where('a', '<=', b)"]],
    ['const x = q.set({ phone: null, at });', ['removed: { at }']],
    ['if (a) throw new Error();', ['negated: !(a)', 'removed: ']],
    ['const f = (): boolean => g();', ['constant: true', 'constant: false']],
    ['async function f(): Promise<string[]> { return g(); }', ['constant: []']],
    ['const f = (): Promise<boolean> => g();', []],
    ['const x = Math.min(a, b);', ['list: Math.max(a, b)']],
    ['const x = a?.filter(f).length;', []],
    ['type A = 1 | 2;', []],
    ['const x = a.toString();', []],
  ])('%s', (code, mistakes) => {
    expect(mistakesIn(code)).toEqual(mistakes);
  });
});

describe('mistakes in SQL', () => {
  it.each([
    [
      '`a = 1 AND b IS NULL`',
      [
        '`a = 1 OR b IS NULL`',
        '`a <> 1 AND b IS NULL`',
        '`a = 1 AND b IS NOT NULL`',
        '`a = 2 AND b IS NULL`',
      ],
    ],
    ['`NOT EXISTS (SELECT FROM t)`', ['`EXISTS (SELECT FROM t)`']],
    ['`UPDATE t SET a = b`', []],
    ['`a BETWEEN b AND c`', []],
    ["`a ->> 'x = y'`", []],
    ['`$' + '{a === b} <= c`', ['`$' + '{a === b} < c`']],
  ])('%s', (template, versions) => {
    expect(changeSql(template)).toEqual(versions);
  });
});

/** `a/{b,c}.ts` → `a/b.ts`, `a/c.ts`. */
function eachName(glob: string): string[] {
  const braces = /\{([^}]*)\}/.exec(glob);
  return braces ? braces[1]!.split(',').map((name) => glob.replace(braces[0], name)) : [glob];
}

/** What the instrumented code gives with this mutant awake. */
function run(code: string, awake: string | null): unknown {
  const compiled = ts.transpile(
    `${instrument('a.ts', code).code}; Object.assign(globalThis, { __given: f });`,
  );
  const world = globalThis as { __mutation?: unknown; __given?: () => unknown };
  const before = world.__mutation;
  world.__mutation = (id: string) => id === awake;
  try {
    runInThisContext(`{ ${compiled} }`);
    return world.__given?.();
  } finally {
    world.__mutation = before;
    delete world.__given;
  }
}

describe('a file with mistakes in it', () => {
  const code =
    'const f = (): number => { const list: number[] = []; list.push(1); return list.length > 0 ? 5 : 7; };';

  it('does as before while all of them sleep', () => {
    expect(run(code, null)).toBe(5);
  });

  it('makes the one that is awake, and no other', () => {
    const { mutants } = instrument('a.ts', code);
    const given = mutants.map(({ id, kind, after }) => `${kind} ${after}: ${run(code, id)}`);
    expect(given).toEqual(['removed : 7', 'constant 0: 0', 'boundary list.length >= 0: 5', 'number 1: 7']);
  });
});

describe('the files of rules', () => {
  const files = tracked.filter(isRuleFile).map((path) => ({
    path,
    ...instrument(path, readFileSync(resolve(root, path), 'utf8')),
  }));

  it('are found under every name the list gives', () => {
    const globs = rules.flatMap(({ files: given }) => given.flatMap(eachName));
    expect(globs.filter((glob) => !tracked.some((path) => matchesGlob(path, glob)))).toEqual([]);
  });

  it('parse with every mistake in them', () => {
    const broken = files.filter(({ path, code }) => {
      const parsed = ts.createSourceFile(path, code, ts.ScriptTarget.Latest);
      return (parsed as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics.length > 0;
    });
    expect(broken.map(({ path }) => path)).toEqual([]);
  });

  it('hold every mistake that is said to be none', () => {
    const mutants = files.flatMap((file) => file.mutants);
    const gone = equivalents.filter((one) => !mutants.some((mutant) => isEquivalent(mutant, one)));
    expect(gone.map(({ file, before }) => `${file}: ${before}`)).toEqual([]);
  });
});
