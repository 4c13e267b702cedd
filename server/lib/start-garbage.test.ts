import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const module = join(import.meta.dirname, 'start-garbage.ts');

/** MB of the process before and after, as the system counts them. */
const program = (isLarge: boolean): string => `
import { readFileSync } from 'node:fs';
import { dropStartGarbage } from '${module}';
const rss = () => Number(/^Rss:\\s+(\\d+)/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))[1]) / 1024;
const make = (count) => Array.from({ length: count }, (_, at) => ({ at, words: [at] }));
globalThis.kept = make(${isLarge ? 5e6 : 1});
make(1.5e6);
const before = rss();
dropStartGarbage();
console.log(JSON.stringify({ before, after: rss(), hasGc: typeof gc }));
`;

/** How many times what stays alive the heap gets while objects of a short life come and go. */
const churn = `
import { setTimeout as sleep } from 'node:timers/promises';
import { dropStartGarbage, keepSmall } from '${module}';
const make = (count) => Array.from({ length: count }, (_, at) => ({ at, words: [at] }));
const taken = () => process.memoryUsage().heapUsed;
globalThis.kept = make(1.5e6);
if (process.argv[1] === 'kept small') {
  keepSmall();
  await sleep(1500);
} else dropStartGarbage();
const alive = taken();
const ring = [];
let most = 0;
// Until the whole heap has been collected: how soon that is goes by how much of the young V8 lets grow old.
for (let turn = 0; turn < 10_000 && taken() > most * 0.7; turn += 1) {
  ring[turn % 10] = make(1e4);
  most = Math.max(most, taken());
  if (turn % 20 === 0) await sleep(1);
}
console.log(JSON.stringify(most / alive));
`;

/**
 * With the young generation of the start script. Fourfold is what V8 allows at most; how much of it it takes by itself goes by the
 * speed of the machine, so here it is told to.
 */
const flags = ['--max-semi-space-size=16', '--heap-growing-percent=300', '--input-type=module'];

const play = (text: string, ...args: string[]): unknown =>
  JSON.parse(execFileSync(process.execPath, [...flags, '-e', text, '--', ...args], { encoding: 'utf8' }));

const run = (isLarge: boolean) => play(program(isLarge)) as { before: number; after: number; hasGc: string };

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

it('from the opening on the heap grows by a half before it is collected, not fourfold', () => {
  expect(play(churn, 'kept small')).toBeLessThan(3.4);
  // What the bar is worth: the same collection without the bound.
  expect(play(churn, 'left alone')).toBeGreaterThan(3.4);
});
