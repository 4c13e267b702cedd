import type { Selectable } from 'kysely';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../../lib/module/stale.ts';
import type { SealedColumn } from '../../../lib/seal/reseal.ts';

export type CabinetRow = Selectable<DB['gospubliki.cabinet']>;
export type CabinetPersonRow = Selectable<DB['gospubliki.cabinet_person']>;

const cabinetKind: RecordKind = { words: 'Кабинет', object: 'gospubliki-cabinet', module: 'gospubliki' };

/** A secret opens only in its own place. */
export const placeOfSecret = (name: string): string => `gospubliki.secret:${name}`;

/** Where this module keeps sealed secrets. */
export const sealedCabinetSecrets: SealedColumn = {
  table: 'gospubliki.secret',
  column: 'sealed',
  key: 'place',
  placeOf: (place) => place,
};

/** The one cabinet there is: its row was made with its table. */
export const findCabinet = (ctx: Ctx): Promise<CabinetRow> =>
  ctx.db.selectFrom('gospubliki.cabinet').selectAll().executeTakeFirstOrThrow();

export const lockCabinet = (ctx: Ctx, version: number): Promise<CabinetRow> =>
  lockSeen(cabinetKind, ctx.db.selectFrom('gospubliki.cabinet').selectAll(), {
    seen: version,
    missing: () => new AppError('lib.not-found', 'Кабинета нет. Обновите страницу.'),
  });

/** The next version of the cabinet, with or without a change of its own columns. */
export async function touchCabinet(
  ctx: Ctx,
  { id, version }: CabinetRow,
  set: Partial<Pick<CabinetRow, 'organisation' | 'address' | 'note'>> = {},
): Promise<void> {
  await ctx.db
    .updateTable('gospubliki.cabinet')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .execute();
}

/** Who works in the cabinet now, whose access ends first on top. */
export const cabinetPeople = (ctx: Ctx): Promise<CabinetPersonRow[]> =>
  ctx.db
    .selectFrom('gospubliki.cabinet_person')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('access_until')
    .orderBy('id')
    .execute();
