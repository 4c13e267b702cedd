import { OutboundRefused } from '../../lib/outbound.ts';

/** Why a model gave no text, in words for the person who asked. */
export class HelperFailure extends Error {}

/** What a refusal by HTTP means. The body is not shown: it may hold what was sent or a key. */
export function failHttp({ status, headers }: Response, what = 'Модель не ответила'): never {
  if (status === 401 || status === 403)
    throw new HelperFailure(`${what}: ключ не подошёл. Администратор проверит настройки.`);
  if (status === 404) throw new HelperFailure(`${what}: по этому адресу такой модели нет.`);
  if (status === 429) {
    const wait = Number(headers.get('retry-after'));
    const when = wait > 0 && wait < 3600 ? `через ${Math.ceil(wait)} с` : 'через минуту';
    throw new HelperFailure(`${what}: слишком много вопросов сразу. Повторите ${when}.`);
  }
  if (status >= 500)
    throw new HelperFailure(`${what}: у неё сбой (${status}). Напишите сами или повторите позже.`);
  throw new HelperFailure(`${what}: вопрос не принят (${status}).`);
}

/** The Russian reason of any failure of an exchange. */
export function reasonOf(error: unknown): string {
  if (error instanceof HelperFailure) return error.message;
  if (error instanceof OutboundRefused) {
    return 'Адрес модели внутри закрытой сети или ответ слишком велик. Администратор разрешит это в настройках.';
  }
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT')
    return 'Модель не ответила вовремя. Напишите сами или повторите позже.';
  if (name === 'ZodError' || name === 'SyntaxError') return 'Модель ответила непонятно. Напишите сами.';
  return 'С моделью нет связи. Напишите сами или повторите позже.';
}
