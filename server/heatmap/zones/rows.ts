import type { ZoneState } from '../../../shared/contract/heatmap/zones.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission, isStaff, nameOfActor } from '../../lib/module/context.ts';
import { type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import type { StoredPlace } from './places.ts';

export interface ZoneRecord extends StoredPlace {
  id: string;
  block: string;
  state: ZoneState;
  opened_at: Date;
  opened_on: string;
  opened_score: number | null;
  reason: string;
  owner_id: string | null;
  owner_name: string | null;
  cause: string;
  plan: string;
  exit_on: string | null;
  claimed_on: string | null;
  closed_at: Date | null;
  version: number;
}

const missing = () => new AppError('lib.not-found', 'Такой красной зоны нет. Откройте список зон.');

export async function findZone(ctx: Ctx, id: string): Promise<ZoneRecord> {
  const row = await ctx.db.selectFrom('zones.card').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw missing();
  return row;
}

/** Keeps zones of the whole centre. */
export const mayManage = (ctx: Ctx): boolean => hasPermission(ctx, 'zones.manage');

/** The owner, whoever stands in for them, and those who keep zones. */
export const mayWork = (ctx: Ctx, { owner_id }: Pick<ZoneRecord, 'owner_id'>): boolean =>
  mayManage(ctx) ||
  (isStaff(ctx.actor) &&
    owner_id !== null &&
    (ctx.actor.id === owner_id || ctx.actor.substitutes.includes(owner_id)));

const zoneRecord: RecordKind = { words: 'Красную зону', object: 'zone', module: 'zones' };

/** Locks a zone for work on it. Throws where it is not the caller's, is closed, or has changed since it was seen. */
export async function lockZone(ctx: Ctx, id: string, version: number | null): Promise<ZoneRecord> {
  const zone = await ctx.db
    .selectFrom('zones.card')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!zone) throw missing();
  if (!mayWork(ctx, zone))
    throw new AppError('lib.forbidden', 'Красную зону ведёт её владелец и руководство центра.');
  if (zone.state === 'closed') throw new AppError('lib.conflict', 'Эта зона уже закрыта данными.');
  refuseStale(zoneRecord, zone, version ?? undefined);
  return zone;
}

/** Adds a line to the history of a zone. */
export async function addLine(ctx: Ctx, cardId: string, text: string): Promise<void> {
  await ctx.db
    .insertInto('zones.line')
    .values({ card_id: cardId, at: ctx.now, by_name: nameOfActor(ctx), text })
    .execute();
}
