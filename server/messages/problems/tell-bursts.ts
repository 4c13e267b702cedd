import { sql } from 'kysely';
import { counted } from '../../../shared/text/plural.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { districtTitle } from '../../base/territory/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { ownCases } from '../cases/index.ts';

interface ToldBurst {
  id: string;
  /** «Яма на дороге, Синарский район». */
  title: string;
  /** «12 сообщений за 3 часа». */
  flow: string;
}

/**
 * Running warnings in words, the largest first: for agendas and the head's sheet. A warning of which the reader may see no message is of
 * others' work.
 */
export async function tellBursts(ctx: Ctx, most: number): Promise<ToldBurst[]> {
  const { rows } = await sql<{
    id: string;
    fact_id: string;
    district_id: string;
    hours: number;
    count: number;
  }>`
    SELECT id, fact_id, district_id, hours, count FROM problems.burst AS burst
    WHERE ended_at IS NULL
      AND EXISTS (SELECT FROM cases.v_matter WHERE id = ANY(burst.examples) AND ${ownCases(ctx.actor, 'cases.v_matter')})
    ORDER BY count DESC, id LIMIT ${most}`.execute(ctx.db);
  return rows.map(({ id, fact_id, district_id, hours, count }) => ({
    id,
    title: [findFact(fact_id)?.shortTitle ?? fact_id, district_id ? districtTitle(district_id) : '']
      .filter(Boolean)
      .join(', '),
    flow: `${counted(count, 'сообщение', 'сообщения', 'сообщений')} за ${counted(hours, 'час', 'часа', 'часов')}`,
  }));
}
