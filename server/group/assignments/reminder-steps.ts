import { counted } from '../../../shared/text/plural.ts';

/** What the pack says of reminders. */
export interface ReminderRules {
  remindAtShares: readonly number[];
  remindWorkingDaysLeft: readonly number[];
}

/** An assignment's term in working days. */
export interface TermInDays {
  /** From the issue to the due day. */
  whole: number;
  /** Till the due day; below zero past it. */
  left: number;
}

/** A reminder that falls due: its key is told once for one term. */
export interface ReminderStep {
  key: string;
  why: string;
}

/** After the term a reminder a week: so many working days. */
const WEEK = 5;

/** The step that is due now: of several the nearest to the term, since it says what the others would. Null before the first. */
export function reminderStep({ whole, left }: TermInDays, rules: ReminderRules): ReminderStep | null {
  if (left < 0)
    return {
      key: `late-${Math.floor((-left - 1) / WEEK)}`,
      why: `просрочено на ${counted(-left, 'рабочий день', 'рабочих дня', 'рабочих дней')}`,
    };
  const due = rules.remindWorkingDaysLeft.filter((days) => left <= days).toSorted((a, b) => a - b)[0];
  if (due !== undefined)
    return {
      key: `left-${due}`,
      why:
        left === 0
          ? 'срок сегодня'
          : `до срока ${counted(left, 'рабочий день', 'рабочих дня', 'рабочих дней')}`,
    };
  const passed = whole > 0 ? (whole - left) / whole : 0;
  const share = rules.remindAtShares.filter((one) => passed >= one).toSorted((a, b) => b - a)[0];
  return share === undefined
    ? null
    : { key: `share-${share}`, why: `прошло ${Math.round(share * 100)} % срока` };
}
