import { type RawBuilder, type Selectable, sql } from 'kysely';
import { scopesOf } from '../../base/identity/index.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import { type Actor, type Ctx, hasPermission, isStaff } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';
import { type ConflictAct, conflictActs, mayFrom } from './workflow.ts';

export type ConflictRow = Selectable<DB['conflicts.conflict']>;
export type SignalRow = Selectable<DB['conflicts.signal']>;

const conflictKind: RecordKind = { words: 'Конфликт', object: 'conflict', module: 'conflicts' };
const signalKind: RecordKind = { words: 'Сигнал', object: 'conflict-signal', module: 'conflicts' };

const missing = (): AppError =>
  new AppError('lib.not-found', 'Такого конфликта нет, или его ведёт другое подразделение.');
const missingSignal = (): AppError =>
  new AppError('lib.not-found', 'Такого сигнала нет, или он о другом подразделении.');

/**
 * Rows an actor sees, as a condition on `conflicts.conflict` or `conflicts.signal` under its alias: whoever watches sees all within
 * the blocks and districts of the grant; anybody else what is about the answers of their own units.
 */
export function seenRows(actor: Actor, alias: 'conflict' | 'signal'): RawBuilder<boolean> {
  if (actor.kind === 'system') return sql<boolean>`true`;
  if (!isStaff(actor)) return sql<boolean>`false`;
  const of = (column: string) => sql.ref(`${alias}.${column}`);
  const own = sql<boolean>`${of('unit_id')} = ANY(${actor.unitIds}::uuid[])`;
  const scopes = scopesOf(actor, 'conflicts.watch').map(
    ({ blocks, districts }) => sql<boolean>`(
      (${blocks.length} = 0 OR ${of('block')} IS NULL OR ${of('block')} = ANY(${[...blocks]}::text[]))
      AND (${districts.length} = 0 OR ${of('district_id')} IS NULL OR EXISTS (
        SELECT FROM unnest(${[...districts]}::text[]) AS held(id)
        WHERE ${of('district_id')} = held.id OR ${of('district_id')} LIKE held.id || '.%')))`,
  );
  return sql<boolean>`(${sql.join([own, ...scopes], sql` OR `)})`;
}

const selectSeen = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('conflicts.conflict as conflict')
    .selectAll()
    .where('conflict.id', '=', id)
    .where(seenRows(ctx.actor, 'conflict'));

const selectSeenSignal = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('conflicts.signal as signal')
    .selectAll()
    .where('signal.id', '=', id)
    .where(seenRows(ctx.actor, 'signal'));

/** A conflict as the actor may see it; a foreign one is missing. */
export async function findConflict(ctx: Ctx, id: string): Promise<ConflictRow> {
  const row = await selectSeen(ctx, id).executeTakeFirst();
  if (!row) throw missing();
  return row;
}

export async function findSignal(ctx: Ctx, id: string): Promise<SignalRow> {
  const row = await selectSeenSignal(ctx, id).executeTakeFirst();
  if (!row) throw missingSignal();
  return row;
}

const cannot: Record<ConflictAct, string> = {
  change: 'Конфликт закрыт: откройте его снова, чтобы править.',
  take: 'Вести можно открытый конфликт.',
  part: 'Участников меняют у открытого конфликта.',
  play: 'Сценарий начинают на открытом конфликте.',
  mark: 'Шаги отмечают у открытого конфликта.',
  call: 'Зовут на открытый конфликт.',
  review: 'Разобрать этот конфликт сейчас нельзя.',
  close: 'Закрыть можно конфликт, который кто-то ведёт. Возьмите его на себя.',
  reopen: 'Открыть снова можно закрытый конфликт.',
};

/** Locks a conflict for an act, and refuses one that may not be done from here. */
export async function lockConflict(
  ctx: Ctx,
  id: string,
  seen: number | undefined,
  act: ConflictAct,
): Promise<ConflictRow> {
  const row = await lockSeen(conflictKind, selectSeen(ctx, id), { seen, missing });
  if (!mayFrom(act, row.state)) throw new AppError('lib.conflict', cannot[act]);
  return row;
}

/** Locks a signal nobody has decided about. */
export async function lockNewSignal(ctx: Ctx, id: string, seen: number): Promise<SignalRow> {
  const row = await lockSeen(signalKind, selectSeenSignal(ctx, id), { seen, missing: missingSignal });
  if (row.state !== 'new') throw new AppError('lib.conflict', 'Об этом сигнале уже решили.');
  return row;
}

/** Acts open to the actor now: by the permission and by the state; whoever leads it has nothing to take over. */
export const actsOf = (ctx: Ctx, { state, leader_id: leaderId }: ConflictRow): ConflictAct[] =>
  hasPermission(ctx, 'conflicts.lead')
    ? conflictActs.filter((act) => mayFrom(act, state) && !(act === 'take' && isLeader(ctx, leaderId)))
    : [];

export const isLeader = ({ actor }: Pick<Ctx, 'actor'>, leaderId: string | null): boolean =>
  isStaff(actor) && actor.id === leaderId;

export const signalActsOf = (ctx: Ctx, { state }: SignalRow): string[] =>
  state === 'new' && hasPermission(ctx, 'conflicts.lead') ? ['dismiss', 'open', 'join'] : [];
