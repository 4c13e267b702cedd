import type * as contract from '../../../shared/contract/participation/widgets.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { newId } from '../../lib/ids.ts';
import { actorRef, type Ctx, nameOfActor } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { readWidgetCard } from './card.ts';
import { requireWidgetAct } from './policy.ts';
import { lockWidget, widgetColumns } from './rows.ts';

/** Route: it works nowhere until it is turned on. */
export async function createWidget(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.createWidget>,
  exchange: Exchange,
): Promise<contract.WidgetCard> {
  const columns = widgetColumns(body);
  const id = newId();
  await ctx.db
    .insertInto('widgets.widget')
    .values({
      ...columns,
      id,
      made_at: ctx.now,
      made_by: actorRef(ctx.actor),
      made_by_name: nameOfActor(ctx),
    })
    .execute();
  ctx.audit({
    action: 'widgets.create-widget',
    object: 'widget',
    objectId: id,
    data: { hosts: columns.hosts, offers: columns.offers, pos: columns.pos_number !== '' },
  });
  return readWidgetCard(ctx, id, exchange);
}

/** Route. */
export async function changeWidget(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeWidget>,
  exchange: Exchange,
): Promise<contract.WidgetCard> {
  const { version, ...fields } = body;
  const columns = widgetColumns(fields);
  const widget = await lockWidget(ctx, { id: params.id, version });
  requireWidgetAct(ctx, widget, 'change');
  await ctx.db
    .updateTable('widgets.widget')
    .set({ ...columns, version: widget.version + 1 })
    .where('id', '=', widget.id)
    .execute();
  ctx.audit({
    action: 'widgets.change-widget',
    object: 'widget',
    objectId: widget.id,
    data: {
      hosts: { from: widget.hosts, to: columns.hosts },
      offers: { from: widget.offers, to: columns.offers },
      pos: columns.pos_number !== '',
    },
  });
  return readWidgetCard(ctx, widget.id, exchange);
}

/** Route. */
export async function turnWidget(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.turnWidget>,
  exchange: Exchange,
): Promise<contract.WidgetCard> {
  const widget = await lockWidget(ctx, { id: params.id, version: body.version });
  requireWidgetAct(ctx, widget, body.isOn ? 'turn-on' : 'turn-off');
  await ctx.db
    .updateTable('widgets.widget')
    .set({ is_on: body.isOn, version: widget.version + 1 })
    .where('id', '=', widget.id)
    .execute();
  ctx.audit({
    action: body.isOn ? 'widgets.turn-on' : 'widgets.turn-off',
    object: 'widget',
    objectId: widget.id,
    data: {},
  });
  return readWidgetCard(ctx, widget.id, exchange);
}
