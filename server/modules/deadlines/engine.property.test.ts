import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileCalendar } from './calendar.ts';
import { computeDeadline } from './engine.ts';
import { readShippedCalendar, readShippedRules } from './packs.ts';
import { type DeadlineRule, ruleOn } from './rules.ts';

// A second count that shares no code with the engine: dates as text, one day after another, minute spans by hand.

interface Year {
  year: number;
  moved: Record<string, string>;
  declared?: { from: string; to: string }[];
  shortened: string[];
  working?: string[];
}
const source = JSON.parse(
  readFileSync(new URL('../../../packs/calendar/ru-2019-2027.json', import.meta.url), 'utf8'),
) as { holidays: { days: string[] }[]; years: Year[] };
const holidays = new Set(source.holidays.flatMap((holiday) => holiday.days));
const years = new Map(source.years.map((year) => [year.year, year]));

const next = (date: string) => new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const previous = (date: string) =>
  new Date(Date.parse(`${date}T00:00Z`) - 86_400_000).toISOString().slice(0, 10);

function isWorked(date: string): boolean {
  const year = years.get(Number(date.slice(0, 4)))!;
  const day = date.slice(5);
  if (year.working?.includes(day)) return true;
  if ([0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay()) || holidays.has(day) || day in year.moved)
    return false;
  return !year.declared?.some(({ from, to }) => from <= day && day <= to);
}
const worked = new Map<string, boolean>();
const shortened = new Set(source.years.flatMap((year) => year.shortened.map((day) => `${year.year}-${day}`)));
for (let date = '2019-01-01'; date <= '2027-12-31'; date = next(date)) worked.set(date, isWorked(date));

function naiveDays(start: string, amount: number): string {
  let date = start;
  for (let left = amount; left > 0; ) {
    date = next(date);
    if (worked.get(date)) left -= 1;
  }
  return date;
}

function naiveRoll(start: string, amount: number, step: (date: string) => string): string {
  let date = start;
  for (let left = amount; left > 0; left -= 1) date = next(date);
  while (!worked.get(date)) date = step(date);
  return date;
}

function naiveHours(start: string, minutes: number): string {
  let [date, from] = [start.slice(0, 10), Number(start.slice(11, 13)) * 60 + Number(start.slice(14))];
  for (let left = minutes; ; date = next(date), from = 0) {
    if (!worked.get(date)) continue;
    for (const [open, close] of [
      [540, 780],
      [840, shortened.has(date) ? 1020 : 1080],
    ] as const) {
      const begin = Math.max(open, from);
      if (begin >= close) continue;
      if (left <= close - begin) {
        const due = begin + left;
        return `${date}T${String(Math.floor(due / 60)).padStart(2, '0')}:${String(due % 60).padStart(2, '0')}`;
      }
      left -= close - begin;
    }
  }
}

/** mulberry32: the same numbers on every machine. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const calendar = compileCalendar(readShippedCalendar());
const sample = ruleOn(readShippedRules(), 'answer-3wd', '2026-01-01');
const zones = [
  ['Asia/Yekaterinburg', 5],
  ['Europe/Kaliningrad', 2],
  ['Asia/Kamchatka', 12],
] as const;

/** Half of the starts lie within three weeks of a turn of the year; none so late that a term leaves 2027. */
function pickStart(random: (below: number) => number): string {
  const first = Date.UTC(2019, 0, 1);
  const last = Date.UTC(2027, 8, 30);
  const day = 86_400_000;
  const anywhere = first + random((last - first) / day) * day;
  const turn = Date.UTC(2020 + random(8), 0, 1) + (random(43) - 21) * day;
  const at = (random(2) === 0 ? turn : anywhere) + random(1440) * 60_000;
  return new Date(at).toISOString().slice(0, 16);
}

describe('the engine against a naive count', () => {
  const runs = Number(process.env.OTKLIK_PROPERTY_RUNS ?? 20_000);

  it(`agrees on ${runs} random terms in three zones`, () => {
    const random = makeRandom(20_260_428);
    const wrong: string[] = [];
    for (let run = 0; run < runs && wrong.length < 5; run += 1) {
      const [zone, offset] = zones[run % 3]!;
      const start = pickStart(random);
      const startedAt = new Date(Date.parse(`${start}Z`) - offset * 3_600_000);
      const count = (change: Partial<DeadlineRule>) =>
        computeDeadline({
          startedAt,
          rule: { ...sample, neverBeforeStart: false, ...change },
          calendar,
          zone,
        });
      const amount = 1 + random(40);
      const minutes = 1 + random(3000);
      const date = start.slice(0, 10);
      const calendarDays = { unit: 'calendar-day', amount } as const;
      const canRollBack = naiveReach(date, amount) > '2019-01-09';
      const pairs: [string, string][] = [
        [count({ unit: 'working-day', amount }).dueLocal.slice(0, 10), naiveDays(date, amount)],
        [
          count({ ...calendarDays, roll: 'next-working-day' }).dueLocal.slice(0, 10),
          naiveRoll(date, amount, next),
        ],
        [count({ unit: 'working-hour', amount: minutes / 60 }).dueLocal, naiveHours(start, minutes)],
      ];
      if (canRollBack) {
        const back = count({ ...calendarDays, roll: 'previous-working-day' }).dueLocal.slice(0, 10);
        pairs.push([back, naiveRoll(date, amount, previous)]);
      }
      for (const [got, want] of pairs)
        if (got !== want)
          wrong.push(`${zone} ${start} ${amount} days or ${minutes} minutes: ${got}, not ${want}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});

/** Where a plain count of days ends: before 9 January 2019 there is no working day to roll back to. */
function naiveReach(date: string, amount: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + amount * 86_400_000).toISOString().slice(0, 10);
}
