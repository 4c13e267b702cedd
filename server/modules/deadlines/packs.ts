import { readFileSync } from 'node:fs';
import { type CalendarPack, readCalendarPack } from './calendar-pack.ts';
import { type DeadlineRules, loadDeadlineRules } from './rules.ts';

/** The national calendar that comes with the project. Throws `CalendarInvalid`. */
export function readShippedCalendar(): CalendarPack {
  return readCalendarPack(readPack('calendar/ru-2019-2027.json'));
}

/** The deadline rules that come with the project. Throws `DeadlinePackInvalid`. */
export function readShippedRules(): DeadlineRules {
  return loadDeadlineRules(readPack('deadlines/otklik-2026.json'));
}

function readPack(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../packs/${path}`, import.meta.url), 'utf8'));
}
