import { expect, it } from 'vitest';
import { monthsUpTo } from './demo-meetings.ts';

it.each([
  ['2026-10', '2026-01', 10],
  ['2026-12', '2026-01', 12],
  ['2027-01', '2026-01', 13],
  ['2027-03', '2026-01', 15],
  ['2027-04', '2027-01', 4],
])('up to %s the demo group has met since %s', (last, first, count) => {
  const months = monthsUpTo(last);
  expect([months[0], months.at(-1), months.length]).toEqual([first, last, count]);
});
