import { gridDisk } from 'h3-js';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Outcome } from '../../../../shared/contract/messages/cases.ts';
import type { nearCase } from '../../../../shared/contract/messages/cases-card.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forLists } from '../core/mask-text.ts';
import { ownCases } from '../core/reach.ts';
import { closedStatuses, readStatus } from '../core/statuses.ts';

export type NearCase = z.input<typeof nearCase>;

/** Metres and days within which cases are neighbours. */
const NEAR_METRES = 300;
const NEAR_DAYS = 30;
/** Metres within which an open case of the same block is proposed as the original of a duplicate. */
const DUPLICATE_METRES = 150;
/** Rings of hexagons (resolution 9, edge about 200 m) that surely cover the two radii. */
const NEAR_RINGS = 2;
const DUPLICATE_RINGS = 1;
/** Neighbours and cases of one author a card shows. */
const SHOWN = 20;

const statusList = (statuses: readonly string[]) => sql.join(statuses.map((status) => sql.lit(status)));
/** Statuses in which a case is still being decided: only such a one can take a duplicate. */
const isLive = sql`cases.case_file.status NOT IN (${statusList([...closedStatuses, 'rejected', 'answered'])})`;

/** Metres between a case and a point: flat, exact to a centimetre at these distances. */
const metresTo = (lat: number, lon: number) => sql<number>`(111320 * sqrt(
  power(cases.case_file.lat - ${lat}::float8, 2) + power((cases.case_file.lon - ${lon}::float8) * cos(radians(${lat}::float8)), 2)))`;

export interface Located {
  id: string;
  registered_at: Date;
  block: string | null;
  suggested_block: string | null;
  lat: number | null;
  lon: number | null;
  h3: string | null;
}

interface Related {
  near: NearCase[];
  fromAuthor: NearCase[];
  duplicateOf: NearCase | null;
  children: NearCase[];
  parent: NearCase | null;
  mergedInto: NearCase | null;
}

interface RelatedRow {
  relation: 'near' | 'author' | 'child' | 'parent' | 'merged';
  id: string;
  number: string;
  title: string;
  status: string;
  outcome: string | null;
  registered_at: Date;
  distance: number | null;
  is_duplicate: boolean;
}

/**
 * Everything a card shows of other cases, in one statement: neighbours of a month by a disk of hexagons, others of the
 * same author, children, parent, the case it was merged into. Foreign cases stay unseen. Plan: case_file_h3,
 * contact_phone / contact_email / contact_resident, case_file_parent and keys; bounded by the limits of each part.
 */
export async function findRelated(
  ctx: Ctx,
  file: Located & { parent_id: string | null; merged_into: string | null },
): Promise<Related> {
  const columns = sql`cases.case_file.id, number, title, status, outcome, registered_at`;
  const own = ownCases(ctx.actor);
  const none = sql`NULL::float8 AS distance, false AS is_duplicate`;
  const linked = [file.parent_id, file.merged_into].filter((id) => id !== null);
  const { rows } = await sql<RelatedRow>`
    ${nearQuery(file, columns, own)}
    UNION ALL
    (SELECT 'author', ${columns}, ${none} FROM cases.case_file
     WHERE cases.case_file.id IN (${sameAuthor(file.id)}) AND cases.case_file.id <> ${file.id} AND ${own}
     ORDER BY registered_at DESC LIMIT ${SHOWN})
    UNION ALL
    (SELECT 'child', ${columns}, ${none} FROM cases.case_file WHERE parent_id = ${file.id} AND ${own} ORDER BY number LIMIT 50)
    UNION ALL
    (SELECT CASE WHEN cases.case_file.id = ${file.merged_into}::uuid THEN 'merged' ELSE 'parent' END, ${columns}, ${none}
     FROM cases.case_file WHERE cases.case_file.id = ANY(${linked}::uuid[]) AND ${own})`.execute(ctx.db);
  const of = (relation: RelatedRow['relation']) =>
    rows.filter((row) => row.relation === relation).map(present);
  const duplicate = rows.find((row) => row.is_duplicate);
  return {
    near: of('near'),
    fromAuthor: of('author'),
    duplicateOf: duplicate ? present(duplicate) : null,
    children: of('child'),
    parent: of('parent')[0] ?? null,
    mergedInto: of('merged')[0] ?? null,
  };
}

function nearQuery(file: Located, columns: ReturnType<typeof sql>, own: ReturnType<typeof ownCases>) {
  const nothing = sql`(SELECT 'near' AS relation, ${columns}, NULL::float8 AS distance, false AS is_duplicate FROM cases.case_file WHERE false)`;
  if (file.h3 === null || file.lat === null || file.lon === null) return nothing;
  const metres = metresTo(file.lat, file.lon);
  const block = file.block ?? file.suggested_block;
  return sql`(SELECT 'near' AS relation, ${columns}, ${metres} AS distance,
      (${metres} <= ${DUPLICATE_METRES} AND ${isLive} AND registered_at <= ${file.registered_at} AND ${effectiveBlock} = ${block}) IS TRUE AS is_duplicate
    FROM cases.case_file
    WHERE h3 = ANY(${gridDisk(file.h3, NEAR_RINGS)})
      AND registered_at BETWEEN ${shift(file.registered_at, -NEAR_DAYS)} AND ${shift(file.registered_at, NEAR_DAYS)}
      AND cases.case_file.id <> ${file.id} AND merged_into IS NULL AND ${metres} <= ${NEAR_METRES} AND ${own}
    ORDER BY distance LIMIT ${SHOWN})`;
}

const effectiveBlock = sql`coalesce(cases.case_file.block, cases.case_file.suggestion -> 0 ->> 'block')`;

/** Ids of cases whose people share an account, a phone or an e-mail with the author of this one. */
export const sameAuthor = (caseId: string) => sql`
  SELECT other.case_id FROM cases.contact AS mine JOIN cases.contact AS other
    ON other.resident_id = mine.resident_id WHERE mine.case_id = ${caseId} AND NOT mine.is_joiner
  UNION SELECT other.case_id FROM cases.contact AS mine JOIN cases.contact AS other
    ON other.phone = mine.phone WHERE mine.case_id = ${caseId} AND NOT mine.is_joiner
  UNION SELECT other.case_id FROM cases.contact AS mine JOIN cases.contact AS other
    ON other.email = mine.email WHERE mine.case_id = ${caseId} AND NOT mine.is_joiner`;

const shift = (at: Date, days: number): Date => new Date(at.getTime() + days * 86_400_000);

const present = (row: RelatedRow): NearCase => ({
  id: row.id,
  number: row.number,
  title: forLists(row.title),
  status: readStatus(row.status),
  outcome: row.outcome as Outcome | null,
  registeredAt: row.registered_at.toISOString(),
  distance: row.distance === null ? null : Math.round(row.distance),
});

/**
 * Which of the given cases look like a duplicate of an open one: within 150 m and 30 days before it, in the same block.
 * Plan: the open cases once, by the partial index case_file_open_due (what the city has in work, whatever its history),
 * hashed and joined with the seven cells of each given case; give at most a thousand.
 */
export async function findDuplicateIds(ctx: Ctx, files: readonly Located[]): Promise<Set<string>> {
  const probes = files.flatMap((file) => {
    const block = file.block ?? file.suggested_block;
    if (!file.h3 || block === null) return [];
    const { id, lat, lon, registered_at: at } = file;
    return gridDisk(file.h3, DUPLICATE_RINGS).map((cell) => ({ id, cell, block, lat, lon, at }));
  });
  if (probes.length === 0) return new Set();
  const earliest = Math.min(...files.map((file) => file.registered_at.getTime()));
  const since = shift(new Date(earliest), -NEAR_DAYS);
  const { rows } = await sql<{ id: string }>`
    WITH live AS MATERIALIZED (
      SELECT id, h3, ${effectiveBlock} AS block, lat, lon, registered_at FROM cases.case_file
      WHERE closed_at IS NULL AND answered_at IS NULL AND ${isLive}
        AND h3 IS NOT NULL AND registered_at >= ${since} AND ${ownCases(ctx.actor)}
    )
    SELECT DISTINCT given.id FROM json_to_recordset(${JSON.stringify(probes)}::json)
      AS given(id uuid, cell text, block text, lat float8, lon float8, at timestamptz)
    JOIN live ON live.h3 = given.cell AND live.block = given.block
    WHERE live.id <> given.id AND live.registered_at BETWEEN given.at - make_interval(days => ${NEAR_DAYS}) AND given.at
      AND 111320 * sqrt(power(live.lat - given.lat, 2)
        + power((live.lon - given.lon) * cos(radians(given.lat)), 2)) <= ${DUPLICATE_METRES}`.execute(ctx.db);
  return new Set(rows.map(({ id }) => id));
}
