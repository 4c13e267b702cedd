import type { Selectable } from 'kysely';
import {
  type OpenWidget,
  type WidgetFields,
  type WidgetLine,
  widgetOffers,
} from '../../../shared/contract/participation/widgets.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';
import { presentHost, readHosts } from './hosts.ts';

export type WidgetRow = Selectable<DB['widgets.widget']>;

const widgetKind: RecordKind = { words: 'Виджет', object: 'widget', module: 'widgets' };
export const missingWidget = (): AppError =>
  new AppError('lib.not-found', 'Такого виджета нет. Проверьте адрес в теге.');

export const lockWidget = (ctx: Ctx, { id, version }: { id: string; version: number }): Promise<WidgetRow> =>
  lockSeen(widgetKind, ctx.db.selectFrom('widgets.widget').selectAll().where('id', '=', id), {
    seen: version,
    missing: missingWidget,
  });

export async function findWidget(ctx: Ctx, id: string): Promise<WidgetRow> {
  const row = await ctx.db.selectFrom('widgets.widget').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw missingWidget();
  return row;
}

/** In the order of the list, whatever order they were ticked in. */
export const offersOf = ({ offers }: { offers: readonly string[] }) =>
  widgetOffers.filter((one) => offers.includes(one));

/** Columns of the fields a keeper writes. */
export const widgetColumns = (fields: WidgetFields) => ({
  title: fields.title,
  hosts: readHosts(fields.hosts),
  offers: offersOf(fields),
  look: fields.look,
  colour: fields.colour,
  label: fields.label,
  pos_number: fields.posNumber,
});

export const presentWidgetLine = (row: WidgetRow, opened: number): WidgetLine => ({
  id: row.id,
  title: row.title,
  hosts: row.hosts.map(presentHost),
  offers: offersOf(row),
  look: row.look,
  isOn: row.is_on,
  madeBy: row.made_by_name,
  madeAt: row.made_at.toISOString(),
  opened,
});

/** What everybody may know of it: it stands in a script on other sites. */
export const presentOpenWidget = (row: WidgetRow): OpenWidget => ({
  id: row.id,
  title: row.title,
  hosts: row.hosts,
  offers: offersOf(row),
  look: row.look,
  colour: row.colour,
  label: row.label,
  posNumber: row.pos_number,
  isOn: row.is_on,
});
