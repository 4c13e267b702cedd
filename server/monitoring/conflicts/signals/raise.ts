import { sql } from 'kysely';
import type { SignalFacts } from '../../../../shared/contract/monitoring/conflict-signals.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { addLine, updateConflict } from '../store.ts';

/** What a signal is about: an incident, a page, whose answer, which topic and place. */
export interface About {
  incidentId: string | null;
  pageId: string | null;
  unitId: string | null;
  block: string | null;
  factId: string | null;
  address: string | null;
  districtId: string | null;
}

export interface EvidenceGiven {
  kind: 'post' | 'reply';
  id: string;
  at: Date;
  mark?: { from: number; to: number };
}

export interface RaisedSignal {
  /** What it is of: the same cause raises no second one, whatever became of the first. */
  cause: string;
  scopeKey?: string;
  facts: SignalFacts;
  ruleVersion: string;
  eventAt: Date;
  about: About;
  evidence: readonly EvidenceGiven[];
}

/** Raises a signal with its evidence; null where its cause has raised one already. */
export async function raiseSignal(ctx: Ctx, signal: RaisedSignal): Promise<string | null> {
  const { cause, facts, about, eventAt } = signal;
  const added = await ctx.db
    .insertInto('conflicts.signal')
    .values({
      id: newId(),
      kind: facts.kind,
      cause,
      scope_key: signal.scopeKey ?? null,
      state: 'new',
      noticed_at: ctx.now,
      event_at: eventAt,
      last_at: eventAt,
      facts: JSON.stringify(facts),
      rule_version: signal.ruleVersion,
      incident_id: about.incidentId,
      page_id: about.pageId,
      unit_id: about.unitId,
      block: about.block,
      fact_id: about.factId,
      address: about.address,
      district_id: about.districtId,
    })
    .onConflict((conflict) => conflict.column('cause').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return null;
  await putEvidence(ctx, added.id, signal.evidence);
  ctx.audit({
    action: 'conflicts.signal',
    object: 'conflict-signal',
    objectId: added.id,
    data: { kind: facts.kind, rule: signal.ruleVersion },
  });
  return added.id;
}

export async function putEvidence(
  ctx: Ctx,
  signalId: string,
  evidence: readonly EvidenceGiven[],
): Promise<void> {
  if (evidence.length === 0) return;
  await ctx.db
    .insertInto('conflicts.evidence')
    .values(
      evidence.map(({ kind, id, at, mark }) => ({
        signal_id: signalId,
        kind,
        target_id: id,
        at,
        from_char: mark?.from ?? null,
        to_char: mark?.to ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** More of the same came: the numbers of a signal are told anew, and the history of its conflict says so in `words`, once in a row. */
export async function growSignal(
  ctx: Ctx,
  { id, conflictId }: { id: string; conflictId: string | null },
  { facts, lastAt, words }: { facts: SignalFacts; lastAt: Date; words: string },
): Promise<void> {
  await sql`
    UPDATE conflicts.signal SET facts = ${JSON.stringify(facts)}::jsonb, last_at = greatest(last_at, ${lastAt}),
      version = version + 1 WHERE id = ${id}::uuid`.execute(ctx.db);
  if (conflictId === null) return;
  await updateConflict(ctx, { id: conflictId }, {});
  const latest = await ctx.db
    .selectFrom('conflicts.event')
    .select('what')
    .where('conflict_id', '=', conflictId)
    .orderBy('serial', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (latest?.what !== words) await addLine(ctx, conflictId, words);
}
