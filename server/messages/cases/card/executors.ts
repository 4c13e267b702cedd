import { sql } from 'kysely';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { COUNT_LIMIT } from '../../../../shared/text/numbers.ts';
import { currentTaxonomy, type PackFact } from '../../../base/taxonomy/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { workStatuses } from '../core/statuses.ts';
import { listManagers, MANAGING_KIND } from '../routing/house-keeper.ts';

/** Keys A, then 1…9. */
const SHOWN = 10;

interface ExecutorRow {
  id: string;
  title: string;
  person_name: string | null;
  in_work: number;
}

/**
 * Units that could do a case: the one Enter would give it to comes first, then those of the same kind, of the block, the
 * rest. The order of the first repeats `findUnitForKind`. Plan: units are tens of rows; their load by case_file_unit,
 * a thousand entries at most each.
 */
export async function listExecutors(
  ctx: Ctx,
  file: { executor_unit_id: string | null; district_id: string | null },
  fact: PackFact | null,
  /** Whom the routing table names. */
  routedUnitId: string | null = null,
): Promise<CaseCard['executors']> {
  const kinds = fact
    ? [
        ...new Set(
          currentTaxonomy().facts.flatMap((one) => (one.block === fact.block ? [one.executorKind] : [])),
        ),
      ]
    : [];
  // Of a house no list names a person chooses among the companies of the town.
  const managers = fact?.executorKind === MANAGING_KIND ? await listManagers(ctx.db) : [];
  const district = file.district_id ?? '';
  const statuses = sql.join(workStatuses.map((status) => sql.lit(status)));
  const { rows } = await sql<ExecutorRow>`
    WITH chosen AS (
      SELECT id, short_title AS title, CASE
          WHEN id = ${file.executor_unit_id}::uuid THEN 0
          WHEN id = ${routedUnitId}::uuid THEN 1
          WHEN kind = ${fact?.executorKind ?? ''} AND EXISTS (
            SELECT FROM unnest(districts) AS served(id) WHERE ${district} = served.id OR ${district} LIKE served.id || '.%') THEN 2
          WHEN kind = ${fact?.executorKind ?? ''} AND districts = '{}' THEN 3
          WHEN kind = ${fact?.executorKind ?? ''} THEN 4
          WHEN kind = ANY(${kinds}) OR id = ANY(${managers}::uuid[]) THEN 5
          ELSE 6 END AS rank
      FROM identity.v_unit WHERE is_active AND (kind <> '' OR id = ${file.executor_unit_id}::uuid OR id = ${routedUnitId}::uuid
        OR id = ANY(${managers}::uuid[]))
      ORDER BY rank, id LIMIT ${SHOWN}
    )
    SELECT chosen.id, chosen.title, leader.short_name AS person_name, load.in_work
    FROM chosen
    LEFT JOIN LATERAL (
      SELECT short_name FROM identity.v_person
      WHERE unit_id = chosen.id AND kind = 'staff' AND is_active
      ORDER BY (position ~* '^(начальник|директор|руководитель|заведующ|главный)') DESC, short_name LIMIT 1
    ) AS leader ON true
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS in_work FROM (
        SELECT FROM cases.case_file WHERE executor_unit_id = chosen.id AND status IN (${statuses}) LIMIT ${COUNT_LIMIT + 1}) AS open
    ) AS load
    ORDER BY chosen.rank, chosen.id`.execute(ctx.db);
  return rows.map((row) => ({
    unitId: row.id,
    title: row.title,
    personName: row.person_name,
    inWork: row.in_work,
  }));
}
