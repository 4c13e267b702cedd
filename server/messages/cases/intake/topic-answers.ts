import { requireFact } from '../../../base/taxonomy/index.ts';
import { AppError } from '../../../lib/errors.ts';

/**
 * Refuses a message whose topic asks what was not answered, or was answered with what is not an answer; every fault by
 * its question. From memory alone: registration makes no query for it.
 */
export function requireTopicAnswers(
  factId: string | undefined,
  answers: Readonly<Record<string, string>> | undefined,
  hasPhoto: boolean,
): void {
  if (factId === undefined) return;
  const fields: Record<string, string> = {};
  for (const { id, title, type, isRequired, options } of requireFact(factId).questions) {
    const answer = answers?.[id]?.trim() ?? '';
    const isGiven = type === 'photo' ? hasPhoto : answer !== '';
    const fault = !isGiven
      ? isRequired && (type === 'photo' ? `Приложите фото: ${title}` : `Ответьте на вопрос: ${title}`)
      : faultOf(type, answer, options);
    if (fault) fields[`answers.${id}`] = fault;
  }
  const [first] = Object.values(fields);
  if (first) throw new AppError('lib.bad-input', first, { fields });
}

function faultOf(type: string, answer: string, options: string[] | undefined): string | null {
  switch (type) {
    case 'number':
      return /^-?\d+(?:[.,]\d+)?$/u.test(answer) ? null : 'Здесь нужно число';
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/u.test(answer) && !Number.isNaN(Date.parse(answer))
        ? null
        : 'Здесь нужен день: ДД.ММ.ГГГГ';
    case 'choice':
      return options?.includes(answer) ? null : 'Выберите один из ответов';
    default:
      return null;
  }
}
