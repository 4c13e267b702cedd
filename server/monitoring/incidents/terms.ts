import { type Selectable, sql } from 'kysely';
import type { Importance, IncidentTermKind } from '../../../shared/contract/monitoring/incidents.ts';
import { startTerm } from '../../base/deadlines/index.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import type { Ctx } from '../../lib/module/context.ts';

export type TermRow = Selectable<DB['incidents.term']>;

/** Rules of packs/base/deadlines, set `incident-default`. */
const answerRules: Record<Importance, string> = {
  high: 'incident-high',
  normal: 'incident-normal',
  low: 'incident-low',
};

/** Of a term that another system named: no importance of ours moves it. */
export const outsideRule = 'outside';

/** The rule of the term to answer: under our own post it is shorter than the usual one. */
export const answerRule = (importance: Importance, isOwnPage: boolean): string =>
  isOwnPage && importance !== 'high' ? 'incident-own-comment' : answerRules[importance];

/** Begins a term at a moment; one that runs already goes on as it is. */
export async function beginTerm(
  ctx: Ctx,
  incidentId: string,
  kind: IncidentTermKind,
  ruleId: string,
  startedAt: Date,
): Promise<void> {
  const { dueAt, ruleVersion } = startTerm(ruleId, startedAt);
  await sql`
    INSERT INTO incidents.term (incident_id, kind, started_at, rule_id, rule_version, due_at)
    SELECT ${incidentId}::uuid, ${kind}, ${startedAt}, ${ruleId}, ${ruleVersion}, ${dueAt}
    WHERE NOT EXISTS (SELECT FROM incidents.term
      WHERE incident_id = ${incidentId}::uuid AND kind = ${kind} AND ended_at IS NULL)
    ON CONFLICT DO NOTHING`.execute(ctx.db);
}

/**
 * Ends terms that run, of these kinds or all; `isVoid` where nothing was done that they are for. One that is broken stays broken,
 * whatever ends it.
 */
export async function endTerms(
  ctx: Ctx,
  incidentId: string,
  { kinds, isVoid = false }: { kinds?: readonly IncidentTermKind[]; isVoid?: boolean } = {},
): Promise<void> {
  await ctx.db
    .updateTable('incidents.term')
    .set({ ended_at: ctx.now, is_void: isVoid ? sql<boolean>`due_at >= ${ctx.now}` : false })
    .where('incident_id', '=', incidentId)
    .where('ended_at', 'is', null)
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', [...(kinds ?? [])]))
    .execute();
}

/** Another rule holds from the same beginning: the importance was changed before anybody answered. */
export async function replaceTerm(
  ctx: Ctx,
  incidentId: string,
  kind: IncidentTermKind,
  ruleId: string,
): Promise<void> {
  const running = await ctx.db
    .selectFrom('incidents.term')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (!running || running.rule_id === ruleId || running.rule_id === outsideRule) return;
  // A term that is broken stays broken, whatever it is called afterwards.
  if (running.due_at < ctx.now) return;
  const { dueAt, ruleVersion } = startTerm(ruleId, running.started_at);
  await ctx.db
    .updateTable('incidents.term')
    .set({ rule_id: ruleId, rule_version: ruleVersion, due_at: dueAt })
    .where('incident_id', '=', incidentId)
    .where('kind', '=', kind)
    .where('started_at', '=', running.started_at)
    .execute();
}

/** Keeps beside the incident the term that ends first: what the desk is ordered by. */
export const noteNearestTerm = (ctx: Ctx, incidentId: string) =>
  sql`
    UPDATE incidents.incident SET due_at = (
      SELECT min(due_at) FROM incidents.term WHERE incident_id = ${incidentId}::uuid AND ended_at IS NULL)
    WHERE id = ${incidentId}::uuid`.execute(ctx.db);

export async function readTerms(ctx: Pick<Ctx, 'db'>, ids: readonly string[]): Promise<TermRow[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .selectFrom('incidents.term')
    .selectAll()
    .where('incident_id', 'in', [...ids])
    .where('is_void', '=', false)
    .orderBy('started_at')
    .orderBy('kind')
    .execute();
}
