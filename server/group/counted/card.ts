import { sql } from 'kysely';
import {
  type CountedLink,
  type GroundCard,
  type readGround as readRoute,
  type SubjectKind,
  subjectKinds,
} from '../../../shared/contract/group/counted.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findGround, type LinkRow, presentGround } from './rows.ts';
import { subjects } from './subjects.ts';

/** So many links of one decision are listed; the number of all is told. */
const MOST = 500;

/** Links as the reader may see what stands behind them. */
export async function presentLinks(ctx: Ctx, rows: readonly LinkRow[]): Promise<CountedLink[]> {
  const found = new Map(
    await Promise.all(
      subjectKinds.map(
        async (kind): Promise<[SubjectKind, Map<string, Pick<CountedLink, 'title' | 'href' | 'people'>>]> => {
          const ids = rows.filter((row) => row.kind === kind).map(({ target_id: id }) => id);
          return [kind, ids.length > 0 ? await subjects[kind].show(ctx, ids) : new Map()];
        },
      ),
    ),
  );
  return rows.map((row) => {
    const shown = found.get(row.kind)?.get(row.target_id);
    return {
      id: row.id,
      kind: row.kind,
      title: shown?.title ?? subjects[row.kind].hidden,
      href: shown?.href ?? null,
      people: shown?.people ?? 0,
      madeBy: row.made_by_name,
      madeAt: row.made_at.toISOString(),
      reason: row.reason,
      isTold: row.told_at !== null,
      removed:
        row.removed_at === null
          ? null
          : { by: row.removed_by_name, at: row.removed_at.toISOString(), reason: row.removed_reason },
    };
  });
}

/** A decision with what it took into account. Plans: link_ground, run_ground. */
export async function readGroundCard(ctx: Ctx, id: string): Promise<GroundCard> {
  const row = await findGround(ctx, id);
  const links = await ctx.db
    .selectFrom('counted.link')
    .selectAll()
    .where('ground_id', '=', id)
    .orderBy(sql`removed_at IS NOT NULL`)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  const { count } = await ctx.db
    .selectFrom('counted.link')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('ground_id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  const run = await ctx.db
    .selectFrom('counted.run')
    .select([sql<number>`cardinality(case_ids)`.as('total'), 'done', 'added', 'finished_at'])
    .where('ground_id', '=', id)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    ...presentGround(ctx, row, count),
    rows: await presentLinks(ctx, links),
    run: run
      ? { total: run.total, done: run.done, added: run.added, isOver: run.finished_at !== null }
      : null,
  };
}

/** Route. */
export const readGround = (ctx: Ctx, { params }: HandlerInput<typeof readRoute>): Promise<GroundCard> =>
  readGroundCard(ctx, params.id);
