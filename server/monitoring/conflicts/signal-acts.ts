import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/conflict-signals.ts';
import { type SignalCard, signalFacts } from '../../../shared/contract/monitoring/conflict-signals.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { signalKindTitles, signalTitle, signalWords } from '../../../shared/text/monitoring/conflicts.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { readEvidence } from './evidence.ts';
import { presentSignal, type SignalTitles, signalColumns } from './present.ts';
import { findSignal, lockConflict, lockNewSignal, type SignalRow, seenRows, signalActsOf } from './rows.ts';
import { conflictPack } from './rules/pack.ts';
import { addLine, insertConflict, putPart, tellAct, updateConflict } from './store.ts';

interface Named {
  id: string;
  number: string;
  title: string;
}

/** Open conflicts a signal may be of: those of its incident or page first, then of its place, its topic, its body. Plan: conflict_open. */
async function findNear(ctx: Ctx, row: SignalRow): Promise<Named[]> {
  const { rows } = await sql<Named>`
    SELECT id, number, title FROM (
      SELECT conflict.id, conflict.number, conflict.title, conflict.opened_at,
        (EXISTS (SELECT FROM conflicts.part WHERE part.conflict_id = conflict.id AND part.target_id IN (${row.incident_id}::uuid, ${row.page_id}::uuid)))::int * 4
        + coalesce(conflict.address = ${row.address}, false)::int * 2
        + coalesce(conflict.fact_id = ${row.fact_id}, false)::int
        + coalesce(conflict.unit_id = ${row.unit_id}::uuid, false)::int AS likeness
      FROM conflicts.conflict AS conflict
      WHERE conflict.state <> 'closed' AND ${seenRows(ctx.actor, 'conflict')}) AS near
    ORDER BY likeness DESC, opened_at DESC LIMIT 5`.execute(ctx.db);
  return rows;
}

/** The card of a signal as the actor may see it. */
async function readSignalCard(ctx: Ctx, id: string): Promise<SignalCard> {
  await findSignal(ctx, id);
  const { rows } = await sql<SignalRow & SignalTitles>`
    SELECT ${signalColumns} FROM conflicts.signal AS signal WHERE signal.id = ${id}::uuid`.execute(ctx.db);
  const row = firstRow(rows);
  const incident = row.incident_id
    ? await ctx.db
        .selectFrom('incidents.v_incident')
        .select(['id', 'number'])
        .where('id', '=', row.incident_id)
        .executeTakeFirst()
    : undefined;
  return {
    ...presentSignal(row),
    evidence: await readEvidence(ctx, { signalIds: [id] }),
    incident: incident?.id && incident.number ? { id: incident.id, number: incident.number } : null,
    dismissReason: row.dismiss_reason,
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    ruleVersion: row.rule_version,
    near: row.state === 'new' ? await findNear(ctx, row) : [],
    version: row.version,
    can: signalActsOf(ctx, row),
  };
}

/** Route. */
export const readSignal = (
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readSignal>,
): Promise<SignalCard> => readSignalCard(ctx, params.id);

const decide = (
  ctx: Ctx,
  { id, version }: SignalRow,
  set: { state: 'dismissed' | 'taken'; conflict_id?: string; dismiss_reason?: string },
) =>
  ctx.db
    .updateTable('conflicts.signal')
    .set({ ...set, decided_at: ctx.now, decided_by_name: nameOfActor(ctx), version: version + 1 })
    .where('id', '=', id)
    .execute();

/** Route: a false signal; its cause raises none again. */
export async function dismissSignal(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.dismissSignal>,
): Promise<SignalCard> {
  const signal = await lockNewSignal(ctx, params.id, body.version);
  await decide(ctx, signal, { state: 'dismissed', dismiss_reason: body.reason });
  ctx.audit({
    action: 'conflicts.dismiss-signal',
    object: 'conflict-signal',
    objectId: signal.id,
    data: { kind: signal.kind },
  });
  return readSignalCard(ctx, signal.id);
}

/** Gives a signal to a conflict, with the incident and the pages it came from. */
async function give(ctx: Ctx, signal: SignalRow, conflictId: string): Promise<void> {
  await decide(ctx, signal, { state: 'taken', conflict_id: conflictId });
  const evidence = await readEvidence(ctx, { signalIds: [signal.id] });
  const incidents = [signal.incident_id, ...evidence.map(({ incidentId }) => incidentId)];
  await putPart(ctx, conflictId, 'incident', [...new Set(incidents.flatMap((id) => id ?? []))]);
  const { rows } = await sql<{ page_id: string }>`
    SELECT DISTINCT coalesce(post.page_id, reply.page_id) AS page_id FROM conflicts.evidence
    LEFT JOIN posts.v_post AS post ON evidence.kind = 'post' AND post.id = evidence.target_id
    LEFT JOIN incidents.v_reply AS reply ON evidence.kind = 'reply' AND reply.id = evidence.target_id
    WHERE evidence.signal_id = ${signal.id}::uuid AND coalesce(post.page_id, reply.page_id) IS NOT NULL`.execute(
    ctx.db,
  );
  await putPart(
    ctx,
    conflictId,
    'page',
    rows.map(({ page_id: id }) => id),
  );
}

/** Route: a conflict is made of it in one tap; title, risk, place and body are the signal's own. */
export async function openFromSignal(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.openFromSignal>,
): Promise<SignalCard> {
  const signal = await lockNewSignal(ctx, params.id, body.version);
  const line = await readSignalCard(ctx, signal.id);
  const facts = signalFacts.parse(signal.facts);
  const id = await insertConflict(ctx, {
    title: signalTitle(facts, line),
    trigger: signal.kind,
    risk: conflictPack.on(localDate(ctx.now)).risk[signal.kind],
    block: signal.block,
    fact_id: signal.fact_id,
    address: signal.address,
    district_id: signal.district_id,
    unit_id: signal.unit_id,
    wrong: '',
  });
  await give(ctx, signal, id);
  await tellAct(ctx, { id }, 'open', {
    what: `Заведён по сигналу: ${signalKindTitles[signal.kind].toLocaleLowerCase('ru')}`,
    note: signalWords(facts),
    data: { signal: signal.id, kind: signal.kind },
  });
  return readSignalCard(ctx, signal.id);
}

/** Route: it is of a conflict that is open. */
export async function joinSignal(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.joinSignal>,
): Promise<SignalCard> {
  const signal = await lockNewSignal(ctx, params.id, body.version);
  const conflict = await lockConflict(ctx, body.conflictId, undefined, 'part');
  await give(ctx, signal, conflict.id);
  await updateConflict(ctx, conflict, {});
  await addLine(
    ctx,
    conflict.id,
    `Присоединён сигнал: ${signalKindTitles[signal.kind].toLocaleLowerCase('ru')}`,
  );
  ctx.audit({
    action: 'conflicts.join-signal',
    object: 'conflict-signal',
    objectId: signal.id,
    data: { conflict: conflict.id },
  });
  return readSignalCard(ctx, signal.id);
}
