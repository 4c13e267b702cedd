import { counted } from '../../../shared/text/plural.ts';
import { someFieldsWrong } from '../../../shared/text/words.ts';
import { type ApiProblem, isPassing } from '../api-problem.ts';
import { showToast } from '../toast.ts';

/** Whether the same may be sent again without any change by the person. */
export const isWorthRetrying = (problem: ApiProblem): boolean => isPassing(problem) || problem.status === 429;

/** A failure in a sentence; the number of the request stands where support would ask for it. */
export function failureWords(problem: ApiProblem): string {
  if (problem.code === 'offline' || problem.code === 'timeout')
    return `${problem.message} Введённое на месте.`;
  if (problem.status === 429 && problem.retryAfter > 0)
    return `${problem.message} Повторить можно через ${waitWords(problem.retryAfter)}.`;
  if (problem.status >= 500 && problem.requestId)
    return `${problem.message} Номер запроса: ${problem.requestId}.`;
  return problem.message;
}

/** «40 секунд», «2 минуты». */
export const waitWords = (seconds: number): string =>
  seconds < 60
    ? counted(seconds, 'секунду', 'секунды', 'секунд')
    : counted(Math.ceil(seconds / 60), 'минуту', 'минуты', 'минут');

/** Whether words at the fields say all there is: a command's own sentence may say what to do besides. */
export const isToldByFields = ({ fields, message }: Pick<ApiProblem, 'fields' | 'message'>): boolean => {
  const words = Object.values(fields);
  return words.length > 0 && (message === someFieldsWrong || words.some((one) => one.includes(message)));
};

/** Words of fields that the sentence of the whole does not hold. */
export const wordsOfFields = ({ fields, message }: ApiProblem): string[] =>
  [...new Set(Object.values(fields))].filter((words) => !message.includes(words));

interface Telling {
  /** «Файл не получился». */
  title?: string;
  /** Sends the same again, where that may help. */
  retry?: () => void;
}

/** The place of a failure that no form shows: the foot of the page, said aloud. */
export function tellFailure(problem: ApiProblem, { title, retry }: Telling = {}): void {
  if (problem.code === 'aborted') return;
  const words = [title && `${title}.`, failureWords(problem), ...wordsOfFields(problem)].filter(Boolean);
  showToast(words.join(' '), {
    tone: 'problem',
    ...(retry && isWorthRetrying(problem) ? { retry } : {}),
  });
}
