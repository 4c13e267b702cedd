import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { localDate } from '../../../base/deadlines/index.ts';
import { claim, claimsOf, readClaims } from '../../../base/promises/index.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readSubject } from '../../../messages/cases/index.ts';
import type { OfficialText, Statement } from './official-text.ts';
import { withdrawPromise } from './promises.ts';

type Row = Selectable<DB['conflicts.statement']>;

const claims = z.array(claim);

export const toStatement = (row: Row): Statement => ({ ...row, claims: claims.parse(row.claims) });

/**
 * Keeps what an official text claims, once for each; an edited one is read anew. Null where it claims nothing: a day it promised before
 * stays (`promises.ts`), and nothing is held against words that stand no more.
 */
export async function keepStatement(ctx: Ctx, official: OfficialText): Promise<Statement | null> {
  const found = readClaims(official.text, localDate(official.saidAt));
  if (found.length === 0) {
    await emptyStatement(ctx, official);
    return null;
  }
  const subject = readSubject(official.text, official.known);
  const isDone = claimsOf(found, 'state').some((one) => one.isDone);
  const doneAt = isDone ? (official.editedAt ?? official.saidAt) : null;
  const row = {
    page_id: official.pageId,
    unit_id: official.unitId,
    incident_id: official.incidentId,
    said_at: official.saidAt,
    category: subject.category,
    fact_id: subject.factId,
    place_key: subject.placeKey,
    address: subject.address,
    district_id: subject.districtId,
    claims: JSON.stringify(found),
  };
  const rows = await ctx.db
    .insertInto('conflicts.statement')
    .values({ id: newId(), source: official.source, source_id: official.sourceId, ...row, done_at: doneAt })
    .onConflict((conflict) =>
      conflict.columns(['source', 'source_id']).doUpdateSet({
        ...row,
        done_at: isDone ? sql<Date>`coalesce(conflicts.statement.done_at, ${doneAt})` : null,
      }),
    )
    .returningAll()
    .execute();
  return toStatement(firstRow(rows));
}

async function emptyStatement(ctx: Ctx, official: OfficialText): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    UPDATE conflicts.statement SET claims = '[]', done_at = NULL
    WHERE source = ${official.source} AND source_id = ${official.sourceId}::uuid RETURNING id`.execute(
    ctx.db,
  );
  for (const { id } of rows)
    if (!(await withdrawPromise(ctx, id, official)))
      await sql`DELETE FROM conflicts.statement WHERE id = ${id}::uuid`.execute(ctx.db);
}

/** A post that stands as a reply by now: its words are the reply's. */
export async function dropStatement(ctx: Ctx, source: 'post' | 'reply', sourceId: string): Promise<void> {
  await sql`
    DELETE FROM conflicts.promise USING conflicts.statement
    WHERE promise.statement_id = statement.id AND statement.source = ${source} AND statement.source_id = ${sourceId}::uuid`.execute(
    ctx.db,
  );
  await sql`
    DELETE FROM conflicts.statement WHERE source = ${source} AND source_id = ${sourceId}::uuid`.execute(
    ctx.db,
  );
}

/** What was said later of the same place and sphere, or in the same incident. Plans: statement_place, statement_incident. */
export async function readLater(
  ctx: Ctx,
  { id, place_key: placeKey, category, incident_id: incidentId, said_at: saidAt }: Statement,
): Promise<Statement[]> {
  const { rows } = await sql<Row>`
    SELECT * FROM conflicts.statement
    WHERE id <> ${id}::uuid AND said_at > ${saidAt}
      AND (place_key = ${placeKey} AND category = ${category} OR incident_id = ${incidentId}::uuid)
    ORDER BY said_at, id LIMIT ${MOST_LATER}`.execute(ctx.db);
  return rows.map(toStatement);
}

/** Of one thing nobody says more between a promise and its day. */
const MOST_LATER = 200;

/** Earlier and later words about the same place and sphere, the latest first. Plan: statement_place. */
export async function readSamePlace(
  ctx: Ctx,
  { id, place_key: placeKey, category, said_at: saidAt }: Statement,
  days: number,
): Promise<Statement[]> {
  if (placeKey === null || category === null) return [];
  const { rows } = await sql<Row>`
    SELECT * FROM conflicts.statement
    WHERE place_key = ${placeKey} AND category = ${category} AND id <> ${id}::uuid
      AND said_at BETWEEN ${saidAt}::timestamptz - ${days} * interval '1 day' AND ${saidAt}::timestamptz + ${days} * interval '1 day'
    ORDER BY said_at DESC, id DESC LIMIT 50`.execute(ctx.db);
  return rows.map(toStatement);
}
