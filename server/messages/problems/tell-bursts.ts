import { type RawBuilder, sql } from 'kysely';
import { counted } from '../../../shared/text/plural.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { districtTitle } from '../../base/territory/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { ownCases } from '../cases/index.ts';

export interface ToldBurst {
  id: string;
  /** «Яма на дороге, Синарский район». */
  title: string;
  /** «12 сообщений за 3 часа». */
  flow: string;
  factId: string;
  block: string;
  /** null = the messages name no district. */
  districtId: string | null;
  isRunning: boolean;
  /** The mass problem its messages were gathered into. */
  problemId: string | null;
}

/**
 * Running warnings in words, the largest first: for agendas and the head's sheet. A warning of which the reader may see no message is of
 * others' work.
 */
export const tellBursts = (ctx: Ctx, most: number): Promise<ToldBurst[]> =>
  readBursts(ctx, sql`ended_at IS NULL`, most);

/** The same of warnings by their ids, also of those that have passed. */
export const tellBurstsOf = (ctx: Ctx, ids: readonly string[]): Promise<ToldBurst[]> =>
  readBursts(ctx, sql`id = ANY(${[...ids]}::uuid[])`, ids.length);

async function readBursts(ctx: Ctx, which: RawBuilder<unknown>, most: number): Promise<ToldBurst[]> {
  const { rows } = await sql<{
    id: string;
    fact_id: string;
    block: string;
    district_id: string;
    hours: number;
    count: number;
    ended_at: Date | null;
    problem_id: string | null;
  }>`
    SELECT id, fact_id, block, district_id, hours, count, ended_at, problem_id FROM problems.burst AS burst
    WHERE ${which}
      AND EXISTS (SELECT FROM cases.v_matter WHERE id = ANY(burst.examples) AND ${ownCases(ctx.actor, 'cases.v_matter')})
    ORDER BY count DESC, id LIMIT ${most}`.execute(ctx.db);
  return rows.map(({ id, fact_id, block, district_id, hours, count, ended_at, problem_id }) => ({
    id,
    title: [findFact(fact_id)?.shortTitle ?? fact_id, district_id ? districtTitle(district_id) : '']
      .filter(Boolean)
      .join(', '),
    flow: `${counted(count, 'сообщение', 'сообщения', 'сообщений')} за ${counted(hours, 'час', 'часа', 'часов')}`,
    factId: fact_id,
    block,
    districtId: district_id || null,
    isRunning: ended_at === null,
    problemId: problem_id,
  }));
}
