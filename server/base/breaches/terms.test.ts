import { describe, expect, test } from 'vitest';
import type { BreachTermState } from '../../../shared/contract/base/breaches.ts';
import { breachPack } from './pack.ts';
import { breachTermsOf, findMomentFault, judgeBreachTerm } from './terms.ts';

const at = (text: string): Date => new Date(text);
const hours = { initialHours: 24, resultsHours: 72 };

describe('terms of a breach', () => {
  test.each([
    // Across midnight, into another month.
    ['2026-11-30T20:15:00Z', '2026-12-01T20:15:00.000Z', '2026-12-03T20:15:00.000Z'],
    // Over a weekend: hours of the clock.
    ['2026-11-27T15:00:00Z', '2026-11-28T15:00:00.000Z', '2026-11-30T15:00:00.000Z'],
    // Over the new year's holidays.
    ['2026-12-31T23:59:59Z', '2027-01-01T23:59:59.000Z', '2027-01-03T23:59:59.000Z'],
    ['2024-02-28T12:00:00Z', '2024-02-29T12:00:00.000Z', '2024-03-02T12:00:00.000Z'],
  ])('discovered %s', (discovered, initial, results) => {
    const { initialDueAt, resultsDueAt } = breachTermsOf(at(discovered), hours);
    expect([initialDueAt.toISOString(), resultsDueAt.toISOString()]).toEqual([initial, results]);
  });

  test('hours are those of the pack on the day of the discovery: 24 and 72', () => {
    const { initialHours, resultsHours } = breachPack.on('2026-11-24');
    expect([initialHours, resultsHours]).toEqual([24, 72]);
  });

  const due = '2026-11-25T04:00:00.000Z';
  test.each<[BreachTermState, string, string | null, boolean]>([
    ['runs', '2026-11-24T04:00:00Z', null, false],
    ['runs', due, null, false],
    ['late', '2026-11-25T04:00:00.001Z', null, false],
    ['kept', '2026-11-30T04:00:00Z', due, false],
    ['broken', '2026-11-30T04:00:00Z', '2026-11-25T04:00:00.001Z', false],
    ['ended', '2026-11-24T05:00:00Z', null, true],
    ['ended', '2026-11-30T05:00:00Z', null, true],
    // It was told of, and turned out to be none: what was sent was sent.
    ['kept', '2026-11-30T05:00:00Z', '2026-11-24T06:00:00Z', true],
  ])('%s at %s, sent %s, dismissed %s', (expected, now, sentAt, isDismissed) => {
    expect(
      judgeBreachTerm({ dueAt: at(due), sentAt: sentAt ? at(sentAt) : null, isDismissed }, at(now)),
    ).toBe(expected);
  });

  const now = at('2026-11-24T04:00:00Z');
  test.each<[string, string | undefined, RegExp | null]>([
    ['2026-11-24T04:00:00Z', undefined, null],
    ['2026-11-24T04:00:00.001Z', undefined, /не наступил/u],
    ['2026-11-20T23:59:00Z', undefined, null],
    ['2006-07-26T23:59:59Z', undefined, /год/u],
    ['2006-07-27T00:00:00Z', undefined, null],
    ['2026-11-23T00:00:00Z', '2026-11-23T00:00:00Z', null],
    ['2026-11-22T23:59:59Z', '2026-11-23T00:00:00Z', /быть не могло/u],
  ])('a moment %s since %s', (said, since, fault) => {
    const found = findMomentFault(at(said), now, since === undefined ? undefined : at(since));
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });
});
