import type { Selectable } from 'kysely';
import type {
  getSnapshot as getSnapshotRoute,
  listSnapshots as listSnapshotsRoute,
  Snapshot,
} from '../../../shared/contract/messages/reconcile.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { posPack } from './pack.ts';

export type SnapshotRow = Selectable<DB['reconcile.snapshot']>;

export async function readSnapshot(ctx: Ctx, id: string): Promise<SnapshotRow> {
  const row = await ctx.db
    .selectFrom('reconcile.snapshot')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такой сверки нет. Обновите список.');
  return row;
}

/** Row → the contract's snapshot. */
export function presentSnapshot(row: SnapshotRow): Snapshot {
  return {
    id: row.id,
    filename: row.filename,
    headers: row.headers as string[],
    mapping: row.mapping as Record<string, string>,
    rowCount: row.row_count,
    createdAt: row.created_at.toISOString(),
    createdByName: row.created_by_name,
    comparedAt: row.compared_at?.toISOString() ?? null,
    totals: row.compared_at ? (row.totals as unknown as NonNullable<Snapshot['totals']>) : null,
  };
}

export async function getSnapshot(
  ctx: Ctx,
  { params }: HandlerInput<typeof getSnapshotRoute>,
): Promise<Snapshot> {
  return presentSnapshot(await readSnapshot(ctx, params.id));
}

export async function listSnapshots(ctx: Ctx): Promise<RouteReplyInput<typeof listSnapshotsRoute>> {
  const rows = await ctx.db
    .selectFrom('reconcile.snapshot')
    .selectAll()
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute();
  return {
    tables: rows.map(presentSnapshot),
    fields: posPack.columns.map(({ field, title }) => ({ field, title })),
    isUnverified: posPack.toVerify,
    legal: posPack.legal,
  };
}
