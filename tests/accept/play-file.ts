import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runProgram } from './run-program.ts';

/** Plays a file of tests/accept (`pages/minute.played.ts`) in a process of its own, with a database; gives what it wrote to PLAYED, or its last words where it wrote nothing. */
export async function playFile<T>(
  name: string,
  env: Readonly<Record<string, string>>,
  tell: (text: string) => void,
): Promise<T | string> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-played-'));
  const path = join(folder, 'played.json');
  const before = { ...process.env };
  Object.assign(process.env, env, { PLAYED: path });
  try {
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'accept', `tests/accept/${name}`];
    const { lines } = await runProgram(
      ['scripts/with-test-db.mjs', '--', process.execPath, ...vitest],
      tell,
      root,
    );
    if (!existsSync(path)) return lines.slice(-40).join('\n');
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } finally {
    process.env = before;
    rmSync(folder, { recursive: true, force: true });
  }
}
