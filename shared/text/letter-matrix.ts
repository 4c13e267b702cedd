import type { NoticeKind } from './notice-kinds.ts';

/**
 * Every letter the system writes: what of, to whom, by which channel, by whose wish. Code that sends names a row of these
 * tables, so a stage without a row does not compile; sentences that promise letters are held against them by tests.
 */

/** How a person learns of a stage by one channel: a letter, a copy of the letter that goes elsewhere, or their page alone. */
type Carry = 'letter' | 'copy' | 'page';

interface Told {
  email: Carry;
  sms: Carry;
  /** Browsers of a resident who switched notices on. */
  push: Carry;
  max: Carry;
}

/** Each person gets one letter of a stage: by e-mail where one is known, else by SMS. */
const everywhere: Told = { email: 'letter', sms: 'letter', push: 'copy', max: 'page' };
/** A step on the way: an SMS of each would weary, the page and the e-mail tell it. */
const byMail: Told = { email: 'letter', sms: 'page', push: 'copy', max: 'page' };
const onPage: Told = { email: 'page', sms: 'page', push: 'page', max: 'page' };

/**
 * What wishes hold back. `urgent` loses its sense by waiting: at once, always. `duty` is owed by law: no wish drops it,
 * quiet hours and digests move it. `result` is what a resident waits for: stays with «only the answer». `step` may be dropped.
 */
export type Weight = 'urgent' | 'duty' | 'result' | 'step';

interface StageRow {
  /** The stage as the resident's settings name it. */
  title: string;
  /** Whoever wrote the message. */
  author: Told;
  /** Whoever joined it, and the people of a message merged into it. */
  joiner: Told;
  weight: Weight;
}

const stage = (title: string, weight: Weight, author: Told, joiner: Told = author): StageRow => ({
  title,
  author,
  joiner,
  weight,
});

/** Stages of a message a resident sees. */
export const stageLetters = {
  'case-registered': stage('Сообщение принято', 'result', everywhere, onPage),
  'case-joined': stage('Вы присоединились к сообщению', 'result', onPage, everywhere),
  // Passed through within minutes of the receipt, which has told the term.
  'case-checked': stage('На проверке', 'step', onPage),
  'case-directed': stage('Выбираем, кто отвечает', 'step', onPage),
  'case-rejected': stage('Сообщение отклонено', 'result', everywhere),
  'case-disputed': stage('Отказ проверяют заново', 'step', everywhere),
  'case-rejection-final': stage('Отклонённое сообщение закрыто', 'step', byMail),
  // The question is put to the author; a joiner sees on the page that an answer is awaited.
  'case-question': stage('Вопрос к вам', 'urgent', everywhere, onPage),
  'case-question-answered': stage('Уточнение получено', 'step', onPage),
  'case-question-expired': stage('Закрыто без уточнения', 'result', everywhere),
  'case-assigned': stage('Назначен исполнитель', 'step', byMail),
  'case-taken': stage('Взято в работу', 'step', byMail),
  // Inside the house: the answer is on its way between desks.
  'case-answer-prepared': stage('Ответ готовится', 'step', onPage),
  'case-answered': stage('Ответ', 'result', everywhere),
  'answer-corrected': stage('Ответ исправлен', 'result', everywhere),
  'case-interim': stage('Промежуточный ответ', 'result', everywhere),
  'case-deferred': stage('Решение запланировано на дату', 'result', everywhere),
  'case-woken': stage('Подходит обещанная дата', 'step', byMail),
  'case-term-moved': stage('Изменился срок', 'result', everywhere),
  'case-term-extended': stage('Срок продлён', 'result', everywhere),
  'case-term-held': stage('Срок приостановлен', 'result', everywhere),
  'case-forwarded': stage('Передано в другой орган', 'result', everywhere),
  'case-forwarded-back': stage('Вернулось из другого органа', 'step', everywhere),
  'case-forwarded-closed': stage('Другой орган взял сообщение', 'result', everywhere),
  // The author said it on the page; whoever joined learns of it.
  'case-confirmed': stage('Автор подтвердил результат', 'step', onPage, byMail),
  'case-closed': stage('Закрыто без оценки', 'step', byMail),
  'case-reopened': stage('Возвращено в работу', 'result', everywhere),
  'case-merged': stage('Объединено с похожим', 'result', everywhere),
  'case-unmerged': stage('Снова идёт отдельно', 'result', everywhere),
  'case-terminated': stage('Переписка прекращена', 'result', everywhere),
  // Beside the signed notice of the office (`office-letter`), which goes by post too and to nobody without a name.
  'case-left-unanswered': stage('Закрыто: ответ не даётся', 'result', everywhere),
  // A decision taken back after its letter had gone: of many cases at once, that may be minutes later.
  'case-decision-undone': stage('Решение отменено', 'result', everywhere),
  'case-rate-reminder': stage('Просьба оценить ответ', 'step', everywhere),
  // Once, by the first page that says so.
  'case-told-of': stage('О результате написали на странице города', 'step', byMail),
  // Of what a decision took in: once of each decision, and once of what came of it.
  'case-counted': stage('Сообщение учтено при решении', 'step', everywhere),
  'case-counted-result': stage('Решение, где учтено сообщение, исполнено', 'step', everywhere),
  'case-holds-asked': stage('Вопрос через месяц: держится ли', 'step', everywhere),
} satisfies Record<string, StageRow>;

export type Stage = keyof typeof stageLetters;

export type Reader = 'resident' | 'executor' | 'staff' | 'body' | 'administrator';

interface OtherRow {
  to: Reader;
  channels: readonly ('email' | 'sms')[];
  weight: Weight;
  /** Under which kind its reader chooses how often it comes; null = it cannot be silenced, `always` says why. */
  kind: NoticeKind | null;
  always?: string;
}

const mail = ['email'] as const;
const staff = (kind: NoticeKind, weight: Weight = 'result'): OtherRow => ({
  to: 'staff',
  channels: mail,
  weight,
  kind,
});
const alarm = (to: Reader, always: string): OtherRow => ({
  to,
  channels: mail,
  weight: 'urgent',
  kind: null,
  always,
});

/** Letters beside the stages of a message. */
export const otherLetters = {
  'sign-in-code': {
    to: 'resident',
    channels: ['email', 'sms'],
    weight: 'urgent',
    kind: null,
    always: 'Код входа живёт десять минут',
  },
  'case-link': {
    to: 'resident',
    channels: ['email', 'sms'],
    weight: 'urgent',
    kind: null,
    always: 'Ссылку на своё сообщение просит сам житель',
  },
  'new-password': alarm('staff', 'Ссылка на пароль живёт сутки'),
  'sign-in-alarm': alarm('staff', 'Кто-то подбирает вход: сменить пароль надо сейчас'),
  'self-grant': alarm('staff', 'Администратор дал себе доступ к персональным данным'),
  'executor-link': alarm('executor', 'В письме единственная ссылка, по которой отвечают без входа'),
  'part-asked': alarm('executor', 'В письме единственная ссылка, по которой отвечают без входа'),
  'publication-asked': alarm('executor', 'В письме единственная ссылка, по которой согласуют без входа'),
  // Of cases that wait for somebody of staff: who, is known when the letter is written.
  'work-assigned': staff('work'),
  'work-returned': staff('returned'),
  'publication-returned': staff('returned'),
  'note-mention': staff('mentions'),
  'question-answered': staff('questions'),
  'answer-awaits': staff('approvals'),
  'resident-disagrees': staff('ratings'),
  'answer-returned': { to: 'executor', channels: mail, weight: 'duty', kind: 'returned' },
  // Of terms: as rarely as their reader likes, never not at all.
  'control-term': staff('terms', 'duty'),
  'assignment-issued': staff('assignments'),
  'assignment-accepted': staff('assignments'),
  'assignment-returned': staff('assignments'),
  'assignment-extended': staff('assignments'),
  'assignment-cancelled': staff('assignments'),
  'assignment-reminder': staff('terms', 'duty'),
  'meeting-invitation': alarm('staff', 'В письме файл календаря: день заседания занимают сразу'),
  'meeting-protocol': staff('meetings'),
  'meeting-regularity': staff('meetings'),
  'head-report': staff('reports'),
  'heat-view': staff('reports'),
  'heat-view-ended': staff('reports'),
  'red-zone': staff('zones'),
  'conflict-call': alarm('staff', 'Дежурного зовут на конфликт: ждать до утра он не может'),
  // It may stand in the network, or not: who is on duty looks at once, at night too.
  'reply-unknown': staff('networks', 'urgent'),
  'shift-given': staff('networks', 'urgent'),
  'duty-hole': alarm('staff', 'Через сутки некому будет дежурить: назначить надо заранее'),
  // Only to whom asked for letters of a house on their own page; from each letter they are switched off as any are.
  'outage-at-home': {
    to: 'resident',
    channels: mail,
    weight: 'result',
    kind: null,
    always: 'Об отключениях своего дома житель просит сам и сам перестаёт просить',
  },
  // Only to whom asked for it in the register or on their own page; once a day, and each letter leads to its end.
  'follow-digest': {
    to: 'resident',
    channels: mail,
    weight: 'result',
    kind: null,
    always: 'О сообщениях темы и района житель просит сам и сам перестаёт просить',
  },
  // Only to whom asked for it on the page of the poll, and from there it is switched off.
  'poll-told': {
    to: 'resident',
    channels: mail,
    weight: 'result',
    kind: null,
    always: 'Об итоге опроса и решении житель просит сам и сам перестаёт просить',
  },
  // To authors of remarks alone: each of their remarks has a reasoned answer, which they are owed.
  'discussion-told': {
    to: 'resident',
    channels: mail,
    weight: 'result',
    kind: null,
    always: 'Автору предложения: ответ на него и решение по проекту',
  },
  // To its author, and to whoever asked for letters on its page, which switches them off.
  'initiative-told': {
    to: 'resident',
    channels: mail,
    weight: 'result',
    kind: null,
    always: 'Автору инициативы и тем, кто просил: что с ней стало',
  },
  'office-letter': {
    to: 'resident',
    channels: mail,
    weight: 'urgent',
    kind: null,
    always: 'Письмо по закону 59-ФЗ',
  },
  'body-forwarded': {
    to: 'body',
    channels: mail,
    weight: 'urgent',
    kind: null,
    always: 'Передача по компетенции',
  },
  'sms-budget': alarm('administrator', 'SMS кончаются: без него жители останутся без кодов и писем'),
  'exchange-fault': alarm(
    'administrator',
    'Обмен с внешней системой сбоит: без него письма и сообщения не доходят',
  ),
  'backup-fault': alarm(
    'administrator',
    'Копии не снимаются или не проверены: сломается диск — не вернуться',
  ),
  'day-roots': alarm('administrator', 'Корень дня хранят вне базы: по нему видно, что журнал переписан'),
  'calendar-missing': alarm('administrator', 'Без календаря года сроки считаются по обычным неделям'),
  digest: {
    to: 'resident',
    channels: ['email', 'sms'],
    weight: 'result',
    kind: null,
    always: 'Сводка того, что вы просили присылать реже',
  },
  'staff-digest': {
    to: 'staff',
    channels: mail,
    weight: 'result',
    kind: null,
    always: 'Сводка уведомлений, которые вы просили присылать реже',
  },
} satisfies Record<string, OtherRow>;

/** Why a letter is written: a row of one of the tables. */
export type Purpose = Stage | keyof typeof otherLetters;

const rowsBeside: Readonly<Record<string, OtherRow>> = otherLetters;
const rowsOfStages: Readonly<Record<string, StageRow>> = stageLetters;

export const isStage = (purpose: string): purpose is Stage => Object.hasOwn(stageLetters, purpose);

/** What wishes may do with a letter; of a purpose that is no longer written, nothing. */
export const weightOf = (purpose: string): Weight =>
  (rowsOfStages[purpose] ?? rowsBeside[purpose])?.weight ?? 'result';

/** Under which kind staff choose the pace of a letter; null = of no kind. */
export const noticeKindOf = (purpose: string): NoticeKind | null => rowsBeside[purpose]?.kind ?? null;

/** Whether this person gets a letter of the stage by the channel. */
export const isTold = (stageName: Stage, person: 'author' | 'joiner', channel: 'email' | 'sms'): boolean =>
  stageLetters[stageName][person][channel] === 'letter';
