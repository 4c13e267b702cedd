import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Taxonomy } from '../../../server/base/taxonomy/index.ts';
import { type MonitoredPost, tellPosts } from './told-posts.ts';

/** A post two readers judged: worth being seen by the centre or not. */
export interface JudgedPost extends MonitoredPost {
  first: boolean;
  second: boolean;
}

/** Shares, 0 … 1; null where there is nothing to divide by. */
export interface Found {
  recall: number;
  precision: number;
  caught: number;
}

const verdict = z.literal([0, 1]).transform((one) => one === 1);
const verdictsSchema = z.object({ posts: z.array(z.tuple([z.string(), verdict, verdict])) });

/** The six hundred with their verdicts. Throws where the verdicts are of other posts. */
export function readJudged(): JudgedPost[] {
  const { posts } = verdictsSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, 'verdicts.json'), 'utf8')),
  );
  const told = tellPosts();
  return told.map((post, at) => {
    const [id, first, second] = posts[at] ?? ['', false, false];
    if (id !== post.id) throw new Error(`Post ${at}: ${post.id} is told, ${id} was judged`);
    return { ...post, first, second };
  });
}

const isAgreed = ({ first, second }: JudgedPost): boolean => first === second;

/** Every second post is looked at while rules are written; the others never. */
export function splitHalves(posts: readonly JudgedPost[]): { tuned: JudgedPost[]; untouched: JudgedPost[] } {
  const agreed = posts.filter(isAgreed);
  return {
    tuned: agreed.filter((_, at) => at % 2 === 0),
    untouched: agreed.filter((_, at) => at % 2 === 1),
  };
}

/** How often both say the same, chance taken off (Cohen's kappa). */
export function agreementOf(posts: readonly JudgedPost[]): number {
  const share = (is: (post: JudgedPost) => boolean): number => posts.filter(is).length / posts.length;
  const [first, second] = [share((post) => post.first), share((post) => post.second)];
  const byChance = first * second + (1 - first) * (1 - second);
  return (share(isAgreed) - byChance) / (1 - byChance);
}

/** What is found among posts whose verdicts agree. */
export function findAmong(posts: readonly JudgedPost[], catches: (text: string) => boolean): Found {
  const caught = posts.filter(({ text }) => catches(text));
  const right = caught.filter(({ first }) => first).length;
  const wanted = posts.filter(({ first }) => first).length;
  return { recall: right / wanted, precision: right / caught.length, caught: caught.length };
}

const shortest = 4;

/** Words of the taxonomy as one types them into a search that knows no forms: beginnings of words, phrases as they stand. */
function searchedWords({ facts }: Taxonomy): string[] {
  const words = facts.flatMap(({ keywords }) =>
    keywords.split(',').map((word) => word.replace(/:.*$/u, '').replaceAll('*', '').trim().toLowerCase()),
  );
  return [...new Set(words)].filter((word) => word.length >= shortest);
}

/**
 * The most a search for substrings finds of `asked` at a precision: of the words of the taxonomy those surest on `known` first, as many as
 * the precision allows. How many is chosen on `asked` itself: the search is given more than the rules are.
 */
export function bestSearch(
  known: readonly JudgedPost[],
  asked: readonly JudgedPost[],
  taxonomy: Taxonomy,
  precision: number,
): Found {
  const has = (text: string, word: string): boolean => text.toLowerCase().includes(word);
  const rated = searchedWords(taxonomy)
    .map((word) => ({ word, ...findAmong(known, (text) => has(text, word)) }))
    .filter(({ caught }) => caught > 0)
    .sort((a, b) => b.precision - a.precision || b.caught - a.caught);
  const found = rated.map((_, at) => {
    const taken = rated.slice(0, at + 1);
    return findAmong(asked, (text) => taken.some(({ word }) => has(text, word)));
  });
  const allowed = found.filter((one) => one.precision >= precision).sort((a, b) => b.recall - a.recall);
  return allowed[0] ?? { recall: 0, precision: 1, caught: 0 };
}
