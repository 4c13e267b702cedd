import type { SecondReason } from '../../../shared/contract/monitoring/moderation.ts';
import { stem } from '../../base/taxonomy/index.ts';

/** What keeps critics from being silenced. Pure: what the program reads in the words is told to it. */

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[а-я]+/gu) ?? [];

/**
 * The word of a rule that would have it cover criticism, as it is written there; null where there is none. Any form of a word of
 * `never` counts.
 */
export function findSilencing(text: string, never: readonly string[]): string | null {
  const stems = new Set(never.flatMap(wordsOf).map(stem));
  return wordsOf(text).find((word) => stems.has(stem(word))) ?? null;
}

/**
 * Why another person looks before a comment is hidden: the rule says so, or the words are of a matter of the city, which somebody may
 * want unheard. Null: nobody needs to.
 */
export function whySecond(rule: { needsSecond: boolean }, isOfCity: boolean): SecondReason | null {
  if (isOfCity) return 'matter';
  return rule.needsSecond ? 'rule' : null;
}
