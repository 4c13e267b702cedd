import type { ConflictRules } from './pack.ts';

/** Minutes of an answer: from the beginning of its term to the answer, or so far. */
export interface AnswerTime {
  took: number;
  term: number;
  isAnswered: boolean;
}

/** An answer so many minutes after its term; none after so many times the term. */
export const isLate = (
  { took, term, isAnswered }: AnswerTime,
  { byMinutes, unansweredTimes }: ConflictRules['late'],
): boolean => (isAnswered ? took - term >= byMinutes : took >= term * unansweredTimes);

/** Whoever deletes their own words makes no conflict, nor does what is long past. */
export const isRemoval = (
  { by, minutes }: { by: string; minutes: number },
  rules: ConflictRules['deleted'],
): boolean => by !== 'author' && minutes <= rules.minutes;
