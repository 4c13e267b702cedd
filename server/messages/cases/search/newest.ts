import { type RawBuilder, sql } from 'kysely';
import { COUNT_LIMIT } from '../../../../shared/text/numbers.ts';
import { createKept } from '../../../lib/jobs/kept.ts';
import type { Ctx } from '../../../lib/module/context.ts';

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
/** To test a document in passing costs twice what a posting of its word does: a span shorter than this part of them is walked. */
const WALKED = 0.5;
/** So few are sooner collected than narrowed by time. */
const FEW = 4 * NEWEST;
/** A look goes a little deeper than the share of the words promises. */
const RESERVE = 1.3;
/** The next look goes at least and at most so many times as deep: what is rare is soon had, what is of another season not all at once. */
const [LEAST, MOST] = [2, 16];
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

/** They are marked at night, and only say how far to look: a search does not ask for them each time. */
const AGES = { fresh: 60_000, stale: 3_600_000 };
const kept = createKept<Depths>(8);

const readDepths = (ctx: Ctx): Promise<Depths> => kept(ctx, NAME, AGES, () => loadDepths(ctx));

/** Plan: primary key. */
async function loadDepths(ctx: Ctx): Promise<Depths> {
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

/** In so many of the `COUNTED` newest cases all of the words stand. */
export interface Uses {
  most: number;
  /** Between what chance would have and the most there can be: words of one phrase seek each other. */
  likely: number;
}

export interface Sought {
  tsquery: RawBuilder<unknown>;
  /** How well a row `search_document` fits. */
  rank: RawBuilder<number>;
  uses: Uses;
  /** A condition on cases.case_file besides. */
  where?: RawBuilder<boolean>;
}

/** How far a search has come. */
interface Way {
  found: Candidate[];
  /** What is not older was looked at. */
  before: Mark | null;
  /** How deep to look next. */
  wanted: number;
  limit: number;
}

/**
 * The newest of what a query finds, with the rank of each, newest first. Looked for back in time, in spans as long as
 * the words' share promises: to collect every case with a common word, or to walk along all cases until there are enough
 * of a rare one, costs many times more, and the planner knows too little of how words meet to choose.
 */
export async function findNewest(
  ctx: Ctx,
  sought: Sought,
  { limit = NEWEST, shortest = SHORTEST } = {},
): Promise<Candidate[]> {
  const depths = await readDepths(ctx);
  const isFew = shareOf(sought.uses.most, depths) * depths.cases <= FEW;
  const promised = (RESERVE * limit) / shareOf(sought.uses.likely, depths);
  const wanted = isFew ? Number.POSITIVE_INFINITY : Math.max(shortest, promised);
  return goOn(ctx, sought, depths, { found: [], before: null, wanted, limit });
}

/** The newest of those that other conditions leave: of the newest found, and of older ones where those are too few. */
export async function narrowNewest(
  ctx: Ctx,
  sought: Sought,
  newest: readonly Candidate[],
  { where, limit = NEWEST }: { where: RawBuilder<boolean>; limit?: number },
): Promise<Candidate[]> {
  const ids = newest.map(({ id }) => id);
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM cases.case_file WHERE id = ANY(${ids}::uuid[]) AND ${where}`.execute(ctx.db);
  const left = new Set(rows.map(({ id }) => id));
  const found = newest.filter(({ id }) => left.has(id));
  const last = ids.at(-1);
  if (last === undefined || newest.length < limit || found.length >= limit) return found;
  const depths = await readDepths(ctx);
  const depth = depths.marks.find(({ id }) => id <= last)?.depth ?? depths.cases;
  const wanted = nextDepth(depth, found.length, limit);
  return goOn(ctx, { ...sought, where }, depths, { found, before: { depth, id: last }, wanted, limit });
}

const shareOf = (uses: number, { cases }: Depths): number => uses / Math.max(1, Math.min(cases, COUNTED));

async function goOn(ctx: Ctx, sought: Sought, { cases, marks }: Depths, way: Way): Promise<Candidate[]> {
  const { found, limit } = way;
  let { before, wanted } = way;
  for (;;) {
    const since: Mark | null = marks.find(({ depth }) => depth >= wanted) ?? null;
    const length = (since?.depth ?? cases) - (before?.depth ?? 0);
    const isWalked = since !== null && length < WALKED * shareOf(sought.uses.most, { cases, marks }) * cases;
    found.push(...(await look(ctx, sought, { since, before, isWalked, limit: limit - found.length })));
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

/**
 * `isWalked`: every document of the span is tested, else the index of words is asked; «IS TRUE» keeps it out of a walk.
 * OFFSET 0: planned as if all of the span were wanted, never in the hope that a page is soon full.
 */
interface Span {
  since: Mark | null;
  before: Mark | null;
  isWalked: boolean;
  limit: number;
}

/** Plans: of a walk the primary key; else search_document_words, and the primary key for the ends of the span. */
async function look(ctx: Ctx, { tsquery, rank, where }: Sought, span: Span): Promise<Candidate[]> {
  const { since, before, isWalked, limit } = span;
  const between = (id: RawBuilder<unknown>) => sql`${since ? sql`AND ${id} >= ${since.id}::uuid` : sql``}
    ${before ? sql`AND ${id} < ${before.id}::uuid` : sql``}`;
  const isLeft = where
    ? sql`AND EXISTS (SELECT FROM cases.case_file
        WHERE cases.case_file.id = case_id ${between(sql`cases.case_file.id`)} AND ${where})`
    : sql``;
  const { rows } = await sql<Candidate>`
    SELECT case_id AS id, ${rank} AS rank FROM (
      SELECT case_id, document FROM (
        SELECT case_id, document FROM cases.search_document
        WHERE ${isWalked ? sql`(document @@ ${tsquery}) IS TRUE` : sql`document @@ ${tsquery}`}
          ${between(sql`case_id`)} ${isLeft}
        ${isWalked && !where ? sql`ORDER BY case_id DESC LIMIT ${limit}` : sql`OFFSET 0`}) AS span
      ORDER BY case_id DESC LIMIT ${limit}) AS search_document
    ORDER BY case_id DESC`.execute(ctx.db);
  return rows;
}
