import { describe, expect, it, test } from 'vitest';
import { periodTitle, readPlace, stepDay, weeksOf, writeWanted } from './calendar-place.ts';

const TODAY = '2026-11-24';

describe('what the address says', () => {
  it('is this week where it says nothing, or nothing that can be read', () => {
    const nothing = { view: 'week', on: '', id: '', write: null, isShort: false, shelf: 'all' };
    expect(readPlace({})).toEqual(nothing);
    expect(readPlace({ view: 'year', on: 'завтра', short: 'no', shelf: 'mine', write: '' })).toEqual(nothing);
  });
  test.each([
    ['p-1', { pageId: 'p-1', day: null }],
    ['p-1,2026-11-27', { pageId: 'p-1', day: '2026-11-27' }],
    ['any', { pageId: null, day: null }],
    ['any,2026-11-27', { pageId: null, day: '2026-11-27' }],
  ])('a new piece for «%s», and back', (text, wanted) => {
    expect(readPlace({ write: text }).write).toEqual(wanted);
    expect(writeWanted(wanted)).toBe(text);
  });
});

describe('days that are shown', () => {
  test.each([
    [{ view: 'week', on: '' }, { from: '2026-11-23', count: 1 }, '23–29\u00a0ноября 2026'],
    [{ view: 'list', on: '' }, { from: '2026-11-23', count: 1 }, '23–29\u00a0ноября 2026'],
    [
      { view: 'week', on: '2026-12-01' },
      { from: '2026-11-30', count: 1 },
      '30\u00a0ноября – 6\u00a0декабря 2026',
    ],
    [
      { view: 'week', on: '2026-12-31' },
      { from: '2026-12-28', count: 1 },
      '28\u00a0декабря 2026 – 3\u00a0января 2027',
    ],
    [{ view: 'month', on: '' }, { from: '2026-10-26', count: 6 }, 'Ноябрь 2026'],
    [{ view: 'month', on: '2027-02-10' }, { from: '2027-02-01', count: 4 }, 'Февраль 2027'],
  ] as const)('%o', (place, weeks, title) => {
    expect(weeksOf(place, TODAY)).toEqual(weeks);
    expect(periodTitle(place, TODAY)).toBe(title);
  });
  test.each([
    [{ view: 'week', on: '' }, 1, '2026-11-30'],
    [{ view: 'week', on: '' }, -1, '2026-11-16'],
    [{ view: 'week', on: '2026-11-30' }, -1, ''],
    [{ view: 'month', on: '' }, 1, '2026-12-01'],
    [{ view: 'month', on: '2027-01-01' }, -1, '2026-12-01'],
    [{ view: 'month', on: '2026-12-01' }, -1, ''],
  ] as const)('from %o by %i is «%s»', (place, by, on) => expect(stepDay(place, TODAY, by)).toBe(on));
});
