import { expect, test } from 'vitest';
import { away, nextStart, refused } from './restarts.mjs';

const long = 3_600_000;
const short = 1000;

test('a server told to stop by its own number is not started again', () => {
  expect(nextStart({ result: 0, livedMs: long, failures: 0 })).toEqual({ exitCode: 0 });
});

test('one that refused in words has said all there is to say', () => {
  expect(nextStart({ result: refused, livedMs: short, failures: 0 })).toEqual({ exitCode: 1 });
});

test('one that was killed after a long life is started again at once, and it is said why', () => {
  const next = nextStart({ result: 'SIGKILL', livedMs: long, failures: 4 });
  expect(next).toMatchObject({ delayMs: 500, failures: 1 });
  expect(next.words).toMatch(/SIGKILL.*не хватило памяти.*через 0,5 с/);
});

test('starts that fail one after another come at growing pauses, then no more', () => {
  const delays = [];
  let next = { failures: 0 };
  while (next.exitCode === undefined && delays.length < 10) {
    next = nextStart({ result: 1, livedMs: short, failures: next.failures });
    if (next.exitCode === undefined) delays.push(next.delayMs);
  }
  expect(delays).toEqual([500, 1000, 2000, 4000]);
  expect(next.exitCode).toBe(1);
  expect(next.words).toMatch(/5 раз подряд.*больше не запускаю/);
});

test('a database that is away is waited for without end', () => {
  let next = { failures: 3 };
  for (let round = 0; round < 50; round += 1) {
    next = nextStart({ result: away, livedMs: short, failures: next.failures });
    expect(next.exitCode).toBeUndefined();
    expect(next.delayMs).toBeLessThanOrEqual(4000);
  }
  expect(next.failures).toBe(3);
});
