import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { DAY } from '../../../shared/time.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { errorKinds } from '../../messages/quality/index.ts';
import { readCourse } from './course.ts';
import { readEvidence } from './evidence.ts';
import { presentPlaybooks, readRuns } from './playbooks.ts';
import {
  type ConflictTitles,
  conflictColumns,
  presentConflict,
  presentSignal,
  type SignalTitles,
  signalColumns,
} from './present.ts';
import { actsOf, type ConflictRow, findConflict, type SignalRow } from './rows.ts';

type Card = contract.ConflictCard;

const readSignals = async (ctx: Ctx, id: string) => {
  const { rows } = await sql<SignalRow & SignalTitles>`
    SELECT ${signalColumns} FROM conflicts.signal AS signal WHERE signal.conflict_id = ${id}::uuid
    ORDER BY signal.event_at, signal.id`.execute(ctx.db);
  return rows.map(presentSignal);
};

async function readParts(ctx: Ctx, id: string): Promise<Pick<Card, 'incidents' | 'pages'>> {
  const incidents = await sql<Card['incidents'][number]>`
    SELECT incident.id, incident.number, incident.title FROM conflicts.part
    JOIN incidents.v_incident AS incident ON incident.id = part.target_id
    WHERE part.conflict_id = ${id}::uuid AND part.kind = 'incident' ORDER BY part.at, incident.number`.execute(
    ctx.db,
  );
  const pages = await sql<Card['pages'][number]>`
    SELECT page.id, page.title, page.network FROM conflicts.part JOIN networks.v_page AS page ON page.id = part.target_id
    WHERE part.conflict_id = ${id}::uuid AND part.kind = 'page' ORDER BY part.at, page.title`.execute(ctx.db);
  return { incidents: incidents.rows, pages: pages.rows };
}

/** Who is on duty now, and when they were called. */
async function readDuty(ctx: Ctx, row: ConflictRow): Promise<Card['duty']> {
  const { rows } = await sql<{ name: string; to_at: Date }>`
    SELECT person.short_name AS name, duty.to_at FROM clocks.v_duty AS duty
    JOIN identity.v_person AS person ON person.id = duty.person_id
    WHERE duty.from_at <= ${ctx.now} AND duty.to_at > ${ctx.now} AND duty.from_at > ${new Date(ctx.now.getTime() - 32 * DAY)}
    ORDER BY duty.to_at`.execute(ctx.db);
  return {
    onDuty: rows.map(({ name, to_at: until }) => ({ name, until: until.toISOString() })),
    calledAt: row.called_at?.toISOString() ?? null,
  };
}

const readHistory = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('conflicts.event')
    .selectAll()
    .where('conflict_id', '=', id)
    .orderBy('serial', 'desc')
    .limit(200)
    .execute();

/** The card as the actor may see it. */
export async function readConflictCard(ctx: Ctx, id: string): Promise<Card> {
  await findConflict(ctx, id);
  const { rows } = await sql<ConflictRow & ConflictTitles>`
    SELECT ${conflictColumns} FROM conflicts.conflict AS conflict WHERE conflict.id = ${id}::uuid`.execute(
    ctx.db,
  );
  const row = firstRow(rows);
  const signalLines = await readSignals(ctx, id);
  const evidence = await readEvidence(ctx, {
    signalIds: signalLines.map((signal) => signal.id),
    conflictId: id,
  });
  const history = await readHistory(ctx, id);
  return {
    ...presentConflict(ctx, row),
    districtId: row.district_id,
    factId: row.fact_id,
    wrong: row.wrong,
    termFrom: row.term_from.toISOString(),
    openedBy: row.opened_by_name,
    signalLines,
    evidence,
    ...(await readParts(ctx, id)),
    course: await readCourse(ctx, evidence),
    errors: row.errors,
    errorKinds: errorKinds(),
    reviewedBy: row.reviewed_by_name,
    reviewedAt: row.reviewed_at?.toISOString() ?? null,
    outcomeNote: row.outcome_note,
    runs: await readRuns(ctx, { conflict_id: id }),
    playbooks: await presentPlaybooks(ctx, row),
    duty: await readDuty(ctx, row),
    history: history.map(({ at, by_name: by, what, note }) => ({ at: at.toISOString(), by, what, note })),
    version: row.version,
    can: actsOf(ctx, row),
  };
}

/** Route. */
export const readConflict = (
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readConflict>,
): Promise<Card> => readConflictCard(ctx, params.id);
