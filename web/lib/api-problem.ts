import type { ErrorCode, Problem } from '../../shared/contract/errors.ts';

/** What can go wrong before the server's answer is read, beside the server's own codes. */
export type ProblemCode = ErrorCode | 'offline' | 'timeout' | 'aborted' | 'unreadable';

/** A failed call. `message` is the Russian sentence for a person; `fields` says what is wrong in each input. */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  /** Number of the request for the person to name to support; '' when there was no answer. */
  readonly requestId: string;
  readonly details: unknown;
  /** Seconds after which the same may be sent again; 0 when the server named none. */
  readonly retryAfter: number;

  constructor(code: ProblemCode, message: string, answer: Partial<Problem> & { retryAfter?: number } = {}) {
    super(message);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = answer.status ?? 0;
    this.fields = answer.fields ?? {};
    this.requestId = answer.requestId ?? '';
    this.details = answer.details;
    this.retryAfter = answer.retryAfter ?? 0;
  }
}

const sentences = {
  offline: 'Нет связи с сервером. Проверьте интернет и повторите.',
  timeout: 'Сервер долго не отвечает. Повторите через минуту.',
  aborted: 'Действие отменено.',
  unreadable: 'Сервер ответил не так, как ожидалось. Повторите; если не поможет, назовите номер запроса.',
} as const;

export function makeClientProblem(code: keyof typeof sentences, status = 0, requestId = ''): ApiProblem {
  return new ApiProblem(code, sentences[code], { status, requestId });
}

/** Reads the body of a failed answer; anything that is not our problem+json becomes `unreadable`. */
export function readProblem(
  status: number,
  body: string,
  header: (name: string) => string | null = () => null,
): ApiProblem {
  const requestId = header('x-request-id') ?? '';
  const retryAfter = Number(header('retry-after')) || 0;
  try {
    const answer = JSON.parse(body) as Partial<Problem>;
    if (typeof answer.code === 'string' && typeof answer.detail === 'string') {
      return new ApiProblem(answer.code, answer.detail, { requestId, ...answer, status, retryAfter });
    }
  } catch {
    // Not JSON: a proxy's page, most often.
  }
  return makeClientProblem('unreadable', status, requestId);
}

/** Any thrown thing as a problem, for the error states of screens. */
export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem
    ? error
    : new ApiProblem('unreadable', 'Что-то пошло не так на этой странице. Обновите её и повторите.');
}

/** Whether trying again may help without any change by the person. */
export function isPassing(problem: ApiProblem): boolean {
  return problem.code === 'offline' || problem.code === 'timeout' || problem.status >= 500;
}
