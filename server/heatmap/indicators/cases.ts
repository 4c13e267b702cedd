import { type RawBuilder, sql } from 'kysely';
import {
  type CaseListId,
  caseListIds,
  type IndicatorSlice,
  type Listed,
} from '../../../shared/contract/heatmap/indicators.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { ownCases } from '../../messages/cases/index.ts';
import { optionsOf } from './count.ts';
import { type Grouping, readScope, type Scope } from './slice.ts';
import { type SourceId, type SourceOptions, sourceRows } from './sources.ts';

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

/** Answers `casesOfNumber`: `K9:2026-10-01:2026-10-31`, of the whole city; the slice is the list's own filters. */
export function casesToldBy(ctx: Ctx, told: string): RawBuilder<unknown> | null {
  const [name, from = '', to = '', unitId] = told.split(':');
  const id = caseListIds.find((one) => one === name);
  if (!id) return null;
  const days = { from, to };
  return casesOf(id, unitId, readScope(days, ctx.now), optionsOf(ctx, days));
}

/** How many cases a list of a group has, of all groups by null; null for who reads no cases. */
export type ListedOf = (group: string | null, id: CaseListId) => Listed | null;

/** K4 is of the cases of K2. */
const sameAs = (id: CaseListId): CaseListId => (id === 'K4' ? 'K2' : id);

/**
 * How many cases are behind each of these numbers of a slice: several events of one case are one case. Signs are not counted here, but by
 * who has them.
 */
export async function countListed(
  ctx: Ctx,
  slice: IndicatorSlice,
  ids: readonly CaseListId[],
  by?: Grouping,
): Promise<ListedOf> {
  if (ctx.actor.kind !== 'staff' || !ctx.actor.permissions.has('cases.read')) return () => null;
  const counted = new Map<string, Listed>();
  const scope = readScope(slice, ctx.now, by);
  const lists = [...new Set(ids.map(sameAs))].flatMap((id) => {
    const found = casesOf(id, undefined, scope, optionsOf(ctx, slice));
    return found ? [sql`SELECT ${sql.lit(id)} AS id, case_id FROM (${found}) AS own`] : [];
  });
  // Each list is found by itself first: joined to the cases at once, all of them would be one plan of a hundred tables.
  const { rows } = await sql<{ g: string; id: CaseListId; all: number; own: number }>`
    WITH told AS MATERIALIZED (${sql.join(lists, sql` UNION ALL `)})
    SELECT ${scope.by} AS g, told.id, count(*)::int AS "all", count(*) FILTER (WHERE ${ownCases(ctx.actor, 'cases.v_case')})::int AS own
    FROM told JOIN cases.v_case AS file ON file.id = told.case_id
    JOIN cases.v_case ON v_case.id = file.id GROUP BY 1, 2`.execute(ctx.db);
  // A case is in one group: the whole is their sum.
  for (const { g, id, all, own } of rows) {
    const whole = counted.get(id) ?? { all: 0, own: 0 };
    counted.set(`${id} ${g}`, { all, own });
    counted.set(id, { all: whole.all + all, own: whole.own + own });
  }
  return (group, id) =>
    counted.get(group === null ? sameAs(id) : `${sameAs(id)} ${group}`) ?? { all: 0, own: 0 };
}
