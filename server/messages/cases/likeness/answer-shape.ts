/** What of a case an answer may name without being another answer. */
export interface CaseFacts {
  number: string;
  address: string | null;
}

/** Words that stand for a fact of the case, in brackets the fonts of the screens have. */
const NUMBER = '‹номер›';
const PLACE = '‹адрес›';
const DATE = '‹дата›';
const PHONE = '‹телефон›';
const FIGURE = '‹число›';

const months = 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря';
export const dates = new RegExp(
  `\\d{1,2}\\.\\d{1,2}\\.\\d{2,4}|\\d{1,2}\\s+(?:${months})(?:\\s+\\d{4}(?:\\s*г(?:ода|\\.))?)?`,
  'giu',
);

/** «8 (3439) 39-00-01», «+7 912 345-67-89»: eleven digits of one number, not four figures. */
export const phones = /(?:\+7|(?<!\d)8)[ -]?\(?\d{3,5}\)?(?:[ -]?\d){5,7}(?!\d)/gu;

/**
 * An answer with the facts of its case taken out: two answers of one shape differ in them alone. Number, address, dates
 * and figures are facts; every other word must be the same.
 */
export function shapeOf(text: string, facts: CaseFacts): string {
  const known = [
    ...(facts.address ? [[facts.address, PLACE] as const] : []),
    [facts.number, NUMBER] as const,
  ];
  let shape = text.replaceAll('\u00a0', ' ');
  for (const [words, mark] of known) shape = shape.replaceAll(words, mark);
  return shape
    .replaceAll(/\d{4}-\d{2}-\d{4,7}/gu, NUMBER)
    .replaceAll(dates, DATE)
    .replaceAll(phones, PHONE)
    .replaceAll(/\d+(?:[.,]\d+)?/gu, FIGURE)
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
