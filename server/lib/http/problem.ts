import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ErrorCode, Problem } from '../../../shared/contract/errors.ts';
import { someFieldsWrong } from '../../../shared/text/words.ts';
import { isTransient } from '../database/transient.ts';
import { AppError } from '../errors.ts';

interface ValidationFailure {
  validation: readonly { instancePath: string; message?: string }[];
  validationContext?: string;
}

const titles: Partial<Record<ErrorCode, string>> = {
  'lib.bad-input': 'Проверьте введённое',
  'lib.not-found': 'Не найдено',
  'lib.not-signed-in': 'Нужно войти',
  'lib.forbidden': 'Нет прав',
  'lib.unavailable': 'Система временно недоступна',
  'lib.internal': 'Сбой на нашей стороне',
};

/** What to do about an input that its schema refused, by the part of the request it stood in. */
const inputSentences: Record<string, string> = {
  params: 'Ссылка устарела или набрана с ошибкой. Откройте нужное из списка.',
  querystring: 'Условия в адресе страницы заданы неверно. Сбросьте отбор и повторите.',
};

function describeInput(error: ValidationFailure): AppError {
  const fields: Record<string, string> = {};
  for (const issue of error.validation) {
    const path = issue.instancePath.replace(/^\//, '').replaceAll('/', '.');
    fields[path || '_'] ??= issue.message ?? 'Неверное значение';
  }
  const sentence = inputSentences[error.validationContext ?? ''] ?? someFieldsWrong;
  return new AppError('lib.bad-input', sentence, { fields });
}

/** Any thrown thing as what a person is told. */
export function describeFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return describeInput(error);
  const { code = '', statusCode = 500 } = error as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH')
    return new AppError('lib.not-found', 'Такого адреса нет. Проверьте ссылку.');
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE') {
    return new AppError(
      'lib.too-large',
      'Слишком большой объём. Файл — до 25 МБ, текст — до 100 000 знаков.',
    );
  }
  if (statusCode === 415) return new AppError('lib.unsupported-media', 'Такой вид данных не принимается.');
  if (statusCode === 429)
    return new AppError('lib.too-many-requests', 'Слишком много запросов подряд. Подождите минуту.');
  if (statusCode >= 400 && statusCode < 500) {
    return new AppError('lib.bad-input', 'Запрос составлен неверно. Обновите страницу и повторите.');
  }
  // PostgreSQL text and jsonb hold no null byte; invalid ids and numbers come from a forged address.
  if (code === '22P05' || code === '22021')
    return new AppError('lib.bad-input', 'В тексте есть недопустимые знаки. Удалите их.');
  if (['22P02', '22003', '22007', '22008'].includes(code))
    return new AppError('lib.not-found', 'Такой записи нет.');
  if (isTransient(error)) {
    return new AppError(
      'lib.unavailable',
      'Система временно недоступна. Введённое сохранено, повторите через минуту.',
      {
        retryAfter: 10,
        cause: error,
      },
    );
  }
  return new AppError(
    'lib.internal',
    'На нашей стороне сбой. Введённое сохранено. Назовите номер запроса поддержке.',
    {
      cause: error,
    },
  );
}

/** Answers with RFC 9457 problem+json; a bug is logged with its stack, never shown. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const failure = describeFailure(error);
  if (failure.status >= 500)
    request.log.error(
      { err: failure.cause ?? failure, route: request.routeId, requestId: request.id },
      'сбой',
    );
  const body: Problem = {
    type: `/api#${failure.code}`,
    title: titles[failure.code] ?? failure.message,
    status: failure.status,
    detail: failure.message,
    code: failure.code,
    requestId: request.id,
    ...(failure.fields && { fields: failure.fields }),
    ...(failure.details !== undefined && { details: failure.details }),
  };
  if (failure.retryAfter) reply.header('retry-after', String(failure.retryAfter));
  return reply
    .code(failure.status)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .type('application/problem+json')
    .send(JSON.stringify(body));
}
