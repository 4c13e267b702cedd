import { sql } from 'kysely';
import { federalKinds } from '../../../shared/contract/monitoring/federal.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type OutsideIncident, readOutside } from '../incidents/index.ts';
import { toInstant, toWall } from './moments.ts';
import { federalStageTitle, stageOfIncident } from './pack.ts';
import { compareFederal, type FederalRow, type FoundDifference } from './rows.ts';
import { packOf, type SheetRow } from './sheets.ts';

/** An incident as its row is compared with it. */
export const oursOf = (incident: OutsideIncident) => ({
  stage: stageOfIncident(incident.status),
  dueAt: incident.dueAt && toWall(incident.dueAt),
  answer: incident.answer,
});

interface Difference extends FoundDifference {
  row: number | null;
  number: string;
  incidentId: string | null;
}

/** What rows say otherwise than their incidents; of incidents the caller does not see only how many. */
export async function compareKnown(
  ctx: Ctx,
  rows: readonly FederalRow[],
  known: ReadonlyMap<string, string>,
) {
  const pack = packOf(ctx);
  const incidents = await readOutside(ctx, [...known.values()]);
  let [alike, foreign] = [0, 0];
  const all = rows.flatMap((row): Difference[] => {
    const incident = incidents.get(known.get(row.number) ?? '');
    if (!incident?.isOwn) {
      foreign += 1;
      return [];
    }
    const found = compareFederal(row, oursOf(incident), pack);
    if (found.length === 0) alike += 1;
    return found.map((one) => ({ ...one, row: row.row, number: row.number, incidentId: incident.id }));
  });
  return { all, alike, foreign };
}

/** Numbers of the table's days that came with an earlier one and are not in it. Plan: link_posted. */
export async function findMissingThere(ctx: Ctx, rows: readonly FederalRow[]): Promise<Difference[]> {
  const days = rows.map(({ postedAt }) => localDate(toInstant(postedAt))).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const theirs = new Set(rows.map(({ number }) => number));
  const links = await ctx.db
    .selectFrom('federal.link')
    .select(['number', 'incident_id'])
    .where('posted_on', '>=', first)
    .where('posted_on', '<=', last)
    .execute();
  const gone = links.filter(({ number }) => !theirs.has(number));
  const incidents = await readOutside(
    ctx,
    gone.map(({ incident_id: id }) => id),
  );
  const pack = packOf(ctx);
  return gone.flatMap(({ number, incident_id: id }): Difference[] => {
    const incident = incidents.get(id);
    if (!incident?.isOwn) return [];
    const ours = federalStageTitle(stageOfIncident(incident.status), pack);
    return [{ kind: 'missing-there', row: null, number, incidentId: incident.id, ours, theirs: null }];
  });
}

/** Made anew; what was kept with the same two sides, in this table or an earlier one, is not asked again. */
export async function storeDifferences(ctx: Ctx, sheet: SheetRow, all: readonly Difference[]): Promise<void> {
  await ctx.db
    .deleteFrom('federal.difference')
    .where('sheet_id', '=', sheet.id)
    .where('decision', 'is', null)
    .execute();
  const rows = all.map((one) => ({ ...one, id: newId() }));
  await sql`
    INSERT INTO federal.difference (id, sheet_id, row_no, number, kind, incident_id, ours, theirs,
      decision, decided_by, decided_by_name, decided_at)
    SELECT given.id, ${sheet.id}::uuid, given."row", given.number, given.kind, given."incidentId", given.ours, given.theirs,
      kept.decision, kept.decided_by, kept.decided_by_name, kept.decided_at
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(id uuid, "row" int, number text, kind text,
      "incidentId" uuid, ours text, theirs text)
    LEFT JOIN LATERAL (
      SELECT decision, decided_by, decided_by_name, decided_at FROM federal.difference AS before
      WHERE before.number = given.number AND before.kind = given.kind AND before.decision = 'keep'
        AND before.ours IS NOT DISTINCT FROM given.ours AND before.theirs IS NOT DISTINCT FROM given.theirs
      ORDER BY decided_at DESC LIMIT 1) AS kept ON true
    ON CONFLICT (sheet_id, number, kind) DO UPDATE SET ours = excluded.ours, theirs = excluded.theirs,
      incident_id = excluded.incident_id, row_no = excluded.row_no, decision = excluded.decision, decided_by = excluded.decided_by,
      decided_by_name = excluded.decided_by_name, decided_at = excluded.decided_at
    WHERE difference.ours IS DISTINCT FROM excluded.ours OR difference.theirs IS DISTINCT FROM excluded.theirs`.execute(
    ctx.db,
  );
}

/** Brings the counts of a table up to its differences, after a taking in or a decision. */
export async function countKinds(ctx: Ctx, sheetId: string): Promise<void> {
  const rows = await ctx.db
    .selectFrom('federal.difference')
    .select(['kind', sql<number>`count(*)::int`.as('all')])
    .select(sql<number>`(count(*) FILTER (WHERE decision IS NULL))::int`.as('undecided'))
    .where('sheet_id', '=', sheetId)
    .groupBy('kind')
    .execute();
  const found = new Map(rows.map(({ kind, all, undecided }) => [kind, { all, undecided }]));
  const kinds = Object.fromEntries(
    federalKinds.map((kind) => [kind, found.get(kind) ?? { all: 0, undecided: 0 }]),
  );
  await sql`UPDATE federal.sheet SET totals = totals || ${JSON.stringify({ kinds })}::jsonb
    WHERE id = ${sheetId}::uuid`.execute(ctx.db);
}
