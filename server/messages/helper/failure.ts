import { HostResting, OutboundFailure, OutboundRefused } from '../../lib/outbound/failures.ts';
import { readRetryAfter } from '../../lib/outbound/retry-after.ts';

/** Why a model gave no text, in words for the person who asked. */
export class HelperFailure extends Error {}

/** What a refusal by HTTP means. The body is not shown: it may hold what was sent or a key. */
export function failHttp({ status, headers }: Response, what = 'Модель не ответила'): never {
  if (status === 401 || status === 403)
    throw new HelperFailure(`${what}: ключ не подошёл. Администратор проверит настройки.`);
  if (status === 404) throw new HelperFailure(`${what}: по этому адресу такой модели нет.`);
  if (status === 429) {
    const wait = readRetryAfter(headers) ?? 0;
    const when = wait > 0 && wait < 3_600_000 ? `через ${Math.ceil(wait / 1000)} с` : 'через минуту';
    throw new HelperFailure(`${what}: слишком много вопросов сразу. Повторите ${when}.`);
  }
  if (status >= 500)
    throw new HelperFailure(`${what}: у неё сбой (${status}). Напишите сами или повторите позже.`);
  throw new HelperFailure(`${what}: вопрос не принят (${status}).`);
}

/** The Russian reason of any failure of an exchange. */
export function reasonOf(error: unknown): string {
  if (error instanceof HelperFailure) return error.message;
  if (error instanceof OutboundRefused)
    return 'Адрес модели внутри закрытой сети. Администратор разрешит это в настройках.';
  if (error instanceof HostResting)
    return `Модель не отвечает или просит подождать. Повторите через ${Math.ceil(error.retryAfter / 1000)} с или напишите сами.`;
  if (error instanceof OutboundFailure && error.code === 'late')
    return 'Модель не ответила вовремя. Напишите сами или повторите позже.';
  if (error instanceof OutboundFailure && error.code === 'too-large')
    return 'Ответ модели слишком велик. Напишите сами.';
  const { name } = error as { name?: string };
  if (name === 'ZodError' || name === 'SyntaxError') return 'Модель ответила непонятно. Напишите сами.';
  return 'С моделью нет связи. Напишите сами или повторите позже.';
}
