import { type Selectable, sql } from 'kysely';
import { scopesOf } from '../../base/identity/index.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import { type Actor, type Ctx, hasPermission, isStaff } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';
import { type IncidentAct, mayFrom, permissionOf } from './workflow.ts';

export type IncidentRow = Selectable<DB['incidents.incident']>;

const incidentKind: RecordKind = { words: 'Инцидент', object: 'incident', module: 'incidents' };

const missing = (): AppError =>
  new AppError('lib.not-found', 'Такого инцидента нет, или его ведёт другое подразделение.');

/** Not over yet; in constants, as its index is: incident_open. */
export const isOpenIncident = sql<boolean>`incident.status NOT IN ('dismissed', 'closed', 'merged', 'converted')`;

/**
 * Incidents an actor sees, as a condition on incidents.incident: whoever watches or sorts sees all within the blocks and districts of
 * the grant, and what is not sorted yet; an executor sees what was sent to the units of theirs.
 */
export function seenIncidents(actor: Actor) {
  if (actor.kind === 'system') return sql<boolean>`true`;
  if (!isStaff(actor)) return sql<boolean>`false`;
  const own = sql<boolean>`incident.unit_id = ANY(${actor.unitIds}::uuid[])`;
  const scopes = scopesOf(actor, 'incidents.watch').map(
    ({ blocks, districts }) => sql<boolean>`(
      (${blocks.length} = 0 OR incident.block IS NULL OR incident.block = ANY(${[...blocks]}::text[]))
      AND (${districts.length} = 0 OR incident.district_id IS NULL OR EXISTS (
        SELECT FROM unnest(${[...districts]}::text[]) AS held(id)
        WHERE incident.district_id = held.id OR incident.district_id LIKE held.id || '.%')))`,
  );
  return sql<boolean>`(${sql.join([own, ...scopes], sql` OR `)})`;
}

/** Ids of incidents with all that were merged into them, and into those. Plan: incident_merged. */
export const withMerged = (ids: readonly string[]) => sql`(
  WITH RECURSIVE own AS (
    SELECT unnest(${[...ids]}::uuid[]) AS id
    UNION SELECT incident.id FROM incidents.incident JOIN own ON incident.merged_into = own.id)
  SELECT id FROM own)`;

const selectSeen = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('incidents.incident as incident')
    .selectAll()
    .where('incident.id', '=', id)
    .where(seenIncidents(ctx.actor));

/** An incident as the actor may see it; a foreign one is missing. */
export async function findIncident(ctx: Ctx, id: string): Promise<IncidentRow> {
  const row = await selectSeen(ctx, id).executeTakeFirst();
  if (!row) throw missing();
  return row;
}

const cannot: Record<IncidentAct, string> = {
  sort: 'Этот инцидент уже не разбирают: с ним работают или он окончен.',
  dismiss: 'Отклонить можно, пока за инцидент не взялись.',
  restore: 'Вернуть можно отклонённый, слитый или закрытый инцидент.',
  merge: 'Слить можно, пока на инцидент не ответили.',
  split: 'Разделить можно инцидент, который не окончен.',
  take: 'Принять можно то, что вам направлено.',
  refuse: 'Вернуть можно то, что направлено вам и на что не ответили.',
  convert: 'Дело из этого инцидента уже сделано, или он окончен.',
  close: 'Закрыть можно разобранный инцидент: ответом, делом или с объяснением.',
  draft: 'Ответ пишут на разобранный инцидент, который не окончен.',
};

/** Locks an incident for an act, and refuses one that may not be done from here. */
export async function lockIncident(
  ctx: Ctx,
  id: string,
  seen: number | undefined,
  act?: IncidentAct,
): Promise<IncidentRow> {
  const row = await lockSeen(incidentKind, selectSeen(ctx, id), { seen, missing });
  if (act && !mayFrom(act, row.status)) throw new AppError('lib.conflict', cannot[act]);
  return row;
}

/** Acts open to the actor now: by the permission and by the state. */
export const actsOf = (ctx: Ctx, row: IncidentRow): IncidentAct[] =>
  (Object.keys(permissionOf) as IncidentAct[]).filter(
    (act) => hasPermission(ctx, permissionOf[act]) && mayFrom(act, row.status),
  );
