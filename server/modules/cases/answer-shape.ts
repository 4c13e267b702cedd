/** What of a case an answer may name without being another answer. */
export interface CaseFacts {
  number: string;
  address: string | null;
}

/** Letters of a form that stand for a fact of the case. */
const NUMBER = '〈номер〉';
const PLACE = '〈адрес〉';
const DATE = '〈дата〉';
const FIGURE = '〈число〉';

const months = 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря';
const dates = new RegExp(
  `\\d{1,2}\\.\\d{1,2}\\.\\d{2,4}|\\d{1,2}\\s+(?:${months})(?:\\s+\\d{4}(?:\\s*г(?:ода|\\.))?)?`,
  'giu',
);

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
    .replaceAll(/\d+(?:[.,]\d+)?/gu, FIGURE)
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
