import { describe, expect, it, test } from 'vitest';
import { dutyOf, settledMoment, type Termed, termsOf } from './terms.ts';

const at = (day: string) => new Date(`${day}T12:00:00Z`);
const request = (given: Partial<Termed> = {}): Termed => ({
  state: 'received',
  decide_by: at('2026-11-10'),
  decided_at: null,
  publish_by: at('2026-11-15'),
  published_at: null,
  report_by: null,
  reported_at: null,
  ...given,
});
const told = (given: Partial<Termed>, now: string) =>
  termsOf(request(given), at(now)).map(({ duty, doneAt, isLate }) => [duty, doneAt !== null, isLate]);

const placed = { decided_at: at('2026-11-09'), state: 'accepted' } as const;
const out = {
  ...placed,
  state: 'published',
  published_at: at('2026-11-14'),
  report_by: at('2026-11-18'),
} as const;

describe('terms', () => {
  test.each<[string, Partial<Termed>, string, unknown]>([
    ['a decision is owed', {}, '2026-11-09', [['decide', false, false]]],
    ['at the very end it is not late', {}, '2026-11-10', [['decide', false, false]]],
    ['after it, it is', {}, '2026-11-11', [['decide', false, true]]],
    [
      'accepted in time, to be published',
      placed,
      '2026-11-15',
      [
        ['decide', true, false],
        ['publish', false, false],
      ],
    ],
    [
      'accepted late, published late',
      { ...placed, decided_at: at('2026-11-11') },
      '2026-11-16',
      [
        ['decide', true, true],
        ['publish', false, true],
      ],
    ],
    [
      'published within the window stays so, whenever it is looked at; the report is late',
      out,
      '2026-11-19',
      [
        ['decide', true, false],
        ['publish', true, false],
        ['report', false, true],
      ],
    ],
    [
      'reported in time',
      { ...out, state: 'reported', reported_at: at('2026-11-18') },
      '2026-12-01',
      [
        ['decide', true, false],
        ['publish', true, false],
        ['report', true, false],
      ],
    ],
    [
      'what was objected to owes nothing more',
      { ...placed, state: 'objected' },
      '2026-12-01',
      [['decide', true, false]],
    ],
    [
      'what was called back owes nothing more',
      { ...placed, state: 'withdrawn' },
      '2026-12-01',
      [['decide', true, false]],
    ],
  ])('%s', (_, given, now, expected) => expect(told(given, now)).toEqual(expected));
});

it.each([
  ['received', 'decide'],
  ['accepted', 'publish'],
  ['published', 'report'],
  ['objected', null],
  ['withdrawn', null],
  ['reported', null],
] as const)('%s owes %s', (state, duty) => expect(dutyOf(state)).toBe(duty));

describe('settled', () => {
  const page = (isAccepted: boolean, published: string | null, missed: string | null) => ({
    is_accepted: isAccepted,
    published_at: published ? at(published) : null,
    missed_at: missed ? at(missed) : null,
  });
  test.each([
    ['nothing accepted', [page(false, null, null)], null],
    ['one is open', [page(true, '2026-11-11', null), page(true, null, null)], null],
    ['the latest of them', [page(true, '2026-11-11', null), page(true, '2026-11-12', null)], '2026-11-12'],
    ['one was missed', [page(true, '2026-11-11', null), page(true, null, '2026-11-13')], '2026-11-13'],
    ['one was not accepted', [page(true, '2026-11-11', null), page(false, null, null)], '2026-11-11'],
  ] as const)('%s', (_, pages, moment) => expect(settledMoment(pages)).toEqual(moment && at(moment)));
});
