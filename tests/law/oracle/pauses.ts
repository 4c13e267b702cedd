/** A pause stops only what is left: what was left when it began is left when it ends, no more and no less. */
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  isWorking,
  type World,
  workingDaysBetween,
} from './calendar.ts';
import type { PromiseUnit } from './facts.ts';

export interface Pause {
  from: number;
  to: number;
  /** The moment of the promise before the pause and after it. */
  dueBefore: number;
  dueAfter: number;
}

const hour = 3_600_000;

/** How much longer (positive) or shorter the promise became than a pause may make it; 0 where it is just. */
export function pauseExcess(world: World, unit: PromiseUnit, pause: Pause): number {
  const day = (at: number) => dayOf(world, at);
  if (unit === 'clock_hour') {
    const drift = pause.dueAfter - pause.to - (pause.dueBefore - pause.from);
    return Math.abs(drift) <= hour ? 0 : drift;
  }
  if (unit === 'calendar_day') return calendarExcess(world, pause);
  const left = workingDaysBetween(world.calendar, day(pause.from), day(pause.dueBefore));
  const given = workingDaysBetween(world.calendar, day(pause.to), day(pause.dueAfter));
  // Part of a day is left on each side: one day of difference is the same time.
  return Math.abs(given - left) <= 1 ? 0 : given - left;
}

/** A rolled day hides the days off behind it: what was left lies between the day shown and the last of them. */
function calendarExcess(world: World, pause: Pause): number {
  const before = dayOf(world, pause.dueBefore);
  const after = dayOf(world, pause.dueAfter);
  const left = daysBetween(dayOf(world, pause.from), before);
  const given = daysBetween(dayOf(world, pause.to), after);
  if (given > left + hidden(world, before) + 1) return given - left;
  if (given + hidden(world, after) + 1 < left) return given - left;
  return 0;
}

function hidden(world: World, day: Day): number {
  let count = 0;
  while (!isWorking(world.calendar, addDays(day, count + 1))) count += 1;
  return count;
}
