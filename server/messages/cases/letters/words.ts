import { formatDay } from '../../../../shared/text/dates.ts';
import { outcomeTitles } from '../../../../shared/text/heatmap/analysis.ts';
import type { Stage } from '../../../../shared/text/letter-matrix.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { answerForStrangers, forStrangers } from '../core/mask-text.ts';
import type { About, FactsOf, StageFacts, Words } from './stage-facts.ts';

export const dayWords = (at: Date): string => formatDay(localDate(at));

/** «Ответим до 24.12.2026.», where there is a date. */
const until = ({ dueAt }: About, lead = 'Ответим до'): string => (dueAt ? `${lead} ${dayWords(dueAt)}.` : '');
const lines = (...all: string[]): string[] => all.filter(Boolean);
/** The author reads words as they are, others without what may lead to a person. */
const open = ({ isAuthor }: About, text: string): string => (isAuthor ? text : forStrangers(text));
const openAnswer = ({ isAuthor }: About, text: string): string =>
  isAuthor ? text : answerForStrangers(text);
const moved = (until: string, formerly: string | null): string =>
  formerly && formerly !== until
    ? `${formatDay(until)} (раньше обещали ${formatDay(formerly)})`
    : formatDay(until);

type Write<S extends Stage> = (about: About, facts: FactsOf<S>) => Words;

/** How each stage is told. Written so that every sentence holds on the day the letter leaves. */
export const stageWords: { readonly [S in Stage]: Write<S> } = {
  'case-registered': (about, { isRange }) => ({
    subject: `${about.what} принято`,
    text: lines(`${about.what} принято. ${until(about, isRange ? 'Ответим не позже' : 'Ответим до')}`.trim()),
    saysDate: true,
  }),
  'case-joined': ({ what }, { state }) => ({
    subject: `Вы присоединились: ${what.toLocaleLowerCase('ru')}`,
    text: [`Вы присоединились: ${what.toLocaleLowerCase('ru')}. ${state} Оценка ответа у вас своя.`],
    short: `Вы присоединились: ${what.toLocaleLowerCase('ru')}. ${state}`,
    saysDate: true,
  }),
  'case-checked': ({ what }) => ({ subject: `${what} на проверке`, text: [`${what} проверяет оператор.`] }),
  'case-directed': ({ what }) => ({
    subject: `${what}: выбираем, кто отвечает`,
    text: [`${what}: проверено, выбираем, кто отвечает.`],
  }),
  'case-rejected': writeRejected,
  'case-disputed': (about) => ({
    subject: `${about.what}: отказ проверят заново`,
    text: lines(`${about.what}: отказ проверят заново. ${until(about, 'Решение — до')}`.trim()),
    saysDate: true,
  }),
  'case-rejection-final': ({ what }) => ({
    subject: `${what} закрыто`,
    text: [`${what} закрыто: отказ не оспорили в срок. Новые обстоятельства пишите новым сообщением.`],
    isOver: true,
  }),
  'case-question': ({ number }, { question, until: limit }) => ({
    subject: `Вопрос по сообщению № ${number}`,
    lead: 'Ответить',
    text: [
      `Вопрос по сообщению № ${number}: «${question}»`,
      `Ответьте до ${dayWords(limit)}: по ссылке ниже или по телефону. Без ответа сообщение закроем, не решая.`,
    ],
    short: `Вопрос по сообщению № ${number}: «${question}» Ответьте до ${dayWords(limit)}, иначе сообщение закроем.`,
  }),
  'case-question-answered': ({ what }) => ({
    subject: `${what}: уточнение получено`,
    text: [`${what}: уточнение получено, работа продолжается.`],
  }),
  'case-question-expired': ({ what, isAuthor, newLink }) => ({
    subject: `${what} закрыто без уточнения`,
    text: [
      isAuthor
        ? `${what} закрыто: на вопрос не ответили в срок. «Решено» не ставим.`
        : `${what} закрыто: автор не ответил на вопрос в срок. «Решено» не ставим.`,
      `Если проблема осталась, отправьте новое сообщение: ${newLink}`,
    ],
    short: `${what} закрыто: нет ответа на вопрос. «Решено» не ставим.`,
    isOver: true,
  }),
  'case-assigned': ({ what }, { said }) => ({
    subject: `${what}: назначен исполнитель`,
    text: [`${what}: назначен исполнитель${said ? ` — ${said}` : ''}.`],
  }),
  'case-taken': ({ what }) => ({ subject: `${what} взято в работу`, text: [`${what} взято в работу.`] }),
  'case-answer-prepared': ({ what }) => ({
    subject: `${what}: ответ готовится`,
    text: [`${what}: ответ готовится.`],
  }),
  'case-answered': writeAnswer,
  'answer-corrected': (about, { reason, body }) => ({
    subject: `Ответ на сообщение № ${about.number} исправлен`,
    text: [
      `В ответе на сообщение № ${about.number} исправлено: ${open(about, reason)}`,
      `Ответ теперь такой:`,
      openAnswer(about, body),
    ],
    short: `В ответе на сообщение № ${about.number} исправлено: ${open(about, reason)}`,
    isOver: true,
  }),
  'case-interim': (about, { body, until: on, formerly }) => ({
    subject: `Промежуточный ответ по сообщению № ${about.number}`,
    text: [
      `${about.what} в работе. Промежуточный ответ:`,
      openAnswer(about, body),
      `Окончательный ответ — до ${moved(on, formerly)}.`,
    ],
    short: `${about.what} в работе. Промежуточный ответ: ${openAnswer(about, body)} Окончательный ответ — до ${moved(on, formerly)}.`,
  }),
  'case-deferred': (about, { body, until: on, formerly }) => ({
    subject: `${about.what}: решение запланировано на ${formatDay(on)}`,
    text: [
      `Ответ на сообщение № ${about.number}:`,
      openAnswer(about, body),
      `Решение обещано к ${moved(on, formerly)}. Подойдёт эта дата — дело само вернётся в работу.`,
    ],
    short: `Ответ на сообщение № ${about.number}: решение обещано к ${moved(on, formerly)}.`,
    saysDate: true,
  }),
  'case-woken': (about) => ({
    subject: `${about.what}: подходит обещанная дата`,
    text: [`${about.what} снова в работе: подходит обещанная дата. ${until(about, 'Обещали к')}`.trim()],
    saysDate: true,
  }),
  'case-term-moved': (about) => ({
    subject: `${about.what}: изменился срок ответа`,
    text: [`${about.what}: срок ответа изменился.`],
  }),
  'case-term-extended': ({ number }, { reason, from, to }) => ({
    subject: `Срок ответа на сообщение № ${number} продлён`,
    text: [
      `Срок ответа на сообщение № ${number} продлён до ${dayWords(to)} (был ${dayWords(from)}). Причина: ${reason}`,
    ],
    saysDate: true,
  }),
  'case-term-held': ({ what, number }, { until: on, why }) => ({
    subject: `Срок ответа на сообщение № ${number} приостановлен`,
    text: [`${what}. Срок ответа приостановлен, не дольше чем до ${formatDay(on)}. ${why}`],
  }),
  'case-forwarded': ({ what }, { notice }) => ({
    subject: `${what} передано`,
    text: [`${what}. ${notice}`],
    isOver: true,
  }),
  'case-forwarded-back': (about, { said }) => ({
    subject: `${about.what} вернулось из другого органа`,
    text: lines(`${about.what} вернулось к нам из другого органа. ${until(about)}`.trim(), said ?? ''),
    short: `${about.what} вернулось к нам из другого органа. ${until(about)}`.trim(),
    saysDate: true,
  }),
  'case-forwarded-closed': ({ what }, { said }) => ({
    subject: `${what}: дальше отвечает другой орган`,
    text: lines(`${what}: другой орган взял его, здесь оно закрыто. «Решено» не ставим.`, said ?? ''),
    short: `${what}: другой орган взял его, здесь оно закрыто.`,
    isOver: true,
  }),
  'case-confirmed': ({ what }) => ({
    subject: `${what} закрыто: автор подтвердил результат`,
    text: [`${what} закрыто: автор подтвердил, что проблема решена.`],
    isOver: true,
  }),
  'case-closed': ({ what, newLink }) => ({
    subject: `${what} закрыто`,
    text: [
      `${what} закрыто: оценки не было. Молчание за «решено» не считаем.`,
      `Если проблема осталась, отправьте новое сообщение: ${newLink}`,
    ],
    isOver: true,
  }),
  'case-reopened': (about) => ({
    subject: `${about.what} снова в работе`,
    text: [`${about.what} возвращено в работу. ${until(about, 'Новый ответ — до')}`.trim()],
    saysDate: true,
  }),
  'case-merged': ({ what, number }, { into }) => ({
    subject: `${what} объединено с похожим`,
    text: [
      `${what} объединено с похожим, № ${into}: работа идёт по нему. Ответ придёт и вам, по вашему номеру ${number}.`,
    ],
    short: `${what} объединено с похожим, № ${into}. Ответ придёт и вам.`,
  }),
  'case-unmerged': (about) => ({
    subject: `${about.what} снова идёт отдельно`,
    text: [`${about.what} снова идёт отдельно. ${until(about)}`.trim()],
    saysDate: true,
  }),
  'case-terminated': ({ what, number }, { notice }) => ({
    subject: `Переписка по обращению № ${number} прекращена`,
    text: [`${what}. ${notice}`],
    isOver: true,
  }),
  'case-left-unanswered': ({ what }, { said }) => ({
    subject: `${what} закрыто: ответ не даётся`,
    text: lines(`${what} закрыто: ответ не даётся.`, said ?? ''),
    isOver: true,
  }),
  'case-decision-undone': (about) => ({
    subject: `${about.what}: решение отменено`,
    text: [
      `${about.what}: решение, о котором мы писали, отменено, работа продолжается. ${until(about)}`.trim(),
    ],
    saysDate: true,
  }),
  'case-told-of': ({ what, number }, { page, url }) => ({
    subject: `О результате по сообщению № ${number} написали`,
    text: [`${what}: о результате написали на странице «${page}»: ${url}`],
    isOver: true,
  }),
  'case-counted': ({ what, number }, { ground, words }) => ({
    subject: `Сообщение № ${number} учтено при решении`,
    text: lines(`${what} учтено: ${ground}.`, words),
    short: `${what} учтено: ${ground}.`,
    isOver: true,
  }),
  'case-counted-result': ({ what, number }, { ground, result }) => ({
    subject: `Исполнено: решение, где учтено сообщение № ${number}`,
    text: lines(`${what} было учтено: ${ground}. Решение исполнено.`, result),
    short: `${what} было учтено: ${ground}. Решение исполнено.`,
    isOver: true,
  }),
  'case-rate-reminder': ({ what }, { until: limit }) => ({
    lead: 'Оценить',
    subject: `${what}: решена ли проблема?`,
    text: [
      `${what}: ответ дан. Скажите до ${dayWords(limit)}, решена ли проблема: молчание за «решено» не считаем. Напоминаем один раз.`,
    ],
    short: `${what}: решена ли проблема? Скажите до ${dayWords(limit)}.`,
    isOver: true,
  }),
  'case-holds-asked': ({ what }) => ({
    lead: 'Ответить',
    subject: `${what}: держится ли сделанное?`,
    text: [
      `${what}: месяц назад проблему решили. Держится ли сделанное? Ответьте одним нажатием: «не держится» вернёт сообщение в работу. Спрашиваем один раз.`,
    ],
    short: `${what}: месяц назад решили. Держится ли сделанное?`,
    isOver: true,
  }),
};

function writeRejected(about: About, { reason, disputeUntil }: StageFacts['case-rejected']): Words {
  const { what, isAuthor, link, newLink } = about;
  const way = disputeUntil
    ? `Не согласны? До ${dayWords(disputeUntil)} попросите проверить ещё раз: ${link}#dispute`
    : 'Отказ уже проверяли по просьбе автора.';
  return {
    subject: `${what} отклонено`,
    text: [
      `${what} отклонено. Причина: ${open(about, reason)}`,
      isAuthor ? way : `Оспорить отказ может автор. Своё сообщение отправьте здесь: ${newLink}`,
    ],
    short: `${what} отклонено: ${open(about, reason)}${isAuthor && disputeUntil ? ` Оспорить — до ${dayWords(disputeUntil)}.` : ''}`,
    isOver: true,
  };
}

function writeAnswer(about: About, { body, outcome, returnUntil }: StageFacts['case-answered']): Words {
  const { number, link } = about;
  return {
    subject: `Ответ на сообщение № ${number}`,
    text: [
      `Ответ на сообщение № ${number}:`,
      openAnswer(about, body),
      `Результат: ${outcomeTitles[outcome].toLocaleLowerCase('ru')}.`,
      `Скажите до ${dayWords(returnUntil)}, решена ли проблема. Не решена — вернёте в работу: ${link}#solved`,
    ],
    short: `Ответ на сообщение № ${number} готов. Результат: ${outcomeTitles[outcome].toLocaleLowerCase('ru')}.`,
    isOver: true,
  };
}
