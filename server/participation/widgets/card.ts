import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/participation/widgets.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { cityDay } from '../../lib/city.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import { originOf } from '../../lib/http/origin.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { offers } from '../../lib/module/offers.ts';
import { presentHost } from './hosts.ts';
import { offeredWidgetActs } from './policy.ts';
import { findWidget, presentWidgetLine, type WidgetRow } from './rows.ts';

/** Openings are told of so many days, and of no more lines than fit a page. */
const DAYS = 30;
const MOST_LINES = 200;

const firstDay = (ctx: Ctx): string => addDays(cityDay(ctx.config, ctx.now), -DAYS + 1);

type Row = WidgetRow & { key: string; opened: number };

/** Route. Plan: widget_latest; then the key of the counts for each. */
export async function listWidgets(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.listWidgets>,
): Promise<RouteReplyInput<typeof contract.listWidgets>> {
  const cursor = readCursor(query.cursor, 2);
  const after = cursor
    ? sql`AND (made_at, id) < (${cursorMoment(cursor[0] ?? null)}::timestamptz, ${cursorId(cursor[1] ?? null)}::uuid)`
    : sql``;
  const state = query.state ? sql`AND is_on = ${query.state === 'on'}` : sql``;
  const { rows } = await sql<Row>`
    SELECT *, made_at::text AS key, (SELECT coalesce(sum(opened), 0)::int FROM widgets.opening
      WHERE widget_id = widget.id AND day >= ${firstDay(ctx)}::date) AS opened
    FROM widgets.widget WHERE true ${state} ${after} ORDER BY made_at DESC, id DESC LIMIT ${query.limit + 1}`.execute(
    ctx.db,
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    widgets: shown.map((row) => presentWidgetLine(row, row.opened)),
    next: rows.length > query.limit && last ? writeCursor([last.key, last.id]) : null,
    can: offers(ctx, { keep: 'widgets.keep' }),
  };
}

/** A widget as its keepers see it: with the tag by which the site has it, and how often it was opened. */
export async function readWidgetCard(ctx: Ctx, id: string, exchange: Exchange): Promise<contract.WidgetCard> {
  const row = await findWidget(ctx, id);
  const origin = ctx.config.publicUrl || originOf(exchange);
  const openings = await ctx.db
    .selectFrom('widgets.opening')
    .select(['day', 'host', 'opened'])
    .where('widget_id', '=', id)
    .where('day', '>=', firstDay(ctx))
    .orderBy('day', 'desc')
    .orderBy('host')
    .limit(MOST_LINES)
    .execute();
  const frames = row.pos_number === '' ? origin : `${origin} https://pos.gosuslugi.ru`;
  return {
    ...presentWidgetLine(
      row,
      openings.reduce((sum, { opened }) => sum + opened, 0),
    ),
    colour: row.colour,
    label: row.label,
    posNumber: row.pos_number,
    version: row.version,
    tag: `<script src="${origin}/widget/${id}/widget.js" async></script>`,
    policy: `script-src ${origin}; frame-src ${frames}`,
    openings: openings.map(({ day, host, opened }) => ({
      day: String(day),
      host: presentHost(host),
      opened,
    })),
    can: offeredWidgetActs(ctx, row),
  };
}

/** Route. */
export const openWidgetCard = (
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readWidget>,
  exchange: Exchange,
): Promise<contract.WidgetCard> => readWidgetCard(ctx, params.id, exchange);
