import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { DAY } from '../../../shared/time.ts';
import { compileCalendar } from './calendar/calendar.ts';
import { computeDeadline } from './engine.ts';
import { readShippedCalendar, readShippedRules } from './packs.ts';
import { type DeadlineRule, ruleOn } from './rules.ts';

// A second count that shares no code with the engine: a flag for each day and for each minute of nine years, laid out
// from the pack's text, and a walk over them one day, or one minute, at a time.

interface Year {
  year: number;
  moved: Record<string, string>;
  declared?: { from: string; to: string }[];
  shortened: string[];
  working?: string[];
}
const source = JSON.parse(
  readFileSync(new URL('../../../packs/base/calendar/ru-2019-2027.json', import.meta.url), 'utf8'),
) as { holidays: { days: string[] }[]; years: Year[] };

const MINUTES = 1440;
const first = Date.UTC(2019, 0, 1);
const days = (Date.UTC(2028, 0, 1) - first) / DAY;
const dateOf = (index: number): string => new Date(first + index * DAY).toISOString().slice(0, 10);
const worked = new Uint8Array(days);
const openMinutes = new Uint8Array(days * MINUTES);
layOut();

function layOut(): void {
  const holidays = new Set(source.holidays.flatMap((holiday) => holiday.days));
  const years = new Map(source.years.map((year) => [year.year, year]));
  for (let index = 0; index < days; index += 1) {
    const date = dateOf(index);
    const year = years.get(Number(date.slice(0, 4)))!;
    const day = date.slice(5);
    const isWeekend = [0, 6].includes(new Date(first + index * DAY).getUTCDay());
    const isOff =
      isWeekend ||
      holidays.has(day) ||
      day in year.moved ||
      year.declared?.some(({ from, to }) => from <= day && day <= to);
    if (isOff && !year.working?.includes(day)) continue;
    worked[index] = 1;
    const close = year.shortened.includes(day) ? 17 : 18;
    for (let minute = 9 * 60; minute < close * 60; minute += 1)
      if (minute < 13 * 60 || minute >= 14 * 60) openMinutes[index * MINUTES + minute] = 1;
  }
}

function naiveWorkingDays(start: number, amount: number): number {
  let day = start;
  for (let left = amount; left > 0; ) {
    day += 1;
    if (worked[day]) left -= 1;
  }
  return day;
}

function naiveRoll(start: number, amount: number, step: 1 | -1): number {
  let day = start;
  for (let left = amount; left > 0; left -= 1) day += 1;
  while (worked[day] === 0) day += step;
  return day;
}

/** The end of the minute that used the term up: 13:00 and closing are ends, not the next opening. */
function naiveWorkingMinutes(start: number, amount: number): string {
  let minute = start;
  for (let left = amount; left > 0; minute += 1) if (openMinutes[minute]) left -= 1;
  return new Date(first + minute * 60_000).toISOString().slice(0, 16);
}

const calendar = compileCalendar(readShippedCalendar());
const sample = ruleOn(readShippedRules(), 'answer-3wd', '2026-01-01');
// None of the three changes its clocks in these years: what the wall clock says is the start and so many hours.
const zones = [
  ['Asia/Yekaterinburg', 5],
  ['Europe/Kaliningrad', 2],
  ['Asia/Kamchatka', 12],
] as const;

/** Half of the starts lie within three weeks of a turn of the year; none so late that a term leaves 2027. */
const lastStart = Math.round((Date.UTC(2027, 8, 30) - first) / DAY);
const nearTurn = fc
  .tuple(fc.integer({ min: 2020, max: 2027 }), fc.integer({ min: -21, max: 21 }))
  .map(([year, offset]) => (Date.UTC(year, 0, 1) - first) / DAY + offset);
const startDay = fc.oneof(nearTurn, fc.integer({ min: 0, max: lastStart }));
/** Half of the moments are on the hours where a term turns: opening, lunch, closing, midnight. */
const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: MINUTES - 1 }),
  fc.constantFrom(0, 539, 540, 541, 779, 780, 781, 839, 840, 841, 1019, 1020, 1021, 1079, 1080, 1081, 1439),
);
/** Half of the lengths in minutes are whole hours: those end at 13:00 and at closing. */
const minutes = fc.oneof(
  fc.integer({ min: 1, max: 3000 }),
  fc.integer({ min: 1, max: 50 }).map((hours) => hours * 60),
);

describe('the engine against a naive count', () => {
  const runs = Number(process.env.OTKLIK_PROPERTY_RUNS ?? 100_000);

  it(`agrees on ${runs} random terms in three zones`, () => {
    const term = fc.tuple(
      fc.constantFrom(...zones),
      startDay,
      minuteOfDay,
      fc.integer({ min: 1, max: 40 }),
      minutes,
    );
    fc.assert(
      fc.property(term, ([[zone, offset], day, minute, amount, length]) => {
        const startedAt = new Date(first + day * DAY + minute * 60_000 - offset * 3_600_000);
        const count = (change: Partial<DeadlineRule>): string =>
          computeDeadline({
            startedAt,
            rule: { ...sample, neverBeforeStart: false, ...change },
            calendar,
            zone,
          }).dueLocal;
        const agree = (what: string, got: string, want: string) => {
          if (got.slice(0, want.length) !== want) throw new Error(`${what}: ${got}, a naive count: ${want}`);
        };
        const plain = { unit: 'calendar-day', amount } as const;
        agree('working days', count({ unit: 'working-day', amount }), dateOf(naiveWorkingDays(day, amount)));
        agree('forward', count({ ...plain, roll: 'next-working-day' }), dateOf(naiveRoll(day, amount, 1)));
        // Before 9 January 2019 there is no working day of the calendar to go back to.
        if (day + amount > 8)
          agree(
            'back',
            count({ ...plain, roll: 'previous-working-day' }),
            dateOf(naiveRoll(day, amount, -1)),
          );
        agree(
          'working hours',
          count({ unit: 'working-hour', amount: length / 60 }),
          naiveWorkingMinutes(day * MINUTES + minute, length),
        );
      }),
      { numRuns: runs, seed: 20_260_428 },
    );
  }, 120_000);
});
