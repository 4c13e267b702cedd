import { describe, expect, it, test } from 'vitest';
import type { CalendarItem } from '../../../../../shared/contract/pages/publications.ts';
import { listWindows, offerMoment, type WindowsAsked, windowsFor } from './windows.ts';

const asked = (given: Partial<WindowsAsked> = {}): WindowsAsked => ({
  windows: ['07:00', '10:00', '16:00', '23:00'],
  quietHours: { from: '22:00', to: '08:00' },
  quietDays: new Set(),
  taken: new Set(),
  now: { day: '2026-11-24', time: '10:00' },
  ...given,
});
const tell = (moments: readonly { day: string; time: string }[]) =>
  moments.map(({ day, time }) => `${day} ${time}`);

describe('windows that are offered', () => {
  it('are those to come, past none of the quiet hours', () =>
    expect(tell(listWindows(asked(), '2026-11-24', 3))).toEqual([
      '2026-11-24 16:00',
      '2026-11-25 10:00',
      '2026-11-25 16:00',
    ]));
  it('leave out what the pages have taken, and days of silence', () => {
    const given = asked({ quietDays: new Set(['2026-11-25']), taken: new Set(['2026-11-24 16:00']) });
    expect(tell(listWindows(given, '2026-11-24', 2))).toEqual(['2026-11-26 10:00', '2026-11-26 16:00']);
  });
  it('begin no earlier than now, and end where no window ever comes', () => {
    expect(tell(listWindows(asked(), '2026-11-01', 1))).toEqual(['2026-11-24 16:00']);
    expect(listWindows(asked({ windows: ['23:00'] }), '2026-11-24', 1)).toEqual([]);
  });
});

describe('a moment for a day that was pressed', () => {
  test.each([
    ['its first window', '2026-11-27', {}, '2026-11-27 10:00'],
    ['today, the window that is left', '2026-11-24', {}, '2026-11-24 16:00'],
    [
      'today, all windows over',
      '2026-11-24',
      { now: { day: '2026-11-24', time: '18:20' } },
      '2026-11-24 18:45',
    ],
    [
      'tonight, nothing goes out',
      '2026-11-24',
      { now: { day: '2026-11-24', time: '21:50' } },
      '2026-11-25 10:00',
    ],
    ['before midnight', '2026-11-24', { now: { day: '2026-11-24', time: '23:55' } }, '2026-11-25 10:00'],
    ['a day of silence', '2026-11-27', { quietDays: new Set(['2026-11-27']) }, '2026-11-28 10:00'],
    [
      'today, a day of silence',
      '2026-11-24',
      { quietDays: new Set(['2026-11-24']), now: { day: '2026-11-24', time: '18:20' } },
      '2026-11-25 10:00',
    ],
    [
      'a day that is taken',
      '2026-11-27',
      { windows: ['10:00'], taken: new Set(['2026-11-27 10:00']) },
      '2026-11-28 10:00',
    ],
  ])('%s', (_, day, given, moment) => {
    const offered = offerMoment(asked(given), day);
    expect(offered && `${offered.day} ${offered.time}`).toBe(moment);
  });
  it('is none where nothing is offered at all', () =>
    expect(offerMoment(asked({ windows: [] }), '2026-11-27')).toBeNull());
});

describe('what pages have taken', () => {
  const item = (given: Partial<CalendarItem>): CalendarItem => ({
    variantId: 'v',
    publicationId: 'p',
    state: 'waiting',
    at: '2026-11-24T11:00:00Z',
    start: '',
    url: '',
    reason: '',
    isMarked: false,
    ...given,
  });
  const takenBy = (items: CalendarItem[], except?: string) => {
    const page = { id: 'page', days: [{ day: '2026-11-24', items }] };
    const calendar = {
      windows: [],
      quietHours: { from: '22:00', to: '08:00' },
      days: [{ day: '2026-11-25', isWorking: true, quiet: 'траур' }],
      pages: [page, { ...page, id: 'other' }] as never,
    };
    const now = Date.parse('2026-11-24T05:00:00Z');
    return windowsFor(calendar, ['page'], { zone: 'Asia/Yekaterinburg', now, ...(except && { except }) });
  };
  it('is told in the time of the city', () => {
    const found = takenBy([item({})]);
    expect([...found.taken]).toEqual(['2026-11-24 16:00']);
    expect(found.now).toEqual({ day: '2026-11-24', time: '10:00' });
    expect([...found.quietDays]).toEqual(['2026-11-25']);
  });
  it('counts neither what was taken off nor the piece itself', () => {
    expect(takenBy([item({ state: 'withdrawn' })]).taken.size).toBe(0);
    expect(takenBy([item({})], 'p').taken.size).toBe(0);
    expect(takenBy([item({ publicationId: null, state: 'outside' })], 'p').taken.size).toBe(1);
  });
});
