import { HOUR, MINUTE } from '../../../shared/time.ts';
import { explainBy, type Refusal } from '../kit/refusals.ts';

const rights = (words: string): Refusal => ({ trouble: 'rights', words });
const refused = (words: string): Refusal => ({ trouble: 'refused', words });
const key = (words: string): Refusal => ({ trouble: 'key', words });
const missing = (words: string): Refusal => ({ trouble: 'missing', words });

/** Errors of the API (schema 5.199, errors.json) that mean something to whoever keeps the page. */
const refusals: Readonly<Record<number, Refusal>> = {
  1: { trouble: 'later', words: 'неизвестная ошибка', wait: 30_000 },
  3: { trouble: 'form', words: 'такого метода нет' },
  4: key('неверная подпись'),
  5: key('ключ не действует'),
  6: { trouble: 'later', words: 'слишком много запросов в секунду', wait: 1000 },
  7: rights('у ключа нет права на это действие'),
  8: { trouble: 'form', words: 'неверный запрос' },
  9: { trouble: 'later', words: 'слишком много одинаковых действий', wait: 10 * MINUTE },
  10: { trouble: 'later', words: 'внутренняя ошибка', wait: 30_000 },
  14: refused('нужна капча: ответьте в самой сети'),
  15: rights('доступ запрещён'),
  17: key('владелец ключа должен подтвердить вход'),
  18: missing('страница удалена или заблокирована'),
  20: rights('действие не разрешено приложению этого вида'),
  21: rights('действие разрешено только приложению Standalone'),
  22: { trouble: 'later', words: 'снимок не загрузился', wait: 30_000 },
  24: refused('нужно подтверждение человека'),
  25: key('ключ нужно подтвердить'),
  27: key('ключ сообщества не действует'),
  28: key('сервисный ключ не действует'),
  29: { trouble: 'later', words: 'исчерпан предел вызовов метода', wait: HOUR },
  30: rights('профиль закрыт'),
  36: { trouble: 'later', words: 'метод не успел выполниться', wait: 30_000 },
  37: missing('автор заблокирован'),
  100: refused('неверный параметр'),
  104: missing('не найдено'),
  114: { trouble: 'later', words: 'альбом снимков не найден', wait: 30_000 },
  118: { trouble: 'later', words: 'сервер снимков не найден', wait: 30_000 },
  121: { trouble: 'later', words: 'снимок нужно загрузить снова', wait: 30_000 },
  203: rights('нет доступа к сообществу'),
  210: rights('нет доступа к записи'),
  211: rights('нет доступа к комментарию'),
  212: rights('комментарии закрыты'),
  213: rights('комментировать запрещено'),
  214: rights('публиковать запрещено'),
  219: refused('недавно уже была рекламная запись'),
  220: refused('слишком много получателей'),
  222: refused('ссылки запрещены'),
  223: { trouble: 'later', words: 'слишком много ответов', wait: HOUR },
  224: refused('слишком много рекламных записей'),
  225: refused('запись для платных подписчиков'),
  243: refused('комментарий не удалён: возвращать нечего'),
  703: key('владелец ключа должен включить вход в два шага'),
  704: key('владелец страницы должен включить вход в два шага'),
  900: rights('житель в чёрном списке сообщества'),
  901: rights('житель не разрешил сообщения от сообщества'),
  902: rights('настройки жителя не разрешают сообщения'),
  910: refused('сообщение слишком велико'),
  911: refused('клавиатура не по форме'),
  912: rights('в настройках сообщества выключены возможности ботов'),
  913: refused('слишком много пересланных сообщений'),
  914: refused('сообщение слишком длинное'),
  917: rights('нет доступа к этой беседе'),
  936: missing('собеседника нет'),
  945: rights('беседа выключена'),
  950: rights('время для ответа вышло'),
  3609: key('ключ нужно продлить'),
  3610: key('владелец ключа удалил страницу'),
};

/** What an error of the API means. */
export const explainVkError = explainBy({ network: 'ВКонтакте', refusals, halfWay: [1, 10, 36] });
