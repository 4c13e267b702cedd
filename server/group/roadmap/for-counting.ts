import { sql } from 'kysely';
import type { Ctx } from '../../lib/module/context.ts';

/** A measure of the roadmap, as far as others need it. */
export interface CountableMeasure {
  id: string;
  title: string;
  fromDay: string;
  doneOn: string | null;
}

/** Measures by their ids or by words of their titles. */
export async function findCountableMeasures(
  ctx: Ctx,
  { ids, words }: { ids?: readonly string[]; words?: string },
): Promise<CountableMeasure[]> {
  const { rows } = await sql<CountableMeasure>`
    SELECT id, title, from_day::text AS "fromDay", done_on::text AS "doneOn" FROM roadmap.measure
    WHERE true ${ids ? sql`AND id = ANY(${[...ids]}::uuid[])` : sql``}
      ${words ? sql`AND position(lower(${words}) IN lower(title)) > 0` : sql``}
    ORDER BY place, id LIMIT ${ids ? ids.length : 50}`.execute(ctx.db);
  return rows;
}
