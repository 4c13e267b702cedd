import { knownIn } from '../../../shared/known.ts';
import { itemAt } from '../../../shared/lists.ts';
import { int32At } from '../../lib/typed-arrays.ts';
import { dayMs } from './calendar/day.ts';
import { compileWorkTime, workedBefore } from './calendar/schedule.ts';
import { openZone } from './calendar/zone.ts';
import { requireReference } from './reference-data.ts';

/**
 * Office hours as columns, one value for each local day from `first`: minutes worked before the day, and the spans of the day
 * itself as minutes since midnight. Over them a database counts working time without knowing a calendar.
 */
export interface OfficeHours {
  /** Number of the first day since 1970-01-01. */
  first: number;
  before: number[];
  /** From, to of the first span and of the second; a day without one has zeros. */
  spans: [number[], number[], number[], number[]];
}

const hoursOf = (schedule: 'office' | 'duty') => {
  const { calendar, rules, zone } = requireReference();
  return { table: compileWorkTime(knownIn(rules.schedules, schedule), calendar), zone: openZone(zone) };
};

/** Hours of the office over the local days of two moments. Throws outside the calendar's years. */
export function officeHours(from: Date, to: Date): OfficeHours {
  const { table, zone } = hoursOf('office');
  const dayOf = (at: Date): number => Math.floor(zone.toLocal(at.getTime()) / dayMs);
  const first = Math.max(dayOf(from), table.first);
  const last = Math.min(dayOf(to), table.first + table.before.length - 2);
  const hours: OfficeHours = { first, before: [], spans: [[], [], [], []] };
  for (let day = first; day <= last; day += 1) {
    const spans = table.spansOf(day);
    if (spans.length > 2) throw new Error('The office has more than two spans a day');
    hours.before.push(int32At(table.before, day - table.first));
    [spans[0]?.[0], spans[0]?.[1], spans[1]?.[0], spans[1]?.[1]].forEach((minute, at) => {
      itemAt(hours.spans, at).push(minute ?? 0);
    });
  }
  return hours;
}

/** Working minutes of the office between two moments. */
export function officeMinutesBetween(from: Date, to: Date): number {
  const { table, zone } = hoursOf('office');
  const worked = (at: Date): number => workedBefore(table, zone.toLocal(at.getTime()));
  return (worked(to) - worked(from)) / 60_000;
}

/** Counts the minutes of duty between two moments: the hours in which networks are watched. */
export function dutyCounter(): (from: Date, to: Date) => number {
  const { table, zone } = hoursOf('duty');
  const watched = (at: Date): number => workedBefore(table, zone.toLocal(at.getTime()));
  return (from, to) => Math.max(0, (watched(to) - watched(from)) / 60_000);
}
