import type { Selectable } from 'kysely';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { addHistoryLine, type HistoryLine } from '../../lib/module/history.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';

export type BreachRow = Selectable<DB['breaches.breach']>;

const history = { table: 'breaches.event', of: 'breach_id' } as const;
const breachRecord: RecordKind = { words: 'Инцидент', object: 'breach', module: 'breaches' };
const missingBreach = (): AppError => new AppError('lib.not-found', 'Такого инцидента нет. Обновите список.');

/** Locks a breach by the version that was seen; without one, for a step that is ticked. */
export const lockBreach = (ctx: Ctx, { id, version }: { id: string; version?: number }): Promise<BreachRow> =>
  lockSeen(breachRecord, ctx.db.selectFrom('breaches.breach').selectAll().where('id', '=', id), {
    seen: version,
    missing: missingBreach,
  });

export async function findBreach(ctx: Ctx, id: string): Promise<BreachRow> {
  const row = await ctx.db.selectFrom('breaches.breach').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw missingBreach();
  return row;
}

type Change = Partial<Omit<BreachRow, 'id' | 'serial' | 'state_at' | 'made_at' | 'made_by_name' | 'version'>>;

/** Writes what changed of a locked breach, as its next version. */
export async function updateBreach(ctx: Ctx, row: BreachRow, set: Change): Promise<void> {
  await ctx.db
    .updateTable('breaches.breach')
    .set({
      ...set,
      ...(set.state && set.state !== row.state && { state_at: ctx.now }),
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
}

/** What an act leaves behind: a line of its history, and of the journal, which holds none of its words. */
export async function tellBreachAct(
  ctx: Ctx,
  breachId: string,
  action: string,
  line: HistoryLine,
  data: Record<string, unknown> = {},
): Promise<void> {
  await addHistoryLine(ctx, history, breachId, line);
  ctx.audit({ action: `breaches.${action}`, object: 'breach', objectId: breachId, data });
}
