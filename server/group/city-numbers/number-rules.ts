import { formatDay } from '../../../shared/text/dates.ts';

/** A number as it is kept: without «№» and doubled spaces. Null where it is none: no digit, a sign no number has, too long. */
export function readNumber(text: string): string | null {
  const number = text
    .replaceAll(/[\u00a0\u202f]/gu, ' ')
    .trim()
    .replace(/^№\s*/u, '')
    .replaceAll(/\s+/gu, ' ');
  const isNumber = /^[\p{L}\d][\p{L}\d ./\\()№_–—-]*$/u.test(number) && /\d/u.test(number);
  return isNumber && number.length <= 60 ? number : null;
}

/** One number for whoever reads it: «01-15/44-п» and «01-15/44-П». */
export const keyOfNumber = (number: string): string => number.toLocaleLowerCase('ru');

/** Why a paper cannot have been registered on a day, all `YYYY-MM-DD`; null where it can. */
export function refuseDay(
  day: string,
  { paperDay, today }: { paperDay: string; today: string },
): string | null {
  if (day > today) return `${formatDay(day)} ещё не наступило`;
  return day < paperDay ? `Раньше самого документа: он от ${formatDay(paperDay)}` : null;
}
