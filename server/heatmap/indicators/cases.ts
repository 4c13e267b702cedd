import { type RawBuilder, sql } from 'kysely';
import type { CaseListId, listIndicatorCases } from '../../../shared/contract/heatmap/indicators.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { ownCases } from '../../messages/cases/index.ts';
import { optionsOf } from './count.ts';
import { readScope, type Scope } from './slice.ts';
import { type SourceId, type SourceOptions, sourceRows } from './sources.ts';

/** The filter by numbers of the case list takes so many. */
const MOST = 200;

/** What the number of each indicator is of: a source and its marks. */
const opens: Partial<Record<CaseListId, { source: SourceId; marks: readonly string[] }>> = {
  K1: { source: 'terms', marks: ['breached'] },
  K3: { source: 'ratings', marks: ['1', '2', '3'] },
  K5: { source: 'repeats', marks: ['repeat'] },
  K6: { source: 'deferred', marks: ['deferred'] },
  K8: { source: 'closed', marks: ['confirmed'] },
  K9: { source: 'ratings', marks: ['1', '2', '3', '4', '5'] },
  K10: { source: 'reopened', marks: ['reopened'] },
  K11: { source: 'steps', marks: ['rework'] },
  K12: { source: 'steps', marks: ['refused', 'forwarded'] },
  K13: { source: 'steps', marks: ['assigned', 'refused', 'forwarded'] },
  K14: { source: 'likeness', marks: ['plain'] },
  kept: { source: 'terms', marks: ['kept'] },
  prolonged: { source: 'prolonged', marks: ['prolonged'] },
  broken: { source: 'promises', marks: ['broken', 'moved'] },
  unsolved: { source: 'words', marks: ['no'] },
};

/** Cases as (case_id, first): `first` orders them, the greatest first. */
function casesOf(
  id: CaseListId,
  unitId: string | undefined,
  scope: Scope,
  options: SourceOptions,
): RawBuilder<unknown> | null {
  const { from, to, where } = scope;
  if (id === 'K2' || id === 'K4')
    return sql`SELECT file.id AS case_id, extract(epoch FROM file.answered_at - file.registered_at) AS first
      FROM cases.v_case AS file WHERE file.answered_at >= ${from} AND file.answered_at < ${to} AND ${where}`;
  if (id === 'K15')
    return sql`SELECT file.id AS case_id, extract(epoch FROM problem.found_at - problem.first_at) AS first
      FROM problems.v_found AS problem JOIN cases.v_case AS file ON file.id = problem.lead_id
      WHERE problem.found_at >= ${from} AND problem.found_at < ${to} AND ${where}`;
  // Signs are of an organisation, whoever executes their cases now.
  if (id === 'flagged') {
    if (!unitId || unitId === 'none') return null;
    return sql`SELECT file.id AS case_id, count(*) AS first
      FROM quality.v_flag AS flag JOIN cases.v_case AS file ON file.id = ANY(flag.case_ids)
      WHERE flag.unit_id = ${unitId}::uuid AND flag.day >= ${options.days.from}::date AND flag.day <= ${options.days.to}::date
      GROUP BY file.id`;
  }
  const source = opens[id];
  if (!source) return null;
  return sql`SELECT case_id, count(*) AS first FROM (${sourceRows(source.source, scope, options)}) AS told
    WHERE mark = ANY(${[...source.marks]}::text[]) GROUP BY case_id`;
}

/** Route: the longest waits or the most told of first, then the newest. */
export async function listCases(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof listIndicatorCases>,
): Promise<RouteReplyInput<typeof listIndicatorCases>> {
  const found = casesOf(params.id, query.unitId, readScope(query, ctx.now), optionsOf(ctx, query));
  if (!found) return { numbers: [], total: 0 };
  const { rows } = await sql<{ number: string; total: number }>`
    SELECT v_case.number, count(*) OVER ()::int AS total FROM (${found}) AS told
    JOIN cases.v_case ON v_case.id = told.case_id WHERE ${ownCases(ctx.actor, 'cases.v_case')}
    ORDER BY told.first DESC, v_case.registered_at DESC, v_case.id LIMIT ${MOST}`.execute(ctx.db);
  return { numbers: rows.map(({ number }) => number), total: rows[0]?.total ?? 0 };
}
