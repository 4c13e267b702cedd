import type {
  ActState,
  AppealOutcome,
  NoticeKind,
  NoticeState,
  SecondReason,
} from '../../contract/monitoring/moderation.ts';
import { formatDate, formatDateTime } from '../dates.ts';

export const actStateTitles: Readonly<Record<ActState, string>> = {
  second: 'ждёт второго взгляда',
  declined: 'второй не согласен: оставлен',
  dropped: 'решение снято',
  hiding: 'убирается',
  'by-hand': 'убрать рукой в сети',
  unknown: 'неизвестно, убран ли',
  failed: 'сеть не убрала',
  hidden: 'убран',
  restoring: 'возвращается',
  'restore-by-hand': 'вернуть рукой в сети',
  'restore-unknown': 'неизвестно, вернулся ли',
  'restore-failed': 'сеть не вернула',
  restored: 'возвращён',
  lost: 'вернуть нельзя',
};

/** The same for whoever reads it on the portal. */
export const openStateTitles: Readonly<Record<ActState, string>> = {
  ...actStateTitles,
  second: 'решается',
  declined: 'оставлен на странице',
  dropped: 'решение снято: не убирали',
  'by-hand': 'убирается',
  unknown: 'убирается',
  failed: 'убирается',
  'restore-by-hand': 'возвращается',
  'restore-unknown': 'возвращается',
  'restore-failed': 'возвращается',
  lost: 'возражение принято, вернуть комментарий сеть не может',
};

export const secondReasonTitles: Readonly<Record<SecondReason, string>> = {
  rule: 'так велит правило',
  matter: 'в комментарии говорится о делах города',
};

export const appealOutcomeTitles: Readonly<Record<AppealOutcome, string>> = {
  upheld: 'решение оставлено в силе',
  granted: 'возражение принято',
};

export const noticeKindTitles: Readonly<Record<NoticeKind, string>> = {
  hidden: 'Комментарий убран',
  upheld: 'Решение оставлено в силе',
  restored: 'Комментарий возвращён',
  lost: 'Возражение принято, вернуть нельзя',
};

export const noticeStateTitles: Readonly<Record<NoticeState, string>> = {
  saying: 'говорится',
  said: 'сказано',
  unknown: 'неизвестно, сказано ли',
  failed: 'не сказано',
};

/** What no rule covers. Said on every screen where comments are hidden, on the portal and to the author. */
export const moderationPromise =
  'Критику, жалобы и несогласие не убираем, даже резкие: правила говорят о том, как сказано, а не о том, что вы думаете о власти.';

/** What a notice is made of: the rule's own words, and nothing of the author's. */
export interface NoticeFacts {
  number: string;
  code: string;
  rule: { number: number; title: string; text: string };
  /** When the comment was written. */
  postedAt: Date;
  appealUntil: Date | null;
  /** Of the decision on an objection. */
  answer: string;
  /** Address of the portal, without a slash at its end; empty where it is not told. */
  site: string;
  zone: string;
}

const ruleWords = ({ number, title, text }: NoticeFacts['rule']): string =>
  `по правилу ${number} «${title}»: ${/[.!?…]$/u.test(text) ? text : `${text}.`}`;

/** Where the rules stand and one objects; the first letter in Latin, so that the address stays readable wherever it is shown. */
export const commentRulesPath = (number: string): string => `/comment-rules?act=${number.replace('М', 'M')}`;

/** What the author is told. `isPrivate`: to them alone; else under the post, where nobody is named. */
export function writeNotice(kind: NoticeKind, facts: NoticeFacts, isPrivate: boolean): string {
  const whose = isPrivate ? 'Ваш комментарий' : 'Комментарий';
  const comment = `${whose} от ${formatDateTime(facts.postedAt, facts.zone)}`;
  const signed = `Решение ${facts.number}`;
  switch (kind) {
    case 'hidden':
      return [
        `Здравствуйте! ${comment} убран ${ruleWords(facts.rule)}`,
        'Критику мы не убираем. Если вы не согласны,',
        `возразите${facts.appealUntil ? ` до ${formatDate(facts.appealUntil, facts.zone)}` : ''}:`,
        facts.site ? `${facts.site}${commentRulesPath(facts.number)}` : 'на портале, «Правила комментариев»',
        `(решение ${facts.number}, код ${facts.code}) или напишите сообщение нашей странице.`,
        'Решит другой человек, не тот, кто убрал.',
      ].join(' ');
    case 'upheld':
      return `${signed}: возражение рассмотрел другой человек и оставил решение в силе. ${facts.answer}`;
    case 'restored':
      return `${signed}: возражение принято, комментарий от ${formatDateTime(facts.postedAt, facts.zone)} снова на странице. ${facts.answer}`;
    default:
      return `${signed}: возражение принято, убирать комментарий не следовало. Вернуть его сеть не может: напишите его снова, мы его не уберём. ${facts.answer}`;
  }
}
