import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** MB of the process before and after, as the system counts them. */
const program = (isLarge: boolean): string => `
import { readFileSync } from 'node:fs';
import { dropStartGarbage } from '${join(import.meta.dirname, 'start-garbage.ts')}';
const rss = () => Number(/^Rss:\\s+(\\d+)/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))[1]) / 1024;
const make = (count) => Array.from({ length: count }, (_, at) => ({ at, words: [at] }));
globalThis.kept = make(${isLarge ? 5e6 : 1});
make(1.5e6);
const before = rss();
dropStartGarbage();
console.log(JSON.stringify({ before, after: rss(), hasGc: typeof gc }));
`;

const run = (isLarge: boolean): { before: number; after: number; hasGc: string } =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', program(isLarge)], { encoding: 'utf8' }),
  ) as ReturnType<typeof run>;

// The system tells of its processes on Linux alone.
it.runIf(process.platform === 'linux')('what a start has left goes back to the system', () => {
  const { before, after, hasGc } = run(false);
  expect(before - after).toBeGreaterThan(60);
  expect(hasGc).toBe('undefined');
});

it.runIf(process.platform === 'linux')('a large city is not made to stand still for it', () => {
  const { before, after } = run(true);
  expect(before - after).toBeLessThan(20);
});
