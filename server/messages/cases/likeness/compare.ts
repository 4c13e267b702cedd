import { wordsOf } from '../core/sentences.ts';
import { type CaseFacts, dates, phones, shapeOf } from './answer-shape.ts';

/** An answer as it is compared with others: its wording without the facts of its case, and those facts. */
export interface ReadAnswer {
  /** Words two in a row; a single word where there are no two. */
  pairs: ReadonlySet<string>;
  /** Days and figures; not the number of the case, its address or a telephone, which every answer may name. */
  facts: ReadonlySet<string>;
  /** Every day and figure that stands in it, of the address and of the number too: none of them is another answer's own. */
  named: ReadonlySet<string>;
}

const marks = /‹\p{L}+›/gu;
const figures = /\d+(?:[.,]\d+)?/gu;

export function readAnswer(text: string, facts: CaseFacts): ReadAnswer {
  const words = wordsOf(
    shapeOf(text, facts).replaceAll(marks, ' ').toLocaleLowerCase('ru').replaceAll('ё', 'е'),
  );
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  return {
    pairs: new Set(pairs.length > 0 ? pairs : words),
    facts: listFacts(text, facts),
    named: listNamed(text),
  };
}

function listFacts(text: string, { number, address }: CaseFacts): Set<string> {
  let rest = text.replaceAll('\u00a0', ' ').replaceAll(number, ' ');
  if (address) rest = rest.replaceAll(address, ' ');
  rest = rest.replaceAll(/\d{4}-\d{2}-\d{4,7}/gu, ' ').replaceAll(phones, ' ');
  rest = rest.replaceAll(/(?<!\d)\d{2,3}[-\s]\d{2}[-\s]\d{2}(?!\d)/gu, ' ');
  return listNamed(rest);
}

const listNamed = (text: string): Set<string> =>
  new Set([...(text.match(dates) ?? []), ...(text.replaceAll(dates, ' ').match(figures) ?? [])]);

/** How much of the wording is common to both, 0–1: twice the common pairs by the pairs of both. */
export function likenessOf(one: ReadAnswer, other: ReadAnswer): number {
  const all = one.pairs.size + other.pairs.size;
  if (all === 0) return 0;
  let common = 0;
  for (const pair of one.pairs) if (other.pairs.has(pair)) common += 1;
  return (2 * common) / all;
}

/** Days and figures that the other does not name. */
export function countOwnFacts(one: ReadAnswer, other: Pick<ReadAnswer, 'named'>): number {
  let own = 0;
  for (const fact of one.facts) if (!other.named.has(fact)) own += 1;
  return own;
}
