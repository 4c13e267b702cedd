import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import { defineState } from '../../../lib/module/state.ts';
import { addressLexemes } from './address.ts';
import { COUNTED, markDepths } from './newest.ts';
import { noteOutsideNumbers } from './numbers.ts';

/** Grows when the words of a case are built another way: older documents are then built anew by `reindex`. */
const EDITION = 1;
/** Cases built anew by one run: one transaction of about a second. */
const CHUNK = 1000;

/**
 * Words of a case: number and title, its address, its text, the answers given, in the order of their weight; and its
 * street and house as lexemes of their own, so that «Титова 14» is not every message with a 14 in it.
 */
export async function indexCases(ctx: Ctx, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  const ids = [...caseIds];
  const { rows } = await sql<{ title: string; body: string; answers: string | null }>`
    WITH source AS (
      SELECT file.id, file.number, left(file.title, 1000) AS title, left(file.body, 20000) AS body,
        coalesce(file.address, '') AS address, file.street_id, file.house, given.answers
      FROM cases.case_file AS file
      LEFT JOIN LATERAL (SELECT string_agg(left(answer.body, 20000), E'\n' ORDER BY answer.version) AS answers
        FROM cases.answer WHERE answer.case_id = file.id AND answer.state = 'released') AS given ON true
      WHERE file.id = ANY(${ids}::uuid[])
    ), written AS (
      INSERT INTO cases.search_document (case_id, document, edition)
      SELECT id, setweight(to_tsvector('simple', number), 'A') || setweight(to_tsvector('russian', title), 'A')
        || setweight(to_tsvector('russian', address), 'B') || setweight(to_tsvector('russian', body), 'C')
        || setweight(to_tsvector('russian', coalesce(answers, '')), 'D') || ${addressLexemes}, ${EDITION}
      FROM source
      ON CONFLICT (case_id) DO UPDATE SET document = excluded.document, edition = excluded.edition
    )
    SELECT title, body, answers FROM source`.execute(ctx.db);
  await noteOutsideNumbers(ctx.db, ids);
  await learnWords(
    ctx,
    rows.flatMap(({ title, body, answers }) => [title, body, answers ?? '']),
  );
}

/** Written words this process has already brought to the dictionary: a batch asks the database only about new ones. */
const knownWords = defineState('cases.known-words', () => new Set<string>());
const MOST_KNOWN = 500_000;

/** Letters of Russian, at least three of them: a dictionary of numbers and e-mails helps nobody. */
const listWords = (text: string): string[] => text.toLocaleLowerCase('ru').match(/[а-яё]{3,30}/gu) ?? [];

async function learnWords(ctx: Ctx, texts: readonly string[]): Promise<void> {
  const known = knownWords.of(ctx);
  const fresh = new Set(texts.flatMap(listWords).filter((word) => !known.has(word)));
  if (fresh.size === 0) return;
  // Ordered, so that two batches with the same new words never wait for each other in a circle.
  await sql`
    INSERT INTO cases.search_word (lexeme, word)
    SELECT DISTINCT ON (stem) stem, word
    FROM (SELECT word, (ts_lexize('russian_stem', word))[1] AS stem FROM unnest(${[...fresh]}::text[]) AS given(word)) AS stems
    WHERE length(stem) >= 2
    ORDER BY stem, length(word)
    ON CONFLICT (lexeme) DO UPDATE SET word = excluded.word WHERE search_word.word IS NULL`.execute(ctx.db);
  if (known.size > MOST_KNOWN) known.clear();
  // Should this transaction roll back, its retry would skip these words; the nightly count brings them all the same.
  for (const word of fresh) known.add(word);
}

/** Builds anew, a chunk a run, what an earlier version of the program has built. */
export const reindexJob = defineJob('cases.reindex', z.object({}));
/** Counts nightly in how many of the newest cases each word stands. */
export const countWordsJob = defineJob('cases.count-words', z.object({}));

export async function reindexCases(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ case_id: string }>`
    SELECT case_id FROM cases.search_document WHERE edition < 1
    ORDER BY case_id DESC LIMIT ${CHUNK} FOR UPDATE SKIP LOCKED`.execute(ctx.db);
  if (rows.length === 0) return;
  await indexCases(
    ctx,
    rows.map(({ case_id }) => case_id),
  );
  if (rows.length === CHUNK) ctx.enqueue(reindexJob, {}, { key: reindexJob.name });
  else ctx.enqueue(countWordsJob, {}, { key: countWordsJob.name });
}

export async function countWords(ctx: Ctx): Promise<void> {
  await sql`
    INSERT INTO cases.search_word (lexeme, uses)
    SELECT word, ndoc FROM ts_stat(${`SELECT document FROM cases.search_document ORDER BY case_id DESC LIMIT ${COUNTED}`})
    WHERE word ~ '^[а-я]{2,30}$'
    ORDER BY word
    ON CONFLICT (lexeme) DO UPDATE SET uses = excluded.uses WHERE search_word.uses <> excluded.uses`.execute(
    ctx.db,
  );
  await markDepths(ctx);
}
