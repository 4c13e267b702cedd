import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../lib/context.ts';
import { COUNT_LIMIT } from './count.ts';

/** So many of the newest are compared with each other; one more than is counted. */
export const NEWEST = COUNT_LIMIT + 1;
/** Newest cases in which the uses of words are counted. */
export const COUNTED = 100_000;

/** The newest `depth` cases, about, are those whose id is not before this one: ids are ordered by time. */
interface Mark {
  depth: number;
  id: string;
}

interface Depths {
  /** Cases in all, last night. */
  cases: number;
  marks: Mark[];
}

/** No look is shorter: a few milliseconds either way. */
const SHORTEST = 12_000;
/** From such a share of cases on, the newest are met sooner by walking back than by collecting the postings of a word. */
const COMMON = 0.04;
/** So few are sooner collected than narrowed by time. */
const FEW = 4 * NEWEST;
/** A look goes a little deeper than the share of the words promises. */
const RESERVE = 1.3;
/** The next look goes at least and at most so many times as deep: what is rare is soon had, what is of another season not all at once. */
const [LEAST, MOST] = [4, 16];
const NAME = 'cases.depths';

/** Depths that are marked, each half as deep again. */
const markedDepths: readonly number[] = Array.from({ length: 24 }, (_, step) =>
  Math.round(SHORTEST * 1.5 ** step),
);

/** Notes where each depth begins. Plan: a walk along the primary key of the documents, at night. */
export async function markDepths(ctx: Ctx, depths: readonly number[] = markedDepths): Promise<void> {
  await sql`
    INSERT INTO lib.setting (name, value)
    SELECT ${NAME}, jsonb_build_object('cases', count(*), 'marks', coalesce(
      jsonb_agg(jsonb_build_object('depth', depth, 'id', case_id) ORDER BY depth) FILTER (WHERE depth = ANY(${[...depths]}::int[])),
      '[]'))
    FROM (SELECT case_id, row_number() OVER (ORDER BY case_id DESC) AS depth FROM cases.search_document) AS counted
    ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = now()`.execute(ctx.db);
}

/** Plan: primary key. */
async function readDepths(ctx: Ctx): Promise<Depths> {
  const row = await ctx.db
    .selectFrom('lib.setting')
    .select('value')
    .where('name', '=', NAME)
    .executeTakeFirst();
  return (row?.value as Depths | undefined) ?? { cases: 0, marks: [] };
}

export interface Candidate {
  id: string;
  rank: number;
}

export interface Sought {
  tsquery: RawBuilder<unknown>;
  /** How well a row `search_document` fits. */
  rank: RawBuilder<number>;
  /** In so many of the `COUNTED` newest cases all of the words stand, at most. */
  uses: number;
}

/**
 * The newest of what a query finds, with the rank of each, newest first. Looked for back in time, in spans as long as
 * the words' share promises: to collect every case with a common word, or to walk along all cases until there are enough of a
 * rare one, costs many times more, and the planner knows too little of how words meet to choose. Plans: of common
 * words the primary key; of others search_document_words, and the primary key for the ends of the span.
 */
export async function findNewest(
  ctx: Ctx,
  sought: Sought,
  { limit = NEWEST, shortest = SHORTEST } = {},
): Promise<Candidate[]> {
  const { cases, marks } = await readDepths(ctx);
  const share = sought.uses / Math.max(1, Math.min(cases, COUNTED));
  const found: Candidate[] = [];
  let wanted =
    share * cases <= FEW ? Number.POSITIVE_INFINITY : Math.max(shortest, (RESERVE * limit) / share);
  for (let before: Mark | null = null; ; ) {
    const since: Mark | null = marks.find(({ depth }) => depth >= wanted) ?? null;
    const isWalked = since !== null && before === null && share >= COMMON;
    const span: Span = { since, before, isWalked, limit: limit - found.length };
    found.push(...(await look(ctx, sought, span)));
    if (!since || found.length >= limit) return found;
    wanted = nextDepth(since.depth, found.length, limit);
    before = since;
  }
}

/** How deep to look when so many were found down to a depth. */
export function nextDepth(depth: number, found: number, limit: number): number {
  const promised = (RESERVE * limit * depth) / Math.max(found, 1);
  return Math.min(Math.max(promised, depth * LEAST), depth * MOST);
}

interface Span {
  since: Mark | null;
  before: Mark | null;
  isWalked: boolean;
  limit: number;
}

async function look(ctx: Ctx, { tsquery, rank }: Sought, span: Span): Promise<Candidate[]> {
  const { since, before, isWalked, limit } = span;
  const inSpan = sql`${since ? sql`AND case_id >= ${since.id}::uuid` : sql``}
    ${before ? sql`AND case_id < ${before.id}::uuid` : sql``}`;
  // «IS TRUE» keeps the index of words out of a walk; OFFSET 0 keeps the walk out of the rest: planned as if all were wanted.
  const source = isWalked
    ? sql`SELECT case_id, document FROM cases.search_document WHERE (document @@ ${tsquery}) IS TRUE ${inSpan}`
    : sql`SELECT case_id, document FROM (SELECT case_id, document FROM cases.search_document
        WHERE document @@ ${tsquery} ${inSpan} OFFSET 0) AS span`;
  const { rows } = await sql<Candidate>`
    SELECT case_id AS id, ${rank} AS rank
    FROM (${source} ORDER BY case_id DESC LIMIT ${limit}) AS search_document
    ORDER BY case_id DESC`.execute(ctx.db);
  return rows;
}
