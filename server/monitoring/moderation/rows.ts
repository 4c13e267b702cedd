import { type Selectable, sql } from 'kysely';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import { type Actor, type Ctx, hasPermission } from '../../lib/module/context.ts';
import { type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import { isOwnWork } from '../../lib/module/two-people.ts';
import { seenIncidents } from '../incidents/index.ts';
import { type ModerationAct, mayFrom, moderationActs, permissionOf, refusals } from './workflow.ts';

export type ActRow = Selectable<DB['moderation.act']>;
export type AppealRow = Selectable<DB['moderation.appeal']>;
export type NoticeRow = Selectable<DB['moderation.notice']>;

const actKind: RecordKind = { words: 'Решение', object: 'moderation-act', module: 'moderation' };

const missing = (): AppError => new AppError('lib.not-found', 'Такого решения нет, или оно не вашей сферы.');

/** Decisions an actor sees, as a condition on moderation.act: those of talks they see. */
export const seenActs = (actor: Actor) => sql<boolean>`EXISTS (
  SELECT FROM incidents.v_incident AS incident WHERE incident.id = act.incident_id AND ${seenIncidents(actor)})`;

/** A decision as the actor may see it; a foreign one is missing. */
export async function findAct(ctx: Ctx, id: string): Promise<ActRow> {
  const { rows } = await sql<ActRow>`
    SELECT act.* FROM moderation.act WHERE act.id = ${id}::uuid AND ${seenActs(ctx.actor)}`.execute(ctx.db);
  if (!rows[0]) throw missing();
  return rows[0];
}

export const findAppeal = (ctx: Ctx, actId: string): Promise<AppealRow | undefined> =>
  ctx.db.selectFrom('moderation.appeal').selectAll().where('act_id', '=', actId).executeTakeFirst();

/** Locks a decision for an act, and refuses one that may not be done from here, or by this person. */
export async function lockAct(
  ctx: Ctx,
  id: string,
  seen: number,
  act: ModerationAct | null,
): Promise<ActRow> {
  const { rows } = await sql<ActRow>`
    SELECT act.* FROM moderation.act WHERE act.id = ${id}::uuid AND ${seenActs(ctx.actor)} FOR UPDATE`.execute(
    ctx.db,
  );
  const row = rows[0];
  if (!row) throw missing();
  refuseStale(actKind, row, seen);
  if (act && !mayFrom(act, row.state)) throw new AppError('lib.conflict', refusals[act]);
  return row;
}

/** Acts open to the actor now: by the permission, by the state, and never on one's own decision where another has to judge. */
export function actsOf(ctx: Ctx, row: ActRow, appeal: AppealRow | undefined): ModerationAct[] {
  const isOwn = isOwnWork(ctx.actor, row.made_by) || isOwnWork(ctx.actor, row.second_by);
  return moderationActs.filter((act) => {
    if (!hasPermission(ctx, permissionOf[act]) || !mayFrom(act, row.state)) return false;
    if (act === 'second' || act === 'decide') {
      if (isOwn) return false;
      return act === 'second' || appeal?.outcome === null;
    }
    return act !== 'appeal' || (!appeal && row.appeal_until !== null && row.appeal_until >= ctx.now);
  });
}
