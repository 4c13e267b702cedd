import { sql } from 'kysely';
import {
  type CaseField,
  type CaseFilter,
  caseFields,
} from '../../../../shared/contract/messages/cases-list.ts';
import { must, recordOf } from '../../../../shared/known.ts';
import { listDistricts } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { fieldRules } from './fields.ts';
import { listedCases } from './listed-cases.ts';

const file = sql.raw('cases.case_file');

/** By what cases are told apart; a case without a name, or of a district no longer on the map, is `none`, as in the list. */
const sides = {
  channel: () => sql<string>`${file}.channel`,
  block: () => sql<string>`coalesce(${file}.block, 'none')`,
  district:
    () => sql<string>`CASE WHEN ${file}.district_id = ANY(${listDistricts().map(({ id }) => id)}::text[])
    THEN split_part(${file}.district_id, '.', 1) ELSE 'none' END`,
  unit: () => sql<string>`coalesce(${file}.executor_unit_id::text, 'none')`,
} as const;
export type FieldSide = keyof typeof sides;

export interface FieldCount {
  /** Cases the field is asked of, and of them those that have it. */
  asked: number;
  has: number;
}

export interface FieldLine {
  key: string;
  total: number;
  fields: Record<CaseField, FieldCount>;
}

/** How full the cases of a filter are that the reader may see, by a side of them; each lack is as many as its list. */
export async function countFields(ctx: Ctx, filter: CaseFilter, by: FieldSide): Promise<FieldLine[]> {
  const select = await listedCases(ctx, filter);
  const counts = caseFields.flatMap((field) => {
    const { asked, has } = fieldRules[field];
    return [
      sql`count(*) FILTER (WHERE ${asked})::int AS ${sql.id(`${field}_asked`)}`,
      sql`count(*) FILTER (WHERE ${asked} AND ${has})::int AS ${sql.id(`${field}_has`)}`,
    ];
  });
  const { rows } = await sql<{ key: string; total: number } & Record<string, number>>`
    SELECT ${sides[by]()} AS key, count(*)::int AS total, ${sql.join(counts)}
    FROM cases.case_file WHERE id IN (${select().select('id')}) GROUP BY 1`.execute(ctx.db);
  return rows.map((row) => ({
    key: String(row.key),
    total: row.total,
    fields: recordOf(caseFields, (field) => ({
      asked: must(row[`${field}_asked`], `how many should have ${field}`),
      has: must(row[`${field}_has`], `how many have ${field}`),
    })),
  }));
}
