import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import type { AcceptOutcome } from './line.ts';

export const root = resolve(import.meta.dirname, '../..');

export interface Ran {
  code: number;
  /** All it wrote to its output, in lines without the empty ones. */
  lines: string[];
}

/** All a program writes, until it ends; what it says of errors is told under way. */
export function collect(
  child: ChildProcessByStdio<null, Readable, Readable>,
  tell: (text: string) => void,
): Promise<Ran> {
  let words = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    words += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => tell(chunk.trimEnd()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, lines: words.split('\n').filter(Boolean) }));
  });
}

/** Runs a program of the project by Node as people run it; what it says of errors is told under way. */
export function runProgram(
  args: readonly string[],
  tell: (text: string) => void,
  cwd: string = root,
  more: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const env = Object.assign({}, process.env, more);
  return collect(spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }), tell);
}

/** Runs named steps of `npm test`; their last lines are the figures. */
export async function runSteps(names: string, tell: (text: string) => void): Promise<Ran> {
  const { code, lines } = await runProgram(['scripts/test.mjs', '--only', names], tell);
  return { code, lines: lines.slice(-6) };
}

/** Runs test files of a project of vitest on databases of their own. */
export const runTests = (
  project: string,
  files: readonly string[],
  tell: (text: string) => void,
  cwd?: string,
): Promise<Ran> =>
  runProgram(
    [
      'scripts/with-test-db.mjs',
      '--',
      process.execPath,
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      ...files,
    ],
    tell,
    cwd,
  );

/** Plays every journey of a folder of tests/e2e, by roles and by the keyboard, with axe. */
export async function playJourneys(folder: string, tell: (text: string) => void): Promise<AcceptOutcome> {
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.test.ts'));
  const ran = await runTests(
    'e2e',
    files.map((name) => `${folder}/${name}`),
    tell,
  );
  return { isHeld: ran.code === 0, figures: [`файлы: ${files.join(', ')}`, findCounts(ran)] };
}

/** What vitest says of how many passed. */
export function findCounts({ lines }: Ran): string {
  const told = lines.map((line) => stripVTControlCharacters(line).trim());
  return told.findLast((line) => /^Tests .*(?:passed|failed)/u.test(line)) ?? 'не сказано';
}
