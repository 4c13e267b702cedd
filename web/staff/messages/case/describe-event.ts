import type {
  AnswerVersion,
  Outcome,
  Status,
  TimelineEvent,
} from '../../../../shared/contract/messages/cases.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { resolvedTitles } from '../../../../shared/text/words.ts';
import { channelWords, outcomeWords, statusWords } from '../../base/case-kit/case-words.ts';

/** A line of the feed, ready to draw. */
export interface EventWords {
  /** Begins the line in bold, when the line is a box. */
  lead?: string;
  text: string;
  /** Answers to the resident and notes among staff never look alike. */
  box?: 'answer' | 'note';
  /** A step back: drawn in ochre. */
  isReturn?: boolean;
  /** The version of an answer whose text the box holds. */
  answer?: AnswerVersion;
}

/** What lines name by id. */
export interface EventNames {
  fact: (id: unknown) => string;
  unit: (id: unknown) => string;
  district: (id: unknown) => string;
  answers: readonly AnswerVersion[];
  /** «26.11 09:00» of an instant. */
  moment: (at: string) => string;
}

export type HistoryFilter = 'all' | 'answers' | 'internal' | 'files';

const data = (event: TimelineEvent, name: string): string => {
  const value = event.data[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/**
 * Drops lines that only repeat another one: of a chain made at once the last step is told, of a step with words of its
 * own (a return, a refusal, a released answer) the words.
 */
export function foldEvents(events: readonly TimelineEvent[]): TimelineEvent[] {
  const toldElsewhere: Readonly<Record<string, string>> = {
    return: 'return',
    refuse: 'refusal',
    approve: 'answer',
    defer: 'answer',
    ask: 'question',
  };
  const near = (event: TimelineEvent, kind: string) =>
    events.some((one) => one.kind === kind && one.at === event.at && one.id !== event.id);
  const isChained = (event: TimelineEvent) =>
    events.some(
      (one) =>
        one.kind === 'status' && one.at === event.at && one.id > event.id && one.data.from === event.data.to,
    );
  return events.filter((event) => {
    if (event.kind === 'answer') return event.data.state !== 'review';
    if (event.kind !== 'status') return true;
    const move = data(event, 'move');
    if (move === 'register') return false;
    const kind = toldElsewhere[move];
    if (kind && near(event, kind)) return false;
    return !isChained(event);
  });
}

export function matchesFilter(event: TimelineEvent, filter: HistoryFilter): boolean {
  if (filter === 'answers') return ['answer', 'question', 'comment', 'rating', 'return'].includes(event.kind);
  if (filter === 'internal') return event.visibility === 'staff';
  return filter === 'all';
}

export function describeEvent(event: TimelineEvent, names: EventNames): EventWords {
  const { text, actorName } = event;
  switch (event.kind) {
    case 'registered':
      return { text: describeArrival(event) };
    case 'status':
      return describeMove(event, names);
    case 'answer':
      return describeAnswer(event, names);
    case 'note':
      return { box: 'note', lead: 'Служебная заметка.', text: `${text ?? ''} — ${actorName}` };
    case 'question':
      return { box: 'answer', lead: 'Вопрос жителю.', text: `${text ?? ''} — ${actorName}` };
    case 'comment':
      return { text: describeComment(event) };
    case 'return':
      return { isReturn: true, text: `Возврат проекта ответа: «${text ?? ''}» — ${actorName}` };
    case 'refusal':
      return { isReturn: true, text: describeRefusal(event) };
    case 'reopening':
      return { isReturn: true, text: `${groundOf(event, 'Основание')}: «${text ?? ''}» — ${actorName}` };
    case 'forwarding':
      return {
        text: `${groundOf(event, 'Основание')} (${data(event, 'legal')}): «${text ?? ''}» — ${actorName}`,
      };
    case 'termination':
      return {
        isReturn: true,
        text: `${groundOf(event, 'Переписка прекращена')}: ${text ?? ''} — ${actorName}`,
      };
    case 'interim':
      return describeInterim(event);
    case 'correction':
      return { text: `Ответ исправлен: ${text ?? ''} — ${actorName}`, isReturn: true };
    case 'promise':
      return {
        text: `Обещание на ${data(event, 'until').split('-').reverse().join('.')} нарушено`,
        isReturn: true,
      };
    case 'notice':
      return { box: 'answer', lead: 'Уведомление жителю.', text: text ?? '' };
    case 'holds':
      return {
        text: `${event.data.holds === true ? 'Через месяц: держится' : 'Через месяц: не держится'}. ${event.text ?? ''}`.trim(),
      };
    case 'rating':
      return { text: describeRating(event), isReturn: event.data.resolved === 'no' };
    case 'joined':
      return { text: 'Присоединился ещё один житель' };
    case 'snooze':
      return { text: describeSnooze(event, names) };
    case 'regime':
      return { isReturn: true, text: `Правовой режим. Основание: «${text ?? ''}» — ${actorName}` };
    case 'receipt':
      return {
        isReturn: true,
        text: `Поступило: было ${dayOf(event, 'from', names)}, стало ${dayOf(event, 'to', names)}. Основание: «${text ?? ''}» — ${actorName}`,
      };
    case 'withdrawal':
      return {
        isReturn: true,
        text: `${event.data.isWithdrawn === true ? 'Автор отозвал обращение' : 'Запись об отзыве снята'}: «${text ?? ''}» — ${actorName}`,
      };
    case 'field':
      return { text: describeField(event, names) };
    case 'details':
      return { text: 'Житель ответил на вопросы о проблеме' };
    default:
      return { text: text ? `${text}${signed(event)}` : `${actorName}` };
  }
}

const dayOf = (event: TimelineEvent, name: string, names: EventNames): string =>
  names.moment(data(event, name));

const signed = (event: TimelineEvent): string =>
  event.actorName === 'Житель' || event.actorName === 'Отклик' ? '' : ` — ${event.actorName}`;

/** A name with initials ends with a full stop already. */
const endSentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

function describeArrival(event: TimelineEvent): string {
  const channel = data(event, 'channel');
  const from = channel in channelWords ? channelWords[channel as keyof typeof channelWords].from : '';
  return `Поступило ${from}${event.actorName === 'Житель' || event.actorName === 'Отклик' ? '' : `, записано: ${event.actorName}`}`.trim();
}

const moves: Readonly<Record<string, string>> = {
  'pass-moderation': 'Проверено',
  'appeal-rejection': 'Житель не согласен с отказом',
  resume: 'Житель уточнил',
  'return-to-moderation': 'Возвращено на проверку',
  'forwarded-back': 'Вернулось из другого органа',
  'withdraw-from-work': 'Отозвано у исполнителя',
  take: 'Взято в работу',
  draft: 'Готовится ответ',
  redraft: 'Ответ исправляется',
  agree: 'Согласовано',
  approve: 'Ответ утверждён',
  return: 'Ответ возвращён на доработку',
  wake: 'Подошла обещанная дата',
  recoordinate: 'Определяется исполнитель',
  unmerge: 'Отсоединено',
};

function describeMove(event: TimelineEvent, names: EventNames): EventWords {
  const move = data(event, 'move');
  const by = signed(event);
  if (move === 'assign') {
    const unit = event.text || names.unit(event.data.unitId);
    return { text: by ? `Принято: ${endSentence(event.actorName)} Передано: ${unit}` : `Передано: ${unit}` };
  }
  if (move === 'merge') return { text: `Присоединено к № ${data(event, 'into')}${by}` };
  if (move === 'reject') return { text: `Отклонено${by}. ${event.text ?? ''}`.trim() };
  if (move === 'undo') return { text: `Решение отменено${by}`, isReturn: true };
  if (move === 'not-holding') return { isReturn: true, text: 'Житель вернул в работу: не держится' };
  if (move === 'reopen' || move === 'reopen-closed') {
    return {
      isReturn: true,
      text: event.actorName === 'Житель' ? 'Житель вернул в работу' : `Возвращено в работу${by}`,
    };
  }
  if (move === 'submit') return { text: `${event.text ?? 'Ответ на согласовании'}${by}` };
  const version = data(event, 'version');
  const words = moves[move] ?? statusWords[data(event, 'to') as Status]?.title ?? 'Состояние изменено';
  const extra = [version && move === 'agree' ? `версия ${version}` : '', event.text ?? '']
    .filter(Boolean)
    .join('. ');
  return { text: `${words}${extra ? `: ${extra}` : ''}${by}` };
}

/** A released answer holds its text; a version edited by the approver is one line. */
function describeAnswer(event: TimelineEvent, names: EventNames): EventWords {
  if (event.data.state === 'edited') {
    return { text: `Текст исправлен при согласовании, версия ${data(event, 'version')}${signed(event)}` };
  }
  const answer = names.answers.find(({ id }) => id === event.data.answerId);
  const outcome = outcomeWords[data(event, 'outcome') as Outcome]?.title;
  const lead = outcome ? `Ответ жителю: ${outcome.toLocaleLowerCase('ru')}.` : 'Ответ жителю.';
  return { box: 'answer', lead, text: answer?.body ?? event.text ?? '', ...(answer ? { answer } : {}) };
}

function describeInterim(event: TimelineEvent): EventWords {
  const text = event.text ?? '';
  const state = data(event, 'state');
  if (state === 'released') return { box: 'answer', lead: 'Промежуточный ответ жителю.', text };
  const words =
    state === 'returned' ? 'Промежуточный ответ возвращён' : 'Промежуточный ответ ждёт утверждения';
  return { text: `${words}: «${text}» — ${event.actorName}`, isReturn: state === 'returned' };
}

const groundOf = (event: TimelineEvent, other: string): string => data(event, 'ground') || other;

/** «Не наше» with its ground and whose it is; the third time is told by a note of its own. */
function describeRefusal(event: TimelineEvent): string {
  const whose = data(event, 'whose');
  const ground = data(event, 'ground');
  return `Вернули координатору${ground ? ` (${ground.toLocaleLowerCase('ru')})` : ''}: «${event.text ?? ''}»${whose ? `; чьё: ${whose}` : ''} — ${event.actorName}`;
}

function describeComment(event: TimelineEvent): string {
  if (event.data.by === 'phone')
    return `Житель уточнил устно: «${event.text ?? ''}» — записано: ${event.actorName}`;
  const photos = Number(event.data.photos) || 0;
  const added = photos > 0 ? ` Добавлено: ${counted(photos, 'фото', 'фото', 'фото')}.` : '';
  return `${event.text ? `Житель дополнил: «${event.text}».` : 'Житель дополнил.'}${added}`;
}

function describeRating(event: TimelineEvent): string {
  const score = data(event, 'score');
  const resolved = resolvedTitles[data(event, 'resolved') as keyof typeof resolvedTitles];
  const parts = [
    score ? `Оценка ${score} из 5` : 'Отзыв жителя',
    resolved ? `проблема решена: ${resolved}` : '',
  ];
  return `${parts.filter(Boolean).join(', ')}${event.text ? `. «${event.text}»` : ''}`;
}

function describeSnooze(event: TimelineEvent, names: EventNames): string {
  const until = data(event, 'until');
  const when = until ? ` до ${names.moment(until)}` : '';
  const [words, ...reason] = (event.text ?? 'Отложено').split(': ');
  return `${words}${when}${reason.length > 0 ? `: ${reason.join(': ')}` : ''}${signed(event)}`;
}

function describeField(event: TimelineEvent, names: EventNames): string {
  const { field, to } = event.data;
  const by = signed(event);
  switch (field) {
    case 'fact':
      return `Тема: ${names.fact(to) || 'изменена'}${by}`;
    case 'place':
      return `Место исправлено${names.district(to) ? `: ${names.district(to)}` : ''}${by}`;
    case 'importance':
      return `${to === 'high' ? 'Отмечено срочным' : 'Важность обычная'}${by}`;
    case 'tone':
      return `${to === 'confirmed' ? 'Пометка о тоне верна' : 'Пометка о тоне снята'}${by}`;
    case 'title':
      return `Заголовок исправлен${by}`;
    case 'unit':
      return `Исполнитель: ${names.unit(to) || 'изменён'}${by}`;
    case 'executor':
      return `${to ? 'Назначен сотрудник исполнителя' : 'Сотрудник исполнителя снят'}${by}`;
    default:
      return `${event.text ?? 'Сведения изменены'}${by}`;
  }
}
