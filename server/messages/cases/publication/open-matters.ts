import { sql } from 'kysely';
import { findFact } from '../../../base/taxonomy/index.ts';
import { publicPlace } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forStrangers } from '../core/mask-text.ts';
import { isShownToStrangers } from '../reading/personal.ts';

/** What everybody may know of a case. */
export interface OpenMatter {
  id: string;
  number: string;
  /** Of a home the topic alone. */
  title: string;
  place: string | null;
  block: string | null;
}

/** Those of the cases that strangers may read of, by id. Plan: the keys. */
export async function openMatters(ctx: Ctx, caseIds: readonly string[]): Promise<Map<string, OpenMatter>> {
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'number', 'title', 'fact_id', 'block'])
    .select(['address', 'is_home', 'lat', 'lon', 'district_id'])
    .where(sql<boolean>`id = ANY(${[...caseIds]}::uuid[])`)
    .where(isShownToStrangers())
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        number: row.number,
        title: publicTitle(row),
        place: publicPlace(row).address,
        block: row.block,
      },
    ]),
  );
}

/** A title as it is told far from its page: of a home the topic alone. */
export const publicTitle = (row: {
  title: string;
  is_home: boolean | null;
  fact_id: string | null;
}): string =>
  row.is_home ? (findFact(row.fact_id ?? '')?.title ?? 'Сообщение жителя') : forStrangers(row.title);
