import type { Channel, Status, TimelineEvent } from '../../../shared/contract/messages/cases.ts';
import { counted, plural } from '../../../shared/text/plural.ts';

export interface EventWords {
  title: string;
  note?: string;
}

const statusWords: Readonly<Record<Status, string>> = {
  new: 'Зарегистрировано',
  moderation: 'На проверке у оператора',
  rejected: 'Отклонено',
  clarification: 'Нужно уточнение от вас',
  coordination: 'Проверено, выбираем, кто отвечает',
  forwarded_out: 'Передано в другой орган',
  assigned: 'Назначен исполнитель',
  in_work: 'Взято в работу',
  answer_draft: 'Готовится ответ',
  review: 'Ответ готов, его проверяют',
  approval: 'Ответ ждёт утверждения',
  rework: 'Ответ дорабатывают',
  deferred: 'Решение запланировано',
  answered: 'Ответ дан',
  reopened: 'Возвращено в работу',
  closed: 'Закрыто',
  closed_forwarded: 'Закрыто: передано в другой орган',
  closed_no_reply: 'Закрыто без уточнения',
  closed_terminated: 'Переписка прекращена',
  closed_unanswered: 'Закрыто: ответ не даётся',
  merged: 'Объединено с похожим сообщением',
};

/** Steps of an answer inside the house: what is said with them is for the house. */
const inner: ReadonlySet<Status> = new Set(['answer_draft', 'review', 'approval', 'rework']);

const channelWords: Readonly<Partial<Record<Channel, string>>> = {
  pos: 'С портала «Решаем вместе»',
  epgu: 'Через Госуслуги',
  social_post: 'Из социальной сети',
  social_comment: 'Из социальной сети',
  direct_message: 'Из личных сообщений страницы',
  site_form: 'С этого портала',
  phone_call: 'По телефону',
  reception: 'На личном приёме',
  paper: 'Письмом',
  email: 'Электронным письмом',
  edds_112: 'От службы 112',
  media_publication: 'Из публикации',
  official_letter: 'Служебным письмом',
  max_bot: 'Из чата',
};

const resolvedWords: Readonly<Record<string, string>> = {
  yes: 'проблема решена',
  partly: 'решена частично',
  no: 'не решена',
};

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** One line of the timeline in the resident's words; null for what another line already says. */
export function describeEvent(event: TimelineEvent): EventWords | null {
  const { kind, data } = event;
  const said = event.text ? { note: event.text } : {};
  switch (kind) {
    case 'registered': {
      const channel = channelWords[data.channel as Channel];
      return { title: 'Зарегистрировано', ...(channel && { note: channel }) };
    }
    case 'status': {
      const to = data.to as Status;
      const words = statusWords[to];
      return words ? { title: words, ...(!inner.has(to) && said) } : null;
    }
    case 'answer':
      // The move to «Ответ дан» stands beside it; only a case merged into another has the answer's own words here.
      return text(data.number)
        ? { title: `Ответ по объединённому сообщению № ${data.number}`, ...said }
        : null;
    case 'question':
      return { title: 'Вопрос к вам', ...said };
    case 'interim':
      return { title: 'Промежуточный ответ', ...said };
    case 'correction':
      return { title: 'Ответ исправлен', ...said };
    case 'notice':
      return { title: 'Уведомление', ...said };
    case 'term':
      return { title: data.firm === undefined ? 'Срок ответа продлён' : 'Срок ответа изменился', ...said };
    case 'comment':
      return { title: 'Сообщение дополнено', note: event.text ?? countPhotos(data.photos) };
    case 'joined':
      return { title: 'Присоединился ещё один житель' };
    case 'rating':
      return { title: describeRating(data), ...said };
    case 'holds':
      return { title: data.holds === true ? 'Житель: держится' : 'Житель: не держится', ...said };
    case 'publication':
    case 'merged':
      return event.text ? { title: event.text } : null;
    default:
      return null;
  }
}

function countPhotos(count: unknown): string {
  return typeof count === 'number' && count > 0 ? counted(count, 'фото', 'фото', 'фото') : '';
}

function describeRating(data: Record<string, unknown>): string {
  const result = resolvedWords[String(data.resolved)] ?? '';
  return typeof data.score === 'number'
    ? `Оценка жителя: ${data.score} из 5, ${result}`
    : `Житель сказал: ${result}`;
}

/** The feed, newest first; several who joined one after another make one line. */
export function describeFeed(events: readonly TimelineEvent[]): (EventWords & { id: string; at: string })[] {
  const lines: (EventWords & { id: string; at: string; joined: number })[] = [];
  for (const event of events) {
    const words = describeEvent(event);
    if (!words) continue;
    const last = lines.at(-1);
    if (event.kind === 'joined' && last && last.joined > 0) {
      last.joined += 1;
      last.title = `${plural(last.joined, 'Присоединился', 'Присоединились', 'Присоединились')} ещё ${counted(last.joined, 'житель', 'жителя', 'жителей')}`;
      last.at = event.at;
      continue;
    }
    lines.push({ ...words, id: String(event.id), at: event.at, joined: event.kind === 'joined' ? 1 : 0 });
  }
  return lines.reverse().map(({ joined: _, ...line }) => line);
}
