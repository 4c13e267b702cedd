import { createHash } from 'node:crypto';
import type { importAddresses as importRoute } from '../../../../shared/contract/base/address-list.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { BLANK_GROUND, readCity } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { readUploadedTable } from '../../../lib/tables/reading/uploaded.ts';
import { judgeAddresses } from './address-rows.ts';
import { currentTerritory, isInCity, loadTerritory } from './city.ts';
import { storeGazetteer } from './gazetteer-store.ts';
import { placeStreets } from './place-streets.ts';

/** Rows of one list: every house of a city of half a million. */
const MOST = 60_000;
/** How many of the rows that are refused are told one by one. */
const MOST_TOLD = 100;
const MOST_SHOWN = 12;

type Import = typeof importRoute;

const shorten = (id: string): string => `list-${createHash('sha256').update(id).digest('hex').slice(0, 16)}`;

/**
 * Route: streets and houses a table of addresses would make; with `write` they take the place of the list in force, which can be
 * brought back. Points are taken of the table, else of the list in force.
 */
export async function importAddresses(
  ctx: Ctx,
  { query }: HandlerInput<Import>,
  exchange: Exchange,
): Promise<RouteReplyInput<Import>> {
  const table = await readUploadedTable(ctx, exchange, {
    folder: 'imports',
    most: MOST,
    ask: 'Приложите таблицу адресов: CSV или XLSX.',
    less: 'Адреса города больше этого загружает администратор сервера из ГАР.',
  });
  const { gazetteer, hasOwnBoundary, pack } = currentTerritory();
  const hasBoundary = hasOwnBoundary || pack.city.id !== BLANK_GROUND;
  const { streets, refused } = judgeAddresses(table, (point) => !hasBoundary || isInCity(point));
  const fresh = streets.map((street) => ({ ...street, freshId: shorten(street.freshId) }));
  const rows = placeStreets(fresh, gazetteer);
  const isWritten = query.write === 'yes' && rows.length > 0;
  if (isWritten) {
    const { shortTitle, region } = readCity(ctx.config);
    await runMutation(exchange.services, ctx, (tx) =>
      storeGazetteer(tx, { source: 'list', region, town: shortTitle }, rows),
    );
    await loadTerritory(exchange.services.database, ctx.config.city);
  }
  const houses = rows.flatMap((street) => street.houses);
  const known = [...gazetteer.streets.values()];
  return {
    isWritten,
    rows: table.rows.length,
    streets: rows.length,
    houses: houses.length,
    placed: houses.filter(({ point }) => point !== null).length,
    shown: rows.slice(0, MOST_SHOWN).map(({ type, name, settlement, houses: own }) => ({
      title: [settlement, `${type} ${name}`].filter(Boolean).join(', '),
      houses: own.length,
    })),
    refusedCount: refused.length,
    refused: refused.slice(0, MOST_TOLD),
    former: {
      streets: known.length,
      houses: known.reduce((sum, street) => sum + street.houses.length, 0),
    },
  };
}
