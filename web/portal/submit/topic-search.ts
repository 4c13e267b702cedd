import type { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';

export type Taxonomy = RouteReply<typeof getTaxonomy>;
export type Fact = Taxonomy['facts'][number];

const fold = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
const split = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Russian endings are up to three letters; a short word has less to lose. */
const dropEnding = (word: string): string =>
  word.slice(0, word.length - (word.length > 6 ? 3 : word.length > 4 ? 2 : word.length > 2 ? 1 : 0));

/**
 * Topics whose words begin as the words typed, all of them; endings are forgiven. Those that match by their own title
 * come before those of a matching category or block.
 */
export function searchTopics(taxonomy: Taxonomy, text: string, limit = 8): Fact[] {
  const asked = split(text).map(dropEnding);
  if (asked.length === 0) return [];
  const about = new Map([
    ...taxonomy.blocks.map(({ code, title }) => [code, title] as const),
    ...taxonomy.categories.map(({ id, title }) => [id, title] as const),
  ]);
  const ranked = taxonomy.facts.flatMap((fact) => {
    const own = split(`${fact.title} ${fact.shortTitle}`);
    const around = split([about.get(fact.category), about.get(fact.block)].join(' '));
    const begins = (words: string[]) => (word: string) => words.some((one) => one.startsWith(word));
    if (!asked.every(begins([...own, ...around]))) return [];
    return [{ fact, rank: asked.filter(begins(own)).length }];
  });
  return ranked
    .sort((a, b) => b.rank - a.rank)
    .slice(0, limit)
    .map(({ fact }) => fact);
}

/** «Дороги: яма на дороге»: how a topic is named to a resident. */
export function nameTopic(taxonomy: Taxonomy, fact: Fact): string {
  const block = taxonomy.blocks.find(({ code }) => code === fact.block);
  const [first = '', ...rest] = fact.title;
  // An abbreviation at the start stays as it is.
  const isWord = rest[0] !== undefined && rest[0] === rest[0].toLocaleLowerCase('ru');
  return `${block?.shortTitle ?? ''}: ${isWord ? first.toLocaleLowerCase('ru') : first}${rest.join('')}`;
}
