import { counted } from '../../../shared/text/plural.ts';

/** What the pack says of reminders. */
export interface ReminderRules {
  remindWorkingDaysLeft: readonly number[];
}

/** A reminder that falls due: its key is told once for one term. */
export interface ReminderStep {
  key: string;
  why: string;
}

/** After the term a reminder a week: so many working days. */
const WEEK = 5;

/**
 * The step that is due so many working days before the term, below zero past it: of several the nearest to the term, since it
 * says what the others would. Null before the first.
 */
export function reminderStep(left: number, rules: ReminderRules): ReminderStep | null {
  if (left < 0)
    return {
      key: `late-${Math.floor((-left - 1) / WEEK)}`,
      why: `просрочено на ${counted(-left, 'рабочий день', 'рабочих дня', 'рабочих дней')}`,
    };
  const due = rules.remindWorkingDaysLeft.filter((days) => left <= days).toSorted((a, b) => a - b)[0];
  if (due === undefined) return null;
  return {
    key: `left-${due}`,
    why:
      left === 0
        ? 'срок сегодня'
        : `до срока ${counted(left, 'рабочий день', 'рабочих дня', 'рабочих дней')}`,
  };
}
