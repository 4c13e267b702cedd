import type * as contract from '../../../shared/contract/heatmap/heat-views.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { findRole, listUnits } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import { newId, newToken } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { addressOn, readQuestion, requireAnswer } from './question.ts';
import { lockOwn, noSuchView, readView, readViews, requireStaff } from './rows.ts';
import { planAnew } from './subscriptions.ts';

/** Views one person may keep: a list longer than that is no help to find one. */
const MOST = 100;

type View = RouteReplyInput<typeof contract.saveHeatView>;

/** Route: own views and those one is let see. */
export async function listHeatViews(ctx: Ctx): Promise<RouteReplyInput<typeof contract.listHeatViews>> {
  return { views: await readViews(ctx) };
}

/** Route: keeps the present view under a name. */
export async function saveHeatView(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.saveHeatView>,
): Promise<View> {
  const owner = requireStaff(ctx);
  const { title, content, period } = body;
  await requireAnswer(ctx, { content, period }, cityDay(ctx.config, ctx.now));
  const { count } = await ctx.db
    .selectFrom('heat_views.view')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('owner_id', '=', owner.id)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST)
    throw new AppError('lib.conflict', `Видов уже ${MOST}. Удалите те, что больше не нужны.`);
  const id = newId();
  await ctx.db
    .insertInto('heat_views.view')
    .values({
      id,
      owner_id: owner.id,
      title,
      created_at: ctx.now,
      content: JSON.stringify(content),
      period: JSON.stringify(period),
    })
    .execute();
  ctx.audit({ action: 'heat-views.saved', object: 'heat-view', objectId: id, data: { ...content, period } });
  return readView(ctx, id);
}

/** Route: another name. */
export async function renameHeatView(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.renameHeatView>,
): Promise<View> {
  const { id } = await lockOwn(ctx, params.id);
  await ctx.db.updateTable('heat_views.view').set({ title: body.title }).where('id', '=', id).execute();
  ctx.audit({ action: 'heat-views.renamed', object: 'heat-view', objectId: id });
  return readView(ctx, id);
}

/** Route: who else finds it. A link taken back is dead for ever: the next one has another key. */
export async function shareHeatView(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.shareHeatView>,
): Promise<View> {
  const view = await lockOwn(ctx, params.id);
  const roles = [...new Set(body.roles)];
  const unitIds = [...new Set(body.unitIds)];
  const units = new Set((await listUnits(ctx.db)).map(({ id }) => id));
  if (!roles.every(findRole))
    throw new AppError('lib.bad-input', 'Такой роли нет.', { fields: { roles: 'Выберите из списка' } });
  if (!unitIds.every((id) => units.has(id)))
    throw new AppError('lib.bad-input', 'Такого подразделения нет.', {
      fields: { unitIds: 'Выберите из списка' },
    });
  await ctx.db
    .updateTable('heat_views.view')
    .set({
      share_roles: roles,
      share_units: unitIds,
      link_key: body.byLink ? (view.link_key ?? newToken()) : null,
    })
    .where('id', '=', view.id)
    .execute();
  ctx.audit({
    action: 'heat-views.shared',
    object: 'heat-view',
    objectId: view.id,
    data: { roles, unitIds, byLink: body.byLink },
  });
  return readView(ctx, view.id);
}

/** Route: the view leaves every list, its letters stop; for a month it can be brought back. */
export async function deleteHeatView(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.deleteHeatView>,
): Promise<{ done: true }> {
  const { id } = await lockOwn(ctx, params.id);
  await ctx.db.updateTable('heat_views.view').set({ deleted_at: ctx.now }).where('id', '=', id).execute();
  ctx.audit({ action: 'heat-views.deleted', object: 'heat-view', objectId: id });
  return { done: true };
}

/** Route: brings a deleted view back. Letters whose hour has passed meanwhile are not made up for. */
export async function restoreHeatView(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.restoreHeatView>,
): Promise<View> {
  const { id } = await lockOwn(ctx, params.id, true);
  await ctx.db.updateTable('heat_views.view').set({ deleted_at: null }).where('id', '=', id).execute();
  await planAnew(ctx, id);
  ctx.audit({ action: 'heat-views.restored', object: 'heat-view', objectId: id });
  return readView(ctx, id);
}

/** Route: the view behind a link a colleague gave. It opens the screen; numbers are those its reader may see. */
export async function openHeatView(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.openHeatView>,
): Promise<RouteReplyInput<typeof contract.openHeatView>> {
  const row = await ctx.db
    .selectFrom('heat_views.view as view')
    .innerJoin('identity.v_person as owner', 'owner.id', 'view.owner_id')
    .select(['view.title', 'view.content', 'view.period', 'owner.short_name'])
    .where('link_key', '=', params.key)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  const question = row && readQuestion(row);
  if (!row || !question) throw noSuchView();
  return {
    title: row.title,
    ownerName: row.short_name!,
    href: addressOn(question, cityDay(ctx.config, ctx.now)),
  };
}
