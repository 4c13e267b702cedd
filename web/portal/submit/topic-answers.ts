import type { FactQuestion } from '../../../shared/contract/base/taxonomy.ts';

/** Id of a question's field, for the summary of errors to lead to. */
export const questionField = (id: string): string => `question-${id}`;

/** What keeps the questions of a topic from being answered, by the ids of their fields; the server asks the same. */
export function findAnswerErrors(
  questions: readonly FactQuestion[],
  answers: Readonly<Record<string, string>>,
  photos: number,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { id, title, type, isRequired } of questions) {
    const answer = answers[id]?.trim() ?? '';
    const isGiven = type === 'photo' ? photos > 0 : answer !== '';
    if (!isGiven && isRequired)
      errors[questionField(id)] = type === 'photo' ? `Приложите фото: ${title}` : `Ответьте: ${title}`;
    else if (isGiven && type === 'number' && !/^-?\d+(?:[.,]\d+)?$/u.test(answer))
      errors[questionField(id)] = `Нужно число: ${title}`;
  }
  return errors;
}
