import { expect, test } from 'vitest';
import type { CohortSpan } from '../../messages/cases/index.ts';
import { layOutWeeks } from './ageing-rule.ts';

/** Fourteen weeks up to Sunday 22 November: the first shown is born at 14, the last at 27. */
const weeks = { last: '2026-11-22', count: 14 };
const FOREVER = 99;
const span = (more: Partial<CohortSpan>): CohortSpan => ({
  born: 14,
  since: more.born ?? 14,
  until: FOREVER,
  isFirst: true,
  count: 1,
  ...more,
});
const told = (...spans: CohortSpan[]) => layOutWeeks(spans, weeks);

test('a cohort is looked at as its weeks pass; what is not over yet is not known', () => {
  const found = told(span({ count: 10, until: 15 }), span({ count: 4, until: 19 }), span({ count: 1 }));
  expect(found).toHaveLength(14);
  expect(found[0]).toMatchObject({ from: '2026-08-17', to: '2026-08-23', received: 15 });
  expect(found[0]?.open).toEqual([15, 5, 5, 5, 1, 1]);
  expect(found[13]).toMatchObject({ from: '2026-11-16', to: '2026-11-22', received: 0 });
  expect(found[13]?.open).toEqual([0, null, null, null, null, null]);
  expect(found[12]?.open).toEqual([0, 0, null, null, null, null]);
});

test('one that was answered and came back is one case, open only while it was', () => {
  const found = told(span({ until: 15 }), span({ since: 18, isFirst: false }));
  expect(found[0]).toMatchObject({ received: 1, open: [1, 0, 0, 1, 1, 1] });
  expect(found.map(({ stock }) => stock)).toEqual([1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
});

test('one that was over before its week was received and was never open at its end', () => {
  expect(told(span({ until: 14 }))[0]).toMatchObject({ received: 1, open: [0, 0, 0, 0, 0, 0], stock: 0 });
});

test('what is open stands in the band of its age, those before the first week too', () => {
  const found = told(span({}), span({ born: 0, count: 7 }), span({ born: 13, count: 3 }));
  const bands = (week: number) => found[week]?.byAge;
  expect(bands(0)).toEqual([1, 3, 0, 0, 0, 7]);
  expect(bands(1)).toEqual([0, 1, 3, 0, 0, 7]);
  expect(bands(3)).toEqual([0, 0, 1, 3, 0, 7]);
  expect(bands(7)).toEqual([0, 0, 0, 1, 3, 7]);
  expect(bands(8)).toEqual([0, 0, 0, 0, 4, 7]);
  expect(bands(12)).toEqual([0, 0, 0, 0, 1, 10]);
  expect(bands(13)).toEqual([0, 0, 0, 0, 0, 11]);
  for (const { stock, byAge } of found) expect(byAge.reduce((sum, one) => sum + one, 0)).toBe(stock);
  // Born before the first shown, they are of no cohort shown.
  expect(found.reduce((sum, { received }) => sum + received, 0)).toBe(1);
});

test('weeks before the first case are left out; of nothing there are none', () => {
  expect(told(span({ born: 20 })).map(({ to }) => to)[0]).toBe('2026-10-04');
  expect(told()).toEqual([]);
});
