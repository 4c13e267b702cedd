import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../lib/module/context.ts';
import { listPhraseWords, queryWords } from '../../messages/cases/index.ts';

/** The words as they are typed; the last may be a beginning. */
const asTyped = (words: readonly string[]): string => {
  const last = words.at(-1) ?? '';
  return [...words.slice(0, -1), `(${last} | ${last}:*)`].join(' & ');
};

/**
 * Incidents a phrase finds, as a condition on incidents.incident: by its number, else by words of the title, the address and the posts, in any
 * form, the last one unfinished, a mistake or two forgiven as in the search of cases. Plan: incident_words, post_words, the key of
 * members by post.
 */
export async function foundByPhrase(ctx: Ctx, phrase: string): Promise<RawBuilder<boolean>> {
  const typed = phrase.trim().toUpperCase();
  // The end of a number is how people call it; of digits alone the rest of the feed is read through.
  const number = /^\d{3,6}$/u.test(typed)
    ? sql<boolean>`right(incident.number, ${typed.length + 1}) = ${`-${typed}`}`
    : sql<boolean>`incident.number = ${typed}`;
  const typedWords = listPhraseWords(phrase);
  if (typedWords.length === 0) return number;
  // Words that cases know are mended by them; the feed has words of its own.
  const { text } = await queryWords(ctx, typedWords, { hasAllStems: true });
  const words = sql`to_tsquery('russian', ${`${text} | ${asTyped(typedWords)}`})`;
  return sql<boolean>`(${number} OR incident.id IN (
    SELECT titled.id FROM incidents.incident AS titled
      WHERE to_tsvector('russian', titled.title || ' ' || coalesce(titled.address, '')) @@ ${words}
    UNION
    SELECT member.incident_id FROM posts.v_post AS post JOIN incidents.member ON member.post_id = post.id
      WHERE to_tsvector('russian', post.text) @@ ${words}))`;
}
