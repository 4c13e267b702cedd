import { beforeAll, describe, expect, test } from 'vitest';
import type { WordOutcome } from '../../../../shared/contract/base/promises.ts';
import { loadReference } from '../../deadlines/index.ts';
import { compareLines, dayOfTerm } from './read-ledger.ts';

beforeAll(() => loadReference('Asia/Yekaterinburg'));

const line = (id: string, outcome: WordOutcome, day: number) => ({
  id,
  outcome,
  dueAt: new Date(Date.UTC(2026, 10, day)),
});

test('lines stand broken first, then by the latest term; what is ahead by the nearest; of one moment by their ids', () => {
  const lines = [
    line('f', 'ahead', 29),
    line('e', 'ahead', 26),
    line('b', 'broken', 3),
    line('c', 'broken', 5),
    line('a', 'broken', 3),
    line('g', 'kept', 2),
    line('h', 'kept', 9),
  ];
  const order = (given: typeof lines) => given.toSorted(compareLines).map(({ id }) => id);
  const sorted = order(lines);
  expect(sorted.filter((id) => 'abc'.includes(id))).toEqual(['c', 'a', 'b']);
  expect(sorted.filter((id) => 'ef'.includes(id))).toEqual(['e', 'f']);
  expect(sorted.filter((id) => 'gh'.includes(id))).toEqual(['h', 'g']);
  expect(sorted[0]).toBe('c');
  expect(order(lines.toReversed())).toEqual(sorted);
  expect(compareLines(line('a', 'kept', 2), line('a', 'kept', 2))).toBe(1);
});

describe('the day of a term', () => {
  test.each([
    ['2026-11-24T19:00:00.000Z', '2026-11-24'],
    ['2026-11-24T19:00:00.001Z', '2026-11-25'],
    ['2026-11-24T18:59:59.999Z', '2026-11-24'],
    ['2026-11-24T19:00:00.002Z', '2026-11-25'],
  ])('that ends at %s in the city five hours ahead is %s', (at, day) => {
    expect(dayOfTerm(new Date(at))).toBe(day);
  });
});
