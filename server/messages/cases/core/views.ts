import type {
  deleteView,
  listSavedViews,
  saveView,
} from '../../../../shared/contract/messages/cases-list.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, isStaff, type StaffActor } from '../../../lib/module/context.ts';

type Views = RouteReplyInput<typeof listSavedViews>;

/** Views one person may keep, and the length of one as JSON. */
const MOST = 100;
const LONGEST = 4000;

function ownerOf(ctx: Ctx): StaffActor {
  if (!isStaff(ctx.actor)) throw new Error('The route lets only staff in');
  return ctx.actor;
}

/** Own views and those others share. A view keeps a filter, never its result: rights apply when it is opened. */
export async function listViews(ctx: Ctx): Promise<Views> {
  const owner = ownerOf(ctx);
  const rows = await ctx.db
    .selectFrom('cases.saved_view')
    .selectAll()
    .where((eb) => eb.or([eb('owner_id', '=', owner.id), eb('is_shared', '=', true)]))
    .orderBy('created_at')
    .limit(500)
    .execute();
  return {
    views: rows.map((row) => ({
      id: row.id,
      title: row.title,
      query: row.query as Record<string, unknown>,
      isShared: row.is_shared,
      isOwn: row.owner_id === owner.id,
    })),
  };
}

/** Route: keeps a filter under a name, for oneself or for all; a hundred a person at most. */
export async function keepView(ctx: Ctx, { body }: HandlerInput<typeof saveView>): Promise<Views> {
  const owner = ownerOf(ctx);
  const query = JSON.stringify(body.query);
  if (query.length > LONGEST)
    throw new AppError('lib.bad-input', 'Отбор слишком велик, чтобы его сохранить.');
  const { count } = await ctx.db
    .selectFrom('cases.saved_view')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', owner.id)
    .executeTakeFirstOrThrow();
  if (count >= MOST) throw new AppError('lib.conflict', 'Сохранено уже 100 видов. Удалите ненужные.');
  const id = newId();
  await ctx.db
    .insertInto('cases.saved_view')
    .values({
      id,
      owner_id: owner.id,
      title: body.title,
      query,
      is_shared: body.isShared,
      created_at: ctx.now,
    })
    .execute();
  ctx.audit({ action: 'cases.save-view', object: 'view', objectId: id, data: { isShared: body.isShared } });
  return listViews(ctx);
}

/** Another person's view is not found, shared or not. */
export async function dropView(ctx: Ctx, { params }: HandlerInput<typeof deleteView>): Promise<Views> {
  const removed = await ctx.db
    .deleteFrom('cases.saved_view')
    .where('id', '=', params.id)
    .where('owner_id', '=', ownerOf(ctx).id)
    .returning('id')
    .executeTakeFirst();
  if (!removed) throw new AppError('lib.not-found', 'Такого вида нет или он чужой.');
  ctx.audit({ action: 'cases.delete-view', object: 'view', objectId: params.id });
  return listViews(ctx);
}
