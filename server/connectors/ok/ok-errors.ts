import { HOUR, MINUTE } from '../../../shared/time.ts';
import { explainBy, type Refusal } from '../kit/refusals.ts';

const refusals: Readonly<Record<number, Refusal>> = {
  1: { trouble: 'later', words: 'неизвестная ошибка', wait: 30_000 },
  2: { trouble: 'later', words: 'сервис временно недоступен', wait: 30_000 },
  3: { trouble: 'form', words: 'такого метода нет' },
  4: { trouble: 'refused', words: 'неверный запрос' },
  8: { trouble: 'later', words: 'слишком много одинаковых действий', wait: 10 * MINUTE },
  9: { trouble: 'rights', words: 'адрес сервера заблокирован' },
  10: { trouble: 'rights', words: 'нет прав' },
  11: { trouble: 'later', words: 'исчерпан предел вызовов', wait: HOUR },
  100: { trouble: 'refused', words: 'неверный параметр' },
  101: { trouble: 'key', words: 'ключ приложения не действует' },
  102: { trouble: 'key', words: 'сессия истекла' },
  103: { trouble: 'key', words: 'ключ сессии не действует' },
  104: { trouble: 'key', words: 'подпись не сошлась: проверьте секретный ключ приложения' },
  105: { trouble: 'key', words: 'запрос нужно подписать иначе' },
  200: { trouble: 'rights', words: 'приложению не дано это право' },
  210: { trouble: 'key', words: 'приложение отключено' },
  300: { trouble: 'missing', words: 'не найдено' },
  401: { trouble: 'key', words: 'вход не выполнен' },
  454: { trouble: 'refused', words: 'текст не пропущен цензурой' },
  9999: { trouble: 'later', words: 'критическая ошибка', wait: 30_000 },
};

/** What an error of the API means. */
export const explainOkError = explainBy({ network: 'Одноклассники', refusals, halfWay: [1, 2, 9999] });
