import { type Keyword, readKeywords } from './keywords.ts';
import type { Taxonomy } from './pack.ts';
import { stem } from './stem.ts';

/** One keyword of one fact, ready to be looked for. */
export interface Rule {
  fact: number;
  /** Numbers of its terms; the first is its rarest and the one it is filed under. */
  terms: number[];
  /** Evidence it gives; below zero for a negative keyword. */
  weight: number;
}

export interface Index {
  facts: { id: string; block: number; isGeneral: boolean }[];
  blocks: string[];
  /** Rules by their first term. */
  rules: Rule[][];
  /** Term numbers of a lower-case word without ё: its stem and the beginnings it continues. */
  termsOf: (word: string) => readonly number[];
}

/** Fleeting vowel of a genitive plural: остановок → остановк-, лавочек → лавочк-. */
const FLEETING = /([бвгджзлмнпрстфхцчшщ])[ое]к$/;

/**
 * Files every keyword under its rarest word. A word is worth the more, the fewer facts use it (as in IDF), and
 * a phrase is worth all its words together.
 */
export function compileTaxonomy(taxonomy: Taxonomy): Index {
  const blocks = taxonomy.blocks.map((block) => block.code);
  const facts = taxonomy.facts.map((fact) => ({
    id: fact.id,
    block: blocks.indexOf(fact.block),
    isGeneral: fact.id.endsWith('.general.other'),
  }));
  const positive = taxonomy.facts.map((fact) => readKeywords(fact.keywords));
  const against = taxonomy.facts.map((fact) => readKeywords(fact.negative));
  const terms = new Map<string, number>();
  for (const keyword of [...positive, ...against].flat()) {
    for (const key of keysOf(keyword)) if (!terms.has(key)) terms.set(key, terms.size);
  }
  const worth = weighTerms(positive, terms);
  const rules: Rule[][] = Array.from(terms, () => []);
  const file = (keyword: Keyword, fact: number, sign: number) => {
    const numbers = [...new Set(keysOf(keyword).map((key) => terms.get(key) ?? 0))];
    numbers.sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0));
    const sum = numbers.reduce((total, term) => total + (worth[term] ?? 0), 0);
    rules[numbers[0] ?? 0]?.push({ fact, terms: numbers, weight: sign * sum * keyword.weight });
  };
  positive.forEach((keywords, fact) => {
    for (const keyword of keywords) file(keyword, fact, 1);
  });
  against.forEach((keywords, fact) => {
    for (const keyword of keywords) file(keyword, fact, -1);
  });
  return { facts, blocks, rules, termsOf: createTermLookup(terms) };
}

const keysOf = (keyword: Keyword) =>
  keyword.words.map(({ text, isPrefix }) => (isPrefix ? `${text}*` : text));

/** Worth of each term, 0.2–1: ln(1 + N / facts that use it) over its greatest value. */
function weighTerms(positive: Keyword[][], terms: Map<string, number>): number[] {
  const uses = new Array<number>(terms.size).fill(0);
  for (const keywords of positive) {
    for (const key of new Set(keywords.flatMap(keysOf))) {
      const term = terms.get(key);
      if (term !== undefined) uses[term] = (uses[term] ?? 0) + 1;
    }
  }
  const most = Math.log(1 + positive.length);
  return uses.map((count) => Math.max(0.2, Math.log(1 + positive.length / Math.max(1, count)) / most));
}

function createTermLookup(terms: Map<string, number>): Index['termsOf'] {
  const beginnings = new Set([...terms.keys()].filter((key) => key.endsWith('*')));
  const longest = Math.max(0, ...[...beginnings].map((key) => key.length - 1));
  return (word) => {
    const found = new Set<number>();
    for (const form of [word, word.replace(FLEETING, '$1к')]) {
      const own = terms.get(stem(form));
      if (own !== undefined) found.add(own);
      for (let size = 3; size <= Math.min(longest, form.length); size += 1) {
        const term = terms.get(`${form.slice(0, size)}*`);
        if (term !== undefined) found.add(term);
      }
    }
    return [...found];
  };
}
