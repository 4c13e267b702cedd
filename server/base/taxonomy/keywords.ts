import { stem } from './stem.ts';

/**
 * One word or phrase that speaks for a fact (or against it).
 * Grammar of a keyword list: `яма, выбоина:2, остан*, не горит фонарь`. Commas part the keywords; `:2` after one
 * multiplies its weight; a star ends a word that may continue in any way; words of a phrase may stand apart by a
 * few others and in any order.
 */
export interface Keyword {
  words: { text: string; isPrefix: boolean }[];
  weight: number;
}

/** Words that part others without changing what is meant. */
export const ignored = new Set(
  'и а в во на с со по к ко у о об от из за для до при под над же бы ли это то что как я мы вы он она они'.split(
    ' ',
  ),
);

/** Reads a keyword list; throws a Russian sentence naming the keyword that is wrong. */
export function readKeywords(text: string): Keyword[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(readKeyword);
}

function readKeyword(source: string): Keyword {
  const [, phrase = '', factor] = /^([^:]*?)(?::(\d+(?:\.\d+)?))?$/.exec(source) ?? [];
  const words = phrase
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[\s-]+/)
    .filter((word) => word && !ignored.has(word))
    .map((word) => {
      const isPrefix = word.endsWith('*');
      const plain = isPrefix ? word.slice(0, -1) : word;
      if (!/^[а-яa-z0-9]+$/.test(plain)) throw new Error(`ключевое слово «${source}» не разобрать`);
      if (isPrefix && plain.length < 3) throw new Error(`начало слова «${source}» короче трёх букв`);
      return { text: isPrefix ? plain : stem(plain), isPrefix };
    });
  if (words.length === 0) throw new Error(`ключевое слово «${source}» пустое`);
  return { words, weight: factor === undefined ? 1 : Number(factor) };
}
