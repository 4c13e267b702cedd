import type {
  DismissReason,
  IncidentPost,
  IncidentTab,
  IncidentTerm,
  IncidentTermKind,
} from '../../contract/monitoring/incidents.ts';
import {
  dayAfter,
  formatDay,
  formatDayMonth,
  formatDuration,
  formatTime,
  type Instant,
  localDay,
} from '../dates.ts';
import { counted, nbsp } from '../plural.ts';

/** Words about incidents of social networks, the same wherever they are told of. */

/** What becomes of the words themselves once the reason is given; empty where nothing out of the ordinary does. */
export const dismissReasonNotes: Readonly<Partial<Record<DismissReason, string>>> = {
  opinion: 'слова не хранятся дольше срока',
};

export const incidentTabWords: Readonly<Record<IncidentTab, string>> = {
  open: 'Вся лента',
  look: 'Взглянуть',
  answer: 'Ответить',
  dialogue: 'Диалоги',
  approval: 'Согласуют',
  over: 'Окончены',
};

export const postKindTitles: Readonly<Record<IncidentPost['kind'], string>> = {
  post: 'запись',
  comment: 'комментарий',
  message: 'сообщение странице',
  article: 'статья',
};

const termActs: Readonly<Record<IncidentTermKind, { act: string; done: string }>> = {
  look: { act: 'взглянуть', done: 'взглянули' },
  answer: { act: 'ответить', done: 'ответили' },
  final: { act: 'дать итог', done: 'дали итог' },
  'follow-up': { act: 'ответить автору', done: 'ответили автору' },
};

/** «взглянуть», the act a term is for. */
export const termAct = (kind: IncidentTermKind): string => termActs[kind].act;

/** Longer than this is said by its end and not by what is left. */
const LONG = 12 * 3_600_000;

/** «12:04» today, «завтра 10:52», «23 ноября 12:04». */
export const momentWords = (at: Instant, zone: string, now: Instant): string => {
  const day = localDay(at, zone);
  const today = localDay(now, zone);
  const time = formatTime(at, zone);
  if (day === today) return time;
  if (day === dayAfter(today)) return `завтра ${time}`;
  return `${formatDayMonth(at, zone, now)} ${time}`;
};

type Term = Pick<IncidentTerm, 'kind' | 'startedAt' | 'dueAt' | 'endedAt' | 'isBroken'>;

/** Whether the term runs and its end has passed by this clock: the reply of the server may be some seconds old. */
const isLate = ({ dueAt, endedAt }: Term, now: number): boolean =>
  endedAt === null && Date.parse(dueAt) < now;

/** What is left: «12 мин», «до завтра 10:52», «опоздали на 5 мин»; of an ended one how it ended. */
export function termLeftWords(term: Term, zone: string, now: number): string {
  const { kind, dueAt, endedAt, isBroken } = term;
  if (endedAt !== null) return `${termActs[kind].done} ${isBroken ? 'с опозданием' : 'вовремя'}`;
  const left = Date.parse(dueAt) - now;
  if (isLate(term, now)) return left > -60_000 ? 'срок вышел' : `опоздали на ${formatDuration(left)}`;
  return left > LONG ? `до ${momentWords(dueAt, zone, now)}` : formatDuration(left);
}

/** «до 12:34», beside what is left; empty where that is the end already. */
export function termEndWords(term: Term, zone: string, now: number): string {
  const left = Date.parse(term.dueAt) - now;
  if (term.endedAt !== null || left > LONG) return '';
  return `${left < 0 ? 'было до' : 'до'} ${momentWords(term.dueAt, zone, now)}`;
}

/** Beside the name of the term: «осталось 18 мин», «до завтра 10:52», «вовремя». */
export function termHeadWords(term: Term, zone: string, now: number): string {
  if (term.endedAt !== null) return term.isBroken ? 'с опозданием' : 'вовремя';
  const words = termLeftWords(term, zone, now);
  return isLate(term, now) || words.startsWith('до ') ? words : `осталось ${words}`;
}

/** Terms that run, the nearest first; then those that are over. */
export const orderTerms = <T extends Term>(terms: readonly T[]): T[] =>
  terms.toSorted(
    (a, b) =>
      Number(a.endedAt !== null) - Number(b.endedAt !== null) || Date.parse(a.dueAt) - Date.parse(b.dueAt),
  );

/** In a line of the feed: «взглянуть: 12 мин», «ответить: до завтра 10:52», «опоздали на 5 мин». */
export function termLineWords(term: Term, zone: string, now: number): string {
  const words = termLeftWords(term, zone, now);
  return term.endedAt !== null || isLate(term, now) ? words : `${termAct(term.kind)}: ${words}`;
}

/** Share of the term that is left by the clock, 0–1; 0 once it is late. */
export function termShare(term: Term, now: number): number {
  const [from, due] = [Date.parse(term.startedAt), Date.parse(term.dueAt)];
  if (term.endedAt !== null) return term.isBroken ? 0 : 1;
  if (now >= due) return 0;
  return due <= from ? 1 : Math.max(0.01, Math.min(1, (due - now) / (due - from)));
}

export const postsWords = (count: number): string => counted(count, 'запись', 'записи', 'записей');
export const lateWords = (count: number): string => counted(count, 'опоздал', 'опоздали', 'опоздали');

/** «41 отметка», «3 900 просмотров»: what the network tells, in the order of people's interest. */
export function reachWords(reach: IncidentPost['reach']): string[] {
  if (!reach) return [];
  const { likes, comments, shares, views } = reach;
  return [
    likes !== null && counted(likes, 'отметка', 'отметки', 'отметок'),
    comments !== null && counted(comments, 'комментарий', 'комментария', 'комментариев'),
    shares !== null && counted(shares, 'репост', 'репоста', 'репостов'),
    views !== null && counted(views, 'просмотр', 'просмотра', 'просмотров'),
  ].filter((words) => words !== false);
}

const goneWords: Readonly<Record<string, string>> = {
  author: 'Автор удалил',
  page: 'Страница удалила',
  network: 'Сеть удалила',
};

/** What is said beside the address of a picture that is not shown. */
export function pictureWords(state: IncidentPost['pictures'][number]['state'], reason: string): string {
  const why = reason ? `: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}` : '';
  return state === 'missed' ? `не сохранена${why}` : `сохраняем${why}`;
}

/** «Автор удалил в 12:13»: by a word of the network, never because it was not found. */
export function goneLine(
  { goneAt, goneBy, kind }: Pick<IncidentPost, 'goneAt' | 'goneBy' | 'kind'>,
  zone: string,
  now: number,
): string | null {
  if (goneAt === null) return null;
  const who = goneWords[goneBy ?? ''] ?? 'Удалено:';
  return `${who} ${kind === 'post' || kind === 'article' ? postKindAccusative[kind] : postKindTitles[kind]}, ${momentWords(goneAt, zone, now)}`;
}

const postKindAccusative = { post: 'запись', article: 'статью' } as const;

/** «завтра 20:00–22:00 никого нет»; over midnight both ends are named whole; of hours that run their end alone. */
export function gapWords(gap: { from: string; to: string }, zone: string, now: number): string {
  if (Date.parse(gap.from) <= now) return `до ${momentWords(gap.to, zone, now)}${nbsp}никто не дежурит`;
  const isOneDay = localDay(gap.from, zone) === localDay(gap.to, zone);
  const to = isOneDay ? formatTime(gap.to, zone) : momentWords(gap.to, zone, now);
  const from = momentWords(gap.from, zone, now);
  return isOneDay ? `${from}–${to}${nbsp}никого нет` : `с ${from} до ${to}${nbsp}никого нет`;
}

/** «до 20:00», «до завтра 08:00». */
export const onDutyUntil = (until: string, zone: string, now: number): string =>
  `до${nbsp}${momentWords(until, zone, now)}`;

const toldTitles: Readonly<Record<string, string>> = {
  open: 'Ждали ответа',
  overdue: 'Просрочено',
  received: 'Появилось',
  answered: 'Отвечено',
  K7: 'К7, первый ответ',
  K18: 'К18, комментарии без ответа',
};

/** A number whose incidents are listed (`toldIncidents`): «К7, первый ответ, 01.11.2026 — 28.11.2026»; a stock is of the end of a day. */
export function toldIncidentsWords(told: string): string {
  const [id = '', from = '', to = '', more = ''] = told.split(':');
  const days =
    id === 'open' || id === 'overdue' ? `на конец ${formatDay(to)}` : `${formatDay(from)} — ${formatDay(to)}`;
  return `${toldTitles[id] ?? id}, ${days}${more === 'alone' ? ', без ставших делом' : ''}`;
}
