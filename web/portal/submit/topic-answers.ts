import type { FactQuestion } from '../../../shared/contract/base/taxonomy.ts';

/** What keeps the questions of a topic from being answered, by the ids of the questions; the server asks the same. */
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
      errors[id] = type === 'photo' ? `Приложите фото: ${title}` : `Ответьте: ${title}`;
    else if (isGiven && type === 'number' && !/^-?\d+(?:[.,]\d+)?$/u.test(answer))
      errors[id] = `Нужно число: ${title}`;
  }
  return errors;
}
