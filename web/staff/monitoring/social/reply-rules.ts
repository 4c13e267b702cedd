import type { IncidentCard, IncidentReply } from '../../../../shared/contract/monitoring/incidents.ts';

/** An answer of a page while it is written. */
export interface ReplyValues {
  /** A draft or a returned reply that is being mended; null = a new one. */
  replyId: string | null;
  postId: string;
  pageId: string;
  text: string;
  isInterim: boolean;
  promisedOn: string | null;
  isUrgent: boolean;
  urgentReason: string;
}

export type ReplyPage = IncidentCard['pages'][number];

/** A new answer: under the first post, by the first page that may. */
export const emptyReply = ({ pages }: Pick<IncidentCard, 'pages'>, postId: string): ReplyValues => ({
  replyId: null,
  postId,
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

/** Why nothing is sent yet. */
export const gapOfReply = ({ text }: ReplyValues): string | false =>
  text.trim().length < 2 && 'Напишите ответ';

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
