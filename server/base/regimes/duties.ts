import type { Regime } from '../../../shared/contract/base/regimes.ts';

/*
 * What becomes of each duty by each act on a case, for every legal order: the one place that says so. Commands ask it before they
 * write; `duties.md` tells the same to people, and a test holds the two together row by row.
 */

export type Duty = 'register' | 'forward' | 'notify' | 'answer';

/**
 * `kept` — runs on, by its own term; `done` — fulfilled by this act; `passed` — goes over to another body or to the case it was
 * joined to; `stopped` — ends unfulfilled, as this order lets it; `none` — this order knows no such duty.
 */
export type Fate = 'kept' | 'done' | 'passed' | 'stopped' | 'none';

/** What must be true before an act may end anything. */
export const needs = ['letter-sent', 'notice-sent', 'ground-named', 'no-addressee', 'nothing-owed'] as const;
export type Need = (typeof needs)[number];

export const acts = [
  'merge',
  'join-problem',
  'common-answer',
  'split',
  'join-parts',
  'forward',
  'take-back',
  'close-forwarded',
  'ask',
  'silence',
  'pause',
  'extend',
  'reject',
  'terminate',
  'leave-unanswered',
  'leave-anonymous',
  'approve',
  'promise',
  'send-answer',
  'close',
  'reopen',
  'change-topic',
  'change-regime',
  'bulk',
  'undo',
  'late-import',
  'correct-receipt',
  'withdraw-appeal',
  'withdraw-consent',
  'retention',
] as const;
export type Act = (typeof acts)[number];

/** Why the law does not let an act be done, and what it offers instead. */
export interface Refusal {
  text: string;
  legal: string;
  instead: string;
}

export interface DutyRule {
  fates: Readonly<Record<Duty, Fate>>;
  needs: readonly Need[];
  /** The act is not for this order at all. */
  refused: Refusal | null;
}

type Fates = readonly [register: Fate, forward: Fate, notify: Fate, answer: Fate];
type Line = { fates: Fates; needs?: readonly Need[] } | Refusal;

const KEPT: Fates = ['kept', 'kept', 'kept', 'kept'];
const kept: Line = { fates: KEPT };

/** 59-ФЗ: nothing but what the law names ends a duty. */
const appeal: Readonly<Record<Act, Line>> = {
  merge: {
    text: 'Обращение нельзя присоединить к другому делу: заявителю нужен свой письменный ответ в свой срок.',
    legal: '59-ФЗ, ст. 5 п. 3, ст. 10 ч. 1 п. 4, ст. 12 ч. 1',
    instead: 'Включите его в массовую проблему: свой срок и свой ответ у него останутся.',
  },
  'join-problem': kept,
  'common-answer': kept,
  split: kept,
  'join-parts': kept,
  forward: { fates: ['kept', 'done', 'kept', 'passed'] },
  'take-back': kept,
  'close-forwarded': { fates: ['kept', 'done', 'done', 'passed'], needs: ['notice-sent'] },
  ask: kept,
  silence: {
    text: 'Молчание заявителя не прекращает рассмотрение обращения.',
    legal: '59-ФЗ, ст. 9 ч. 1, ст. 12 ч. 1',
    instead: 'Дело возвращается в работу: ответьте по тому, что известно.',
  },
  pause: {
    text: 'Срок обращения не приостанавливается: закон знает только продление.',
    legal: '59-ФЗ, ст. 12 ч. 2',
    instead: 'Продлите срок до его окончания и уведомите заявителя.',
  },
  extend: kept,
  reject: {
    text: 'Обращение нельзя отклонить: оно подлежит обязательному рассмотрению.',
    legal: '59-ФЗ, ст. 9 ч. 1',
    instead:
      'Передайте по компетенции, уведомите по статье 11 или прекратите переписку решением руководителя.',
  },
  terminate: { fates: ['kept', 'kept', 'done', 'stopped'], needs: ['notice-sent'] },
  'leave-unanswered': { fates: ['kept', 'kept', 'done', 'stopped'], needs: ['ground-named', 'notice-sent'] },
  'leave-anonymous': { fates: ['kept', 'kept', 'none', 'none'], needs: ['no-addressee'] },
  approve: kept,
  promise: kept,
  'send-answer': { fates: ['kept', 'kept', 'kept', 'done'] },
  close: { fates: ['kept', 'kept', 'kept', 'done'], needs: ['letter-sent'] },
  reopen: kept,
  'change-topic': kept,
  'change-regime': { fates: ['stopped', 'stopped', 'stopped', 'stopped'], needs: ['ground-named'] },
  bulk: kept,
  undo: kept,
  'late-import': kept,
  'correct-receipt': { fates: KEPT, needs: ['ground-named'] },
  'withdraw-appeal': kept,
  'withdraw-consent': kept,
  retention: { fates: ['done', 'done', 'done', 'done'], needs: ['nothing-owed'] },
};

const notAppeal = (text: string): Refusal => ({
  text,
  legal: '59-ФЗ, ст. 11',
  instead: 'На сообщение отвечают или отклоняют его на проверке с основанием.',
});

/** Fates of what has one duty, to answer. */
const answer = (fate: Fate): Line => ({ fates: ['none', 'none', 'none', fate] });
const answerKept = answer('kept');

/** Messages and posts: their own order joins, pauses and refuses them; what it owes is an answer. */
const message: Readonly<Record<Act, Line>> = {
  merge: answer('passed'),
  'join-problem': answerKept,
  'common-answer': answerKept,
  split: answerKept,
  'join-parts': answer('passed'),
  forward: answer('passed'),
  'take-back': answerKept,
  'close-forwarded': answer('passed'),
  ask: answerKept,
  silence: answer('stopped'),
  pause: answerKept,
  extend: answerKept,
  reject: answer('stopped'),
  terminate: notAppeal('Переписку прекращают только по обращению.'),
  'leave-unanswered': notAppeal('Без ответа по статье 11 оставляют только обращение.'),
  'leave-anonymous': notAppeal('Без ответа по статье 11 оставляют только обращение.'),
  approve: answer('done'),
  promise: answer('done'),
  'send-answer': answer('done'),
  close: answer('done'),
  reopen: answerKept,
  'change-topic': answerKept,
  'change-regime': { fates: ['none', 'none', 'none', 'stopped'], needs: ['ground-named'] },
  bulk: answerKept,
  undo: answerKept,
  'late-import': answerKept,
  'correct-receipt': { fates: ['none', 'none', 'none', 'kept'], needs: ['ground-named'] },
  'withdraw-appeal': answerKept,
  'withdraw-consent': answerKept,
  retention: { fates: ['none', 'none', 'none', 'done'], needs: ['nothing-owed'] },
};

const lines: Readonly<Record<Regime, Readonly<Record<Act, Line>>>> = {
  appeal_59fz: appeal,
  pos_message: message,
  open_source: message,
  internal: message,
};

const noFates: Fates = KEPT;

function toRule(line: Line): DutyRule {
  const isRefused = 'text' in line;
  const [register, forward, notify, answered] = isRefused ? noFates : line.fates;
  return {
    fates: { register, forward, notify, answer: answered },
    needs: isRefused ? [] : (line.needs ?? []),
    refused: isRefused ? line : null,
  };
}

/** What an act does to the duties of a case of this order. */
export const dutyRule = (regime: string, act: Act): DutyRule => toRule(lines[regime as Regime][act]);

/** What is missing, in words, with its article. */
const missing: Readonly<Record<Need, Refusal>> = {
  'letter-sent': {
    text: 'Обращение не закрыть: подписанный ответ заявителю ещё не отправлен.',
    legal: '59-ФЗ, ст. 10 ч. 1 п. 4, ч. 3 и 4',
    instead: 'Подготовьте, подпишите и отправьте письмо с ответом в карточке журнала.',
  },
  'notice-sent': {
    text: 'Заявитель ещё не уведомлён.',
    legal: '59-ФЗ, ст. 8 ч. 3, ст. 11',
    instead: 'Отправьте подписанное уведомление в карточке журнала.',
  },
  'ground-named': {
    text: 'Не названо основание, по которому ответ не даётся.',
    legal: '59-ФЗ, ст. 11',
    instead: 'Отметьте признак обращения, затем подготовьте уведомление.',
  },
  'no-addressee': {
    text: 'Без уведомления оставляют только обращение без фамилии или обратного адреса, а сообщение о преступлении сначала направляют по компетенции.',
    legal: '59-ФЗ, ст. 11 ч. 1',
    instead: 'Отметьте признак, передайте сообщение о преступлении или ответьте.',
  },
  'nothing-owed': {
    text: 'По делу ещё не исполнено то, что требует закон: данные хранятся до исполнения.',
    legal: '152-ФЗ, ст. 5 ч. 7',
    instead: 'Исполните обязанность: данные уйдут по сроку хранения.',
  },
};

/** Why an act may not be done; null = it may. `met` — the conditions that hold. */
export function refusalOf(regime: string, act: Act, met: readonly Need[] = []): Refusal | null {
  const rule = dutyRule(regime, act);
  if (rule.refused) return rule.refused;
  const lacking = rule.needs.find((need) => !met.includes(need));
  return lacking ? missing[lacking] : null;
}

/** One sentence for a screen: what is refused, by which article, and what may be done. */
export const tellRefusal = ({ text, legal, instead }: Refusal): string =>
  `${text.replace(/\.$/u, '')} (${legal}). ${instead}`;

/** Whether the duty to answer ends with the act, however it ends. */
export const endsAnswer = (regime: string, act: Act): boolean =>
  ['done', 'passed', 'stopped'].includes(dutyRule(regime, act).fates.answer);
