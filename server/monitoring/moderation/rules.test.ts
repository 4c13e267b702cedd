import { describe, expect, test } from 'vitest';
import { rulesAt, rulesFor } from './rules.ts';

const day = (number: number) => new Date(Date.UTC(2026, 10, number));
const version = (number: number, at: number, from: number, isRetired = false) => ({
  number,
  version: at,
  in_force_at: day(from),
  is_retired: isRetired,
});
const named = (rules: { number: number; version: number }[]) =>
  rules.map((rule) => `${rule.number}.${rule.version}`);

/** As they are read: by number, the newest version first. The first was mended, the second retired and brought back, the third retired. */
const versions = [
  version(1, 2, 10),
  version(1, 1, 1),
  version(2, 3, 20),
  version(2, 2, 10, true),
  version(2, 1, 1),
  version(3, 2, 30, true),
  version(3, 1, 1),
];

describe('rules in force', () => {
  test.each([
    [0, []],
    [1, ['1.1', '2.1', '3.1']],
    [9, ['1.1', '2.1', '3.1']],
    [10, ['1.2', '3.1']],
    [20, ['1.2', '2.3', '3.1']],
    [30, ['1.2', '2.3']],
  ] as const)('on day %i are %j', (at, known) => {
    expect(named(rulesAt(versions, day(at)))).toEqual(known);
  });
});

describe('rules by which a comment may be taken off', () => {
  test.each([
    ['of its own day, by the version of then', 5, 9, ['1.1', '2.1', '3.1']],
    ['the version of then though a newer one is in force', 9, 10, ['1.1', '3.1']],
    ['none that was retired since, though it came back', 9, 25, ['1.1', '3.1']],
    ['one that came back, for what was written after', 20, 25, ['1.2', '2.3', '3.1']],
    ['none that is retired from this very moment', 20, 30, ['1.2', '2.3']],
    ['none of what was written before any was in force', 0, 30, []],
  ] as const)('are %s', (_, written, now, known) => {
    expect(named(rulesFor(versions, day(written), day(now)))).toEqual(known);
  });
});
