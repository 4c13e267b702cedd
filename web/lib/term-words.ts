import type { DeadlineLine } from '../../shared/contract/messages/cases.ts';
import { formatLeft, formatMinutes } from '../../shared/text/deadlines.ts';
import type { Formats } from './format.ts';

/** Minutes of an ordinary working day: with less than one left the hours are what matters. */
const dayMinutes = 480;

type Term = Pick<DeadlineLine, 'dueAt' | 'leftWorkingMinutes' | 'state'>;

/**
 * Share of the term for its line and glyph. Working hours may be over while the term is not (it ends at midnight):
 * only what the server calls overdue is drawn so.
 */
export function drawnShare({ state, leftShare }: Pick<DeadlineLine, 'state' | 'leftShare'>): number {
  if (state === 'overdue') return 0;
  return Math.max(leftShare, 0.01);
}

/** The end of a row: «3 ч 20 мин», «до 02.12», «просрочено на 1 рабочий день», «срок остановлен». */
export function describeTermShort(term: Term, formats: Formats): string {
  const near = describeNearTerm(term, formats);
  return near ?? `до\u00a0${describeMoment(term.dueAt, formats)}`;
}

/** Beside a date that is told anyway: «осталось 3 рабочих дня», «осталось 40 мин», «просрочено на 40 мин». */
export function describeTermLeft(term: Term, formats: Formats): string {
  if (term.state === 'stopped') return 'срок остановлен';
  if (term.state === 'overdue') return describeOverdue(term, formats);
  const near = describeNearTerm(term, formats);
  return `осталось ${near ?? formatLeft(term.leftWorkingMinutes, Math.floor(term.leftWorkingMinutes / dayMinutes))}`;
}

function describeNearTerm(term: Term, formats: Formats): string | null {
  const minutes = term.leftWorkingMinutes;
  if (term.state === 'stopped') return 'срок остановлен';
  if (term.state === 'overdue') return describeOverdue(term, formats);
  if (minutes >= dayMinutes) return null;
  // Nobody works before the term ends: what is left by the clock says more than «0 мин».
  return minutes <= 0 ? formats.remaining(term.dueAt) : formatMinutes(minutes);
}

function describeOverdue(term: Term, formats: Formats): string {
  const days = Math.floor(-term.leftWorkingMinutes / dayMinutes);
  return days >= 1 ? formatLeft(term.leftWorkingMinutes, days) : formats.remaining(term.dueAt);
}

/** «02.12», and the hour when the term does not end with the day. */
function describeMoment(at: string, formats: Formats): string {
  const [day = '', time = ''] = formats.short(at).split(' ');
  return time === '23:59' || time === '00:00' ? day : `${day}\u00a0${time}`;
}
