import type { OpenPromise, OutcomeCounts, WordOutcome } from '../contract/base/promises.ts';
import { daysBetween } from './dates.ts';
import { formatNumber } from './numbers.ts';
import { counted, plural } from './plural.ts';

/** Words about promises of the city, the same on every screen. Days are local, `YYYY-MM-DD`. */

export const outcomeTitles: Readonly<Record<WordOutcome, string>> = {
  broken: 'Нарушено',
  unproven: 'Без доказательства',
  kept: 'Сдержано',
  ahead: 'Впереди',
};

const weeksOf = (count: number): string => counted(count, 'неделю', 'недели', 'недель');

/** «Из 58 обещаний за 12 недель город сдержал 52 и нарушил 6»: the title of the picture, from its figures. */
export function promisesSentence({ kept, broken, unproven, ahead }: OutcomeCounts, weeks: number): string {
  const over = kept + broken + unproven;
  const aheadWords = counted(ahead, 'обещание', 'обещания', 'обещаний');
  if (over === 0)
    return ahead === 0
      ? `За ${weeksOf(weeks)} город ничего не обещал к сроку`
      : `За ${weeksOf(weeks)} ни один срок не наступил, впереди ${aheadWords}`;
  const all = `Из ${formatNumber(over)} ${plural(over, 'обещания', 'обещаний', 'обещаний')} за ${weeksOf(weeks)}`;
  const main = `${all} город сдержал ${formatNumber(kept)} и нарушил ${formatNumber(broken)}`;
  return unproven === 0
    ? main
    : `${main}, ещё ${formatNumber(unproven)} ${plural(unproven, 'ждёт', 'ждут', 'ждут')} доказательства`;
}

const days = (count: number): string => counted(count, 'день', 'дня', 'дней');

type Told = Pick<OpenPromise, 'outcome' | 'dueOn' | 'doneOn'>;

/** «срок прошёл 9 дней назад», «на 2 дня раньше срока», «осталось 3 недели»: how it stands to its term. */
export function standingWords({ outcome, dueOn, doneOn }: Told, today: string): string {
  if (outcome === 'ahead') return leftWords(daysBetween(today, dueOn));
  if (outcome === 'broken') {
    if (doneOn && doneOn > dueOn) return `сделано на ${days(daysBetween(dueOn, doneOn))} позже срока`;
    const ago = daysBetween(dueOn, today);
    return ago === 0 ? 'срок прошёл сегодня' : `срок прошёл ${days(ago)} назад`;
  }
  if (outcome === 'unproven') return 'сказано, что сделано в срок';
  const early = doneOn ? daysBetween(doneOn, dueOn) : 0;
  return early === 0 ? 'день в день' : `на ${days(early)} раньше срока`;
}

function leftWords(left: number): string {
  if (left === 0) return 'срок сегодня';
  const weeks = Math.floor(left / 7);
  if (left % 7 === 0 || left > 27)
    return `${plural(weeks, 'осталась', 'осталось', 'осталось')} ${counted(weeks, 'неделя', 'недели', 'недель')}`;
  return `${plural(left, 'остался', 'осталось', 'осталось')} ${days(left)}`;
}

/** How many promises one sign of the picture stands for, so that no week is higher than `most` signs. */
export function signWorth(weeks: readonly OutcomeCounts[], most: number): number {
  const highest = Math.max(
    0,
    ...weeks.map(({ kept, broken, unproven, ahead }) => kept + broken + unproven + ahead),
  );
  return Math.max(1, Math.ceil(highest / most));
}

/** Signs of an outcome in a week: what is there is never hidden. */
export const signsOf = (count: number, worth: number): number => Math.ceil(count / worth);
