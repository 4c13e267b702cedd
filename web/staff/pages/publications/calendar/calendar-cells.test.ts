import { describe, expect, it, test } from 'vitest';
import type {
  CalendarItem,
  CalendarPage,
  PageNorm,
  PublicationCalendar,
} from '../../../../../shared/contract/pages/publications.ts';
import { cellStates } from '../../../../../shared/contract/pages/publications.ts';
import {
  asMovable,
  isAtRisk,
  normCount,
  readSpot,
  riskWords,
  shiftByDays,
  spotName,
  squaresOf,
  stepSpot,
  tellNorm,
  withMoved,
} from './calendar-cells.ts';
import { columnsOf } from './calendar-columns.ts';

const zone = 'Asia/Yekaterinburg';

describe('a step of the keyboard', () => {
  // Two rows of three columns; the middle cell of the first holds three stops.
  const bounds = {
    rows: 2,
    columns: 3,
    stopsIn: (row: number, column: number) => (row === 0 && column === 1 ? 3 : 1),
  };
  test.each([
    ['0:0:0', 'ArrowRight', '0:1:0'],
    ['0:1:0', 'ArrowRight', '0:1:1'],
    ['0:1:2', 'ArrowRight', '0:2:0'],
    ['0:2:0', 'ArrowRight', null],
    ['0:2:0', 'ArrowLeft', '0:1:2'],
    ['0:1:1', 'ArrowLeft', '0:1:0'],
    ['0:0:0', 'ArrowLeft', null],
    ['0:1:2', 'ArrowDown', '1:1:0'],
    ['1:1:0', 'ArrowDown', null],
    ['1:1:0', 'ArrowUp', '0:1:0'],
    ['0:0:0', 'ArrowUp', null],
    ['1:2:0', 'Home', '1:0:0'],
    ['1:0:0', 'End', '1:2:0'],
    ['0:0:0', 'KeyJ', null],
  ])('from %s by %s to %s', (from, key, to) => {
    const next = stepSpot(readSpot(from)!, { key, ctrlKey: false }, bounds);
    expect(next && spotName(next)).toBe(to);
  });
  it('with Ctrl leads to the corners', () => {
    expect(stepSpot({ row: 1, column: 1, item: 0 }, { key: 'Home', ctrlKey: true }, bounds)).toEqual({
      row: 0,
      column: 0,
      item: 0,
    });
    expect(stepSpot({ row: 0, column: 1, item: 2 }, { key: 'End', ctrlKey: true }, bounds)).toEqual({
      row: 1,
      column: 2,
      item: 0,
    });
  });
  it('is none of what is no stop', () => {
    expect(readSpot(undefined)).toBeNull();
    expect(readSpot('1:2')).toBeNull();
  });
});

const item = (given: Partial<CalendarItem> = {}): CalendarItem => ({
  variantId: 'v-1',
  publicationId: 'p-1',
  state: 'waiting',
  at: '2026-11-24T05:00:00.000Z',
  start: '',
  url: '',
  reason: '',
  isMarked: false,
  ...given,
});

const page = (id: string, days: Record<string, CalendarItem[]>): CalendarPage => ({
  id,
  unitId: 'u',
  body: 'Администрация',
  title: 'Администрация',
  network: 'vk',
  networkTitle: 'ВКонтакте',
  manualReason: '',
  weeks: [],
  days: Object.entries(days).map(([day, items]) => ({ day, items })),
});

describe('moving by a day', () => {
  const calendar = {
    pages: [
      page('a', {
        '2026-11-24': [item()],
        '2026-11-25': [item({ variantId: 'v-2', at: '2026-11-25T09:00:00.000Z' })],
      }),
      page('b', { '2026-11-24': [], '2026-11-25': [] }),
    ],
  } as unknown as PublicationCalendar;
  const idsOf = (one: PublicationCalendar) =>
    one.pages.map(({ days }) => days.map(({ items }) => items.map(({ variantId }) => variantId)));
  it('keeps the hour of the city, over midnight of UTC too', () => {
    expect(shiftByDays('2026-11-24T05:00:00.000Z', 1, zone)).toBe('2026-11-25T05:00:00.000Z');
    expect(shiftByDays('2026-11-24T20:30:00.000Z', -1, zone)).toBe('2026-11-23T20:30:00.000Z');
  });
  it('puts the item where it belongs among the others, and draws no other page again', () => {
    const next = withMoved(calendar, 'v-1', '2026-11-25T05:00:00.000Z', zone);
    expect(idsOf(next)).toEqual([
      [[], ['v-1', 'v-2']],
      [[], []],
    ]);
    expect(next.pages[1]).toBe(calendar.pages[1]);
  });
  it('takes it out of sight beyond the days that are shown, and leaves alone what it does not hold', () => {
    expect(idsOf(withMoved(calendar, 'v-1', '2026-11-26T05:00:00.000Z', zone))[0]).toEqual([[], ['v-2']]);
    expect(withMoved(calendar, 'v-9', '2026-11-25T05:00:00.000Z', zone)).toBe(calendar);
  });
  it('is of what has not come out', () => {
    const movable = cellStates.filter((state) => asMovable(item({ state })) !== null);
    expect(movable).toEqual(['draft', 'approval', 'waiting', 'manual']);
    expect(asMovable(item({ variantId: null, publicationId: null }))).toBeNull();
  });
});

const norm = (given: Partial<PageNorm> = {}): PageNorm => ({
  from: '2026-11-23',
  need: 5,
  done: 2,
  coming: 1,
  lacks: 2,
  state: 'short',
  risk: null,
  isAtRisk: true,
  ...given,
});

describe('a norm', () => {
  test.each([
    [{}, 'done done coming lacks lacks', '2 + 1 из 5'],
    [{ done: 7, coming: 2 }, 'done done done done done', '7 + 2 из 5'],
    [{ done: 0, coming: 0 }, 'lacks lacks lacks lacks lacks', '0 из 5'],
    [{ need: 0, done: 1, coming: 0 }, '', '1 из 0'],
  ])('%o in squares', (given, squares, count) => {
    expect(squaresOf(norm(given)).join(' ')).toBe(squares);
    expect(normCount(norm(given))).toBe(count);
  });
  it('has ten squares at most', () => expect(squaresOf(norm({ need: 30 }))).toHaveLength(10));
  test.each([
    ['met', 0, 'ok', 'норма есть'],
    ['coming', 0, 'ok', 'норма будет'],
    ['short', 2, 'warning', 'не хватает 2'],
    ['danger', 4, 'danger', 'не хватает 4'],
    ['missed', 3, 'danger', 'не хватило 3'],
    ['unknown', 3, 'quiet', 'не читается'],
  ] as const)('%s', (state, lacks, tone, words) =>
    expect(tellNorm({ state, lacks })).toEqual({ tone, words }),
  );
  test.each([
    [null, 'short', ''],
    [0.29, 'short', ''],
    [0.3, 'short', 'риск 30\u00a0%'],
    [0.64, 'danger', 'риск 64\u00a0%'],
    [0.64, 'met', ''],
    [0.64, 'unknown', ''],
  ] as const)('risk %s of a week that is %s', (risk, state, words) =>
    expect(riskWords({ risk, state }).replaceAll('\u202f', '\u00a0')).toBe(words),
  );
  it('is at risk where one of the weeks is', () => {
    expect(isAtRisk({ weeks: [norm({ isAtRisk: false }), norm()] })).toBe(true);
    expect(isAtRisk({ weeks: [norm({ isAtRisk: false })] })).toBe(false);
  });
});

it('puts the norm after each week', () => {
  const days = Array.from({ length: 14 }, (_, at) => ({
    day: `2026-11-${String(16 + at)}`,
    isWorking: true,
    quiet: '',
  }));
  const columns = columnsOf({ days, today: '2026-11-24' });
  expect(
    columns.map((column) => (column.kind === 'norm' ? `norm ${column.week}` : column.at)).join(' '),
  ).toBe('0 1 2 3 4 5 6 norm 0 7 8 9 10 11 12 13 norm 1');
  expect(columns.flatMap((column) => (column.kind === 'day' && column.isToday ? column.at : []))).toEqual([
    8,
  ]);
  expect(columns.filter((column) => column.kind === 'day' && column.isPast)).toHaveLength(8);
});
