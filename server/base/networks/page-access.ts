import type { Selectable } from 'kysely';
import { firstOf, itemAt } from '../../../shared/lists.ts';
import type { Config } from '../../lib/config.ts';
import type { Db } from '../../lib/database/db.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { SealedColumn } from '../../lib/seal/reseal.ts';
import { unseal } from '../../lib/seal/sealed.ts';
import { type NetworkConnector, networkConnector, type PageAccess } from './connector.ts';
import { findNetwork } from './pack.ts';

export type PageRow = Selectable<DB['networks.page']>;

/** A key opens only in its own place. */
export const placeOfKey = (pageId: string, name: string): string => `networks.page_key:${pageId}:${name}`;

/** Where this module keeps sealed secrets. */
export const sealedPageKeys: SealedColumn = {
  table: 'networks.page_key',
  column: 'sealed',
  key: 'place',
  placeOf: (place) => place,
};

/** Keys of pages, opened, by page; one whose seal does not open any more is as if it had not been entered. */
async function readKeys(
  db: Db,
  config: Config,
  pageIds: readonly string[],
): Promise<Map<string, Record<string, string>>> {
  const rows =
    pageIds.length === 0
      ? []
      : await db
          .selectFrom('networks.page_key')
          .selectAll()
          .where('page_id', 'in', [...pageIds])
          .execute();
  const keys = new Map<string, Record<string, string>>();
  for (const { page_id: pageId, name, sealed, place } of rows) {
    const key = unseal(config, place, sealed);
    if (key !== null) keys.set(pageId, { ...keys.get(pageId), [name]: key });
  }
  return keys;
}

/** What connectors need to speak for these pages, in their order. */
export async function openPages(db: Db, config: Config, pages: readonly PageRow[]): Promise<PageAccess[]> {
  const keys = await readKeys(
    db,
    config,
    pages.map(({ id }) => id),
  );
  return pages.map((page) => ({
    pageId: page.external_id,
    keys: keys.get(page.id) ?? {},
    baseUrl: page.base_url,
    // Whoever keeps the keys named this address himself: a gateway of the administration, a stand-in of the demo.
    mayBePrivate: page.base_url !== '',
  }));
}

/** What a connector needs to speak for this page. */
export async function openPage(db: Db, config: Config, page: PageRow): Promise<PageAccess> {
  return firstOf(await openPages(db, config, [page]));
}

interface Connection {
  connector: NetworkConnector;
  access: PageAccess;
}

/** A page that may be read, with the connector of its network; null where it is off, or the law of today closes the network. */
export async function findConnection(ctx: Ctx, pageId: string): Promise<Connection | null> {
  return (await findConnections(ctx, [pageId])).get(pageId) ?? null;
}

/** The same of several; of what may not be read there is none. */
export async function findConnections(
  ctx: Ctx,
  pageIds: readonly string[],
): Promise<Map<string, Connection>> {
  if (pageIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('networks.page')
    .selectAll()
    .where('id', 'in', [...pageIds])
    .where('is_active', '=', true)
    .execute();
  const pages = rows.flatMap((page) => {
    const connector = ctx.ports.find(networkConnector, page.network);
    return connector && findNetwork(ctx, page.network)?.mayRead ? [{ page, connector }] : [];
  });
  const opened = await openPages(
    ctx.db,
    ctx.config,
    pages.map(({ page }) => page),
  );
  return new Map(
    pages.map(({ page, connector }, at) => [page.id, { connector, access: itemAt(opened, at) }]),
  );
}
