import { HOUR, MINUTE } from '../../../shared/time.ts';
import { NetworkFailure, type NetworkTrouble } from '../../base/networks/index.ts';

interface OkRefusal {
  trouble: NetworkTrouble;
  /** In Russian. */
  words: string;
  /** ms until it is worth asking again. */
  wait?: number;
}

const refusals: Readonly<Record<number, OkRefusal>> = {
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

/** After these the network may have done it. */
const halfWay = [1, 2, 9999];

/** What an error of the API means. */
export function explainOkError(code: number, isSpeech: boolean): NetworkFailure {
  const { trouble, words, wait } = refusals[code] ?? { trouble: 'refused', words: 'отказ' };
  return new NetworkFailure(
    isSpeech && halfWay.includes(code) ? 'unknown' : trouble,
    `Одноклассники: ${words} (ошибка ${code})`,
    wait,
  );
}
