import type { VoteCounts } from '../../../../shared/contract/group/working-group-decisions.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { uncapitalise } from '../../../../shared/text/words.ts';
import { isDeclinable, nameIn } from '../../../lib/documents/names.ts';
import type { ProtocolItem } from './protocol-content.ts';

/**
 * Sentences of a protocol as municipal papers have them: who was heard in the accusative, who is to do something in the dative, one stop at
 * the end. The words a version is compared and hashed by are others (`toText`), and do not change with these.
 */

/** One stop at the end, whatever was typed: «И.Р.» has its own. */
export function stopped(text: string): string {
  const bare = text.trim();
  if (bare === '' || /[.!?…]$/u.test(bare)) return bare.replace(/\.{2}$/u, '.');
  return `${bare}.`;
}

/** Without the stop at its end, but that of an initial. */
const unstopped = (text: string): string => text.trim().replace(/(?<!\p{Lu})\.+$/u, '');

/** «Начальник отдела» within a sentence; an abbreviation stays: «МБУ «Дороги»». */
export const lowerFirst = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) ? uncapitalise(text) : text);

/** «Очное» заседание has an «очная» form. */
export const formWords = (form: string): string => lowerFirst(form).replace(/ное$/u, 'ная');

/** Begins with what is to be done: «Закончить ремонт», «Подготовиться к зиме»; «Часть работ» and «Готовность» do not. */
export function beginsWithDeed(text: string): boolean {
  const [first = ''] = text.trim().split(/[\s,]+/u);
  return /(?:ть|ти|чь)(?:ся|сь)?$/u.test(first.toLocaleLowerCase('ru')) && !/(?:ость|асть)$/u.test(first);
}

const countsOf = (votes: VoteCounts): string =>
  `за — ${votes.for}, против — ${votes.against}, воздержались — ${votes.abstained}`;

/** «ГОЛОСОВАЛИ: за — 5, против — 0, воздержались — 0. Решение принято.» */
export const voteWords = (
  votes: VoteCounts,
  outcome: 'accepted' | 'rejected' | 'unvoted' | undefined,
): string => `ГОЛОСОВАЛИ: ${countsOf(votes)}. Решение ${outcome === 'rejected' ? 'не принято' : 'принято'}.`;

type Decision = ProtocolItem['decisions'][number];

/** «2.3. Дьяконову И.Р. закончить ремонт картами. Срок — 15.12.2026.»; what was not accepted stands as a proposal. */
export function decisionWords(decision: Decision): string {
  const { number, text, responsible, dueOn, expectedResult, cancels, outcome } = decision;
  if (outcome === 'rejected') return `${number}. Предложение «${unstopped(text)}» не принято.`;
  if (outcome === 'unvoted')
    return `${number}. Предложение «${unstopped(text)}» на голосование не ставилось.`;
  const isOrder = responsible && isDeclinable(responsible) && beginsWithDeed(text);
  return [
    isOrder
      ? `${number}. ${nameIn(responsible, 'dative')} ${stopped(lowerFirst(text.trim()))}`
      : `${number}. ${stopped(text)}`,
    responsible && !isOrder && stopped(`Ответственный: ${nameIn(responsible, 'nominative')}`),
    dueOn && `Срок — ${formatDay(dueOn)}.`,
    expectedResult && stopped(`Результат: ${lowerFirst(expectedResult.trim())}`),
    cancels && `Поручение ${cancels} снять с контроля.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** «Дьяконова И.Р. — осмотрели 62 м².»: who was heard, and what they said. */
export function heardWords({ speaker, heard }: Pick<ProtocolItem, 'speaker' | 'heard'>): string {
  const who =
    speaker && (isDeclinable(speaker) ? nameIn(speaker, 'accusative') : nameIn(speaker, 'nominative'));
  return [who, heard.trim()]
    .filter(Boolean)
    .map((part, at, all) => (at === all.length - 1 ? stopped(part) : part))
    .join(' — ');
}

/** «Шарипов Р.Ф. — согласовать вскрытие.» */
export const saidWords = ({ name, text }: { name: string; text: string }): string =>
  `${nameIn(name, 'nominative')} — ${stopped(text)}`;

/** «Дьяконов И.Р. — начальник управления дорог (с 10:19)» */
export const personWords = (name: string, position: string, note: string): string =>
  [nameIn(name, 'nominative'), position && ` — ${lowerFirst(position)}`, note && ` (${note})`]
    .filter(Boolean)
    .join('');
