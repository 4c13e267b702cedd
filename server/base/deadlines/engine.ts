import type { DeadlineExplanation } from '../../../shared/contract/base/deadline-explanation.ts';
import { formatLocal } from './calendar/day.ts';
import { countDeadline, type DeadlineInput } from './counting.ts';
import { explainCount } from './explain.ts';

export interface Deadline {
  dueAt: Date;
  /** The due moment on the wall clock of the zone, `YYYY-MM-DDTHH:MM`; made when it is read. */
  readonly dueLocal: string;
  /** Every day of the count; made when it is read. */
  readonly explanation: DeadlineExplanation;
}

/**
 * When a clock started by this rule is due. Pure: no network, no database, no present time.
 *
 * Days and months are counted from the day after the start (ГК РФ ст. 191). Hours run only within the schedule
 * and end at the first moment they are used up. Clock hours run without a break.
 *
 * Pauses: working, duty and clock hours of a pause are not counted. With days, the day a pause begins counts and
 * the day it ends does not (the same rule of «the day after»), so a pause within one day moves nothing,
 * and one that begins on the last day leaves the rest of that day: the term ends on the day the pause does.
 *
 * Throws `CalendarYearMissing` when the count needs a year the calendar does not cover, `TimeZoneUnknown`, and
 * RangeError on an invalid date.
 */
export function computeDeadline(input: DeadlineInput): Deadline {
  const count = countDeadline(input);
  return {
    dueAt: new Date(count.dueMs),
    get dueLocal() {
      return formatLocal(count.zone.toLocal(count.dueMs));
    },
    get explanation() {
      return explainCount(input, count);
    },
  };
}
