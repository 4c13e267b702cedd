import type {
  IncidentCard,
  IncidentPost,
  IncidentReply,
} from '../../../../../shared/contract/monitoring/incidents.ts';
import { mayAnswerUnder, postToAnswer } from '../talk.ts';

/** An answer of a page while it is written. */
export interface ReplyValues {
  /** A draft or a returned reply that is being mended; null = a new one. */
  replyId: string | null;
  /** Empty: where it belongs by itself. */
  postId: string;
  pageId: string;
  text: string;
  isInterim: boolean;
  promisedOn: string | null;
  isUrgent: boolean;
  urgentReason: string;
}

export type ReplyPage = IncidentCard['pages'][number];

/** A new answer, by the first page that may. */
export const emptyReply = ({ pages }: Pick<IncidentCard, 'pages'>): ReplyValues => ({
  replyId: null,
  postId: '',
  pageId: pages[0]?.id ?? '',
  text: '',
  isInterim: false,
  promisedOn: null,
  isUrgent: false,
  urgentReason: '',
});

/** A reply that is taken up again. */
export const reopenReply = (reply: IncidentReply): ReplyValues => ({
  replyId: reply.id,
  postId: reply.postId,
  pageId: reply.pageId,
  text: reply.text,
  isInterim: reply.isInterim,
  promisedOn: reply.promisedOn,
  isUrgent: false,
  urgentReason: '',
});

export const findReplyPage = (card: Pick<IncidentCard, 'pages'>, id: string): ReplyPage | undefined =>
  card.pages.find((page) => page.id === id);

/** The post the answer goes under: the one that was named while it may still be answered, else where it belongs. */
export function whereOf(card: IncidentCard, { replyId, postId }: ReplyValues): IncidentPost | undefined {
  const named = card.talk.find(({ id }) => id === postId);
  if (named && (replyId !== null || mayAnswerUnder(card, named))) return named;
  return postToAnswer(card);
}

/** Length as networks count it: UTF-16 units. */
export const tooLong = (text: string, page: ReplyPage | undefined): number =>
  page ? Math.max(0, text.trim().length - page.longestReply) : 0;

/** What is wrong at each field; `today` is `YYYY-MM-DD` in the city. */
export function checkReply(values: ReplyValues, page: ReplyPage | undefined, today: string) {
  const { text, isInterim, promisedOn, isUrgent, urgentReason } = values;
  const over = tooLong(text, page);
  return {
    pageId: !page && 'Выберите, от имени какой страницы',
    text: over > 0 && `Длиннее, чем принимает сеть, на ${over}`,
    promisedOn:
      isInterim &&
      ((!promisedOn && 'Напишите, когда ответите окончательно') ||
        (promisedOn !== null && promisedOn < today && 'Этот день уже прошёл')),
    urgentReason: isUrgent && !urgentReason.trim() && 'Напишите, почему без согласования',
  };
}

/** The reply that is being written or is on its way: until it ends another is not begun. */
export const openReplyOf = ({ replies }: Pick<IncidentCard, 'replies'>): IncidentReply | undefined =>
  replies.find(({ state }) => ['draft', 'approval', 'returned', 'saying', 'unknown'].includes(state));

/** Whether an answer is written now: a new one while no other is on its way, or one that is being mended. */
export function hasReplyEditor(card: IncidentCard, { replyId, text }: ReplyValues): boolean {
  if (replyId !== null) return card.replies.some(({ id, can }) => id === replyId && can.includes('change'));
  return card.can.includes('draft') && (openReplyOf(card) === undefined || text.trim() !== '');
}

/** Why there is no place an answer could stand at; null where there is one. */
export function whyNowhere(card: IncidentCard, values: ReplyValues): string | null {
  if (card.pages.length === 0)
    return 'Ответить отсюда нельзя: в этой сети нет нашей страницы, от имени которой Отклик отвечает. Страницы подключают в «Настройки → Сети».';
  return whereOf(card, values) ? null : 'Ответить негде: записей, под которыми можно ответить, не осталось.';
}

/** Why nothing is sent yet. */
export const gapOfReply = (
  { text, replyId }: ReplyValues,
  card: Pick<IncidentCard, 'replies'>,
): string | false =>
  (text.trim().length < 2 && 'Напишите ответ') ||
  (replyId === null &&
    openReplyOf(card) !== undefined &&
    'Ответ уже пишут: исправьте его или дождитесь, чем он кончится');

/** What leaves with the answer, beside its words. */
export const promiseOf = ({ isInterim, promisedOn }: ReplyValues): string | null =>
  isInterim ? promisedOn : null;

/** Replies with the fate of which somebody has to do something first, the rest by their time. */
export const orderReplies = (replies: readonly IncidentReply[]): IncidentReply[] =>
  replies.toSorted((a, b) => weigh(a) - weigh(b) || b.madeAt.localeCompare(a.madeAt));

const weigh = ({ state, isUrgent, reviewedBy }: IncidentReply): number => {
  if (state === 'unknown') return 0;
  if (state === 'failed' || state === 'returned' || (isUrgent && reviewedBy === null)) return 1;
  return state === 'approval' || state === 'draft' ? 2 : 3;
};
