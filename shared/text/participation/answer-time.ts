import type { Question } from '../../contract/participation/questionnaire.ts';

/** Seconds a person reads and answers, about. */
const READ_SIGNS = 18;
const answerSeconds: Readonly<Record<Question['kind'], number>> = {
  single: 3,
  photo: 4,
  multi: 6,
  scale: 3,
  matrix: 4,
  text: 30,
  point: 15,
  ranking: 15,
  budget: 30,
};

/** How long it takes who is asked everything, seconds. */
export function secondsOf(questions: readonly Question[]): number {
  return Math.round(
    questions.reduce((sum, { title, hint, kind, options, rows }) => {
      const signs = [
        title,
        hint,
        ...options.map((one) => one.title + one.about),
        ...rows.map((one) => one.title),
      ].join('').length;
      return sum + signs / READ_SIGNS + answerSeconds[kind] * Math.max(1, rows.length);
    }, 0),
  );
}
