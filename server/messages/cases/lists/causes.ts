import { sql } from 'kysely';
import { type CauseKind, causeKinds } from '../../../../shared/contract/heatmap/analysis.ts';
import type { CaseFilter } from '../../../../shared/contract/messages/cases-list.ts';
import { rejectionGrounds } from '../../../../shared/text/rejection.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { describeGround } from '../core/grounds.ts';
import { causeSources } from './cause-filter.ts';
import { listedCases } from './listed-cases.ts';

export interface CountedCause {
  kind: CauseKind;
  /** For the filter `cause` of the case list: `reject:spam`. */
  key: string;
  title: string;
  count: number;
  /** Topic most of its cases are of. */
  factId: string | null;
}

/** Causes of the cases a filter lists, the most frequent of each kind first; every number is that of the list it opens. */
export async function countCauses(ctx: Ctx, filter: CaseFilter): Promise<CountedCause[]> {
  const select = await listedCases(ctx, filter);
  const all = causeKinds.map(
    (kind) => sql`SELECT ${kind} AS kind, case_id, ground FROM (${causeSources[kind]}) AS one`,
  );
  const { rows } = await sql<{ kind: CauseKind; ground: string; count: number; fact_id: string | null }>`
    WITH own AS MATERIALIZED (${select().select(['id', 'fact_id'])}),
    cause AS (SELECT DISTINCT kind, ground, own.id, own.fact_id
      FROM (${sql.join(all, sql` UNION ALL `)}) AS told JOIN own ON own.id = told.case_id)
    SELECT kind, ground, count(*)::int AS count, mode() WITHIN GROUP (ORDER BY fact_id) AS fact_id
    FROM cause GROUP BY kind, ground ORDER BY count(*) DESC, ground`.execute(ctx.db);
  return rows.map(({ kind, ground, count, fact_id: factId }) => ({
    kind,
    key: `${kind}:${ground}`,
    title: titleOf(kind, ground),
    count,
    factId,
  }));
}

function titleOf(kind: CauseKind, ground: string): string {
  if (kind === 'prolong') return 'Срок продлевали';
  if (kind === 'reopen' && ground === 'resident') return 'Вернул житель: не решено';
  if (kind === 'reject')
    return (rejectionGrounds as Record<string, { title: string } | undefined>)[ground]?.title ?? ground;
  return describeGround(ground)?.title ?? ground;
}
