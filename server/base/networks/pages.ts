import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/base/networks.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { COUNT_LIMIT } from '../../../shared/text/numbers.ts';
import { isTaken } from '../../lib/database/taken.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';
import { forgiveHost } from '../../lib/outbound/fetch-outside.ts';
import { seal } from '../../lib/seal/sealed.ts';
import { type NetworkConnector, networkConnector, pageFunctions } from './connector.ts';
import { eventsAddress } from './keep-doors.ts';
import { findNetwork, networksToday } from './pack.ts';
import { openPage, type PageRow, placeOfKey } from './page-access.ts';
import { wakeRound } from './publications/rows.ts';

type Page = contract.NetworkPage;
type List = typeof contract.listNetworkPages;

const pageKind: RecordKind = { words: 'Страницу', object: 'network-page', module: 'networks' };

const missing = (): AppError => new AppError('lib.not-found', 'Такой страницы сети нет.');

const findConnector = (ctx: Pick<Ctx, 'ports'>, network: string): NetworkConnector | undefined =>
  ctx.ports.find(networkConnector, network);

function presentNetwork(ctx: Ctx, known: ReturnType<typeof networksToday>[number]): contract.Network {
  const connector = findConnector(ctx, known.id);
  return {
    id: known.id,
    title: known.title,
    short: known.short,
    use: known.use,
    isOpen: known.mayRead && connector !== undefined,
    maySpeak: known.maySpeak && connector?.say !== undefined,
    ground: known.ground,
    keys: (connector?.keys ?? []).map(({ name, title, hint, unlocks }) => ({
      name,
      title,
      hint,
      unlocks: unlocks.map((one) => pageFunctions[one]),
    })),
  };
}

/** What stands in the way of a page, in words; empty = nothing does. */
export const troubleOf = ({
  trouble,
  door_trouble: ofDoor,
  publish_trouble: ofPosts,
}: Pick<PageRow, 'trouble' | 'door_trouble' | 'publish_trouble'>): string =>
  [
    trouble,
    ofDoor && `События не приходят: ${ofDoor}`,
    ofPosts && ofPosts !== trouble && `Записи не выходят: ${ofPosts}`,
  ]
    .filter(Boolean)
    .join('. ');

async function presentPages(ctx: Ctx, rows: readonly PageRow[]): Promise<Page[]> {
  const ids = rows.map(({ id }) => id);
  const { rows: keys } = await sql<{ page_id: string; names: string[] }>`
    SELECT page_id, array_agg(name ORDER BY name) AS names FROM networks.page_key
    WHERE page_id = ANY(${ids}::uuid[]) GROUP BY page_id`.execute(ctx.db);
  const { rows: queues } = await sql<{ page_id: string; waiting: number }>`
    SELECT page_id, count(*)::int AS waiting FROM (
      SELECT page_id FROM networks.event WHERE state = 'received' LIMIT ${COUNT_LIMIT + 1}) AS few GROUP BY page_id`.execute(
    ctx.db,
  );
  return rows.map((row) => ({
    id: row.id,
    network: row.network,
    externalId: row.external_id,
    title: row.title,
    url: row.url,
    isOwn: row.is_own,
    kind: row.kind,
    isLocal: row.is_local,
    unitId: row.unit_id,
    baseUrl: row.base_url,
    isActive: row.is_active,
    keys: keys.find(({ page_id: pageId }) => pageId === row.id)?.names ?? [],
    eventsUrl: findConnector(ctx, row.network)?.door ? eventsAddress(ctx, row.id) : null,
    pulledAt: row.pulled_at?.toISOString() ?? null,
    lastEventAt: row.last_event_at?.toISOString() ?? null,
    waiting: queues.find(({ page_id: pageId }) => pageId === row.id)?.waiting ?? 0,
    trouble: troubleOf(row),
    version: row.version,
    can: findConnector(ctx, row.network) ? ['change', 'try'] : ['change'],
  }));
}

/** Route: networks of today's list with their pages. */
export async function listNetworkPages(ctx: Ctx): Promise<RouteReplyInput<List>> {
  const rows = await ctx.db
    .selectFrom('networks.page')
    .selectAll()
    .orderBy('network')
    .orderBy('title')
    .orderBy('id')
    .execute();
  return {
    networks: networksToday(ctx).map((known) => presentNetwork(ctx, known)),
    pages: await presentPages(ctx, rows),
  };
}

async function presentPage(ctx: Ctx, id: string): Promise<Page> {
  const row = await ctx.db.selectFrom('networks.page').selectAll().where('id', '=', id).executeTakeFirst();
  const [page] = row ? await presentPages(ctx, [row]) : [];
  if (!page) throw missing();
  return page;
}

const isHere = (address: string): boolean =>
  /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/u.test(URL.parse(address)?.hostname ?? '');

/** A demonstration speaks to nobody outside: its networks, and servers among their keys, are stand-ins on this machine. */
function requireInside({ config }: Ctx, baseUrl: string, keys: Readonly<Record<string, string>> = {}): void {
  if (!config.isDemo) return;
  const words =
    'Демонстрация ни с кем снаружи не говорит: укажите адрес сети-двойника на этой машине (npm run fakes)';
  if (!isHere(baseUrl)) throw badField('baseUrl', words);
  for (const [name, key] of Object.entries(keys))
    if (/^\s*(?:imap|smtp)s?:/iu.test(key) && !isHere(key)) throw badField(`keys.${name}`, words);
}

async function writeKeys(ctx: Ctx, page: PageRow, keys: Readonly<Record<string, string>>): Promise<void> {
  const known = findConnector(ctx, page.network)?.keys ?? [];
  for (const [name, key] of Object.entries(keys)) {
    if (!known.some((one) => one.name === name))
      throw badField(`keys.${name}`, 'У этой сети нет такого ключа');
    if (key === '') continue;
    const place = placeOfKey(page.id, name);
    const sealed = seal(ctx.config, place, key);
    await ctx.db
      .insertInto('networks.page_key')
      .values({
        page_id: page.id,
        name,
        place,
        sealed,
        entered_at: ctx.now,
        entered_by_name: nameOfActor(ctx),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['page_id', 'name'])
          .doUpdateSet({ sealed, entered_at: ctx.now, entered_by_name: nameOfActor(ctx) }),
      )
      .execute();
  }
}

/** Route. */
export async function createNetworkPage(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.createNetworkPage>,
): Promise<Page> {
  const known = findNetwork(ctx, body.network);
  if (!known) throw badField('network', 'Такой сети нет в списке');
  if (!known.mayRead) throw badField('network', `${known.title}: ${known.ground}`);
  if (!findConnector(ctx, known.id)) throw badField('network', 'Эту сеть Отклик читать не умеет');
  requireInside(ctx, body.baseUrl, body.keys);
  const id = newId();
  const page = await ctx.db
    .insertInto('networks.page')
    .values({
      id,
      network: known.id,
      external_id: body.externalId,
      title: body.title,
      url: body.url,
      is_own: body.isOwn,
      kind: body.kind,
      is_local: body.isLocal,
      unit_id: body.unitId,
      base_url: body.baseUrl,
      next_pull_at: ctx.now,
      created_at: ctx.now,
      created_by_name: nameOfActor(ctx),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      if (!isTaken(error)) throw error;
      throw new AppError('lib.conflict', 'Эта страница уже подключена.', {
        fields: { externalId: 'Уже есть' },
      });
    });
  await writeKeys(ctx, page, body.keys);
  ctx.audit({
    action: 'networks.create-page',
    object: 'network-page',
    objectId: id,
    data: { network: known.id, keys: Object.keys(body.keys) },
  });
  return presentPage(ctx, id);
}

/** Route. */
export async function changeNetworkPage(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeNetworkPage>,
): Promise<Page> {
  const query = ctx.db.selectFrom('networks.page').selectAll().where('id', '=', params.id);
  const page = await lockSeen(pageKind, query, { seen: body.version, missing });
  requireInside(ctx, body.baseUrl, body.keys);
  await writeKeys(ctx, page, body.keys);
  await ctx.db
    .updateTable('networks.page')
    .set({
      title: body.title,
      url: body.url,
      is_own: body.isOwn,
      kind: body.kind,
      is_local: body.isLocal,
      unit_id: body.unitId,
      base_url: body.baseUrl,
      is_active: body.isActive,
      version: page.version + 1,
      // What failed is tried at once by the new settings.
      failures: 0,
      trouble: '',
      door_trouble: '',
      publish_trouble: '',
      publish_probe_at: null,
      next_pull_at: ctx.now,
    })
    .where('id', '=', page.id)
    .execute();
  if (body.baseUrl) forgiveHost(body.baseUrl);
  // Posts that waited for a key go by the new one.
  if (page.publish_trouble !== '') wakeRound(ctx, page.network);
  ctx.audit({
    action: 'networks.change-page',
    object: 'network-page',
    objectId: page.id,
    data: {
      isActive: body.isActive,
      keys: Object.keys(body.keys).filter((name) => body.keys[name] !== ''),
    },
  });
  return presentPage(ctx, page.id);
}

/** Route: asks the network which functions the keys really unlock. Speaks to the network outside any transaction. */
export async function tryNetworkPage(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.tryNetworkPage>,
): Promise<RouteReplyInput<typeof contract.tryNetworkPage>> {
  const page = await ctx.db
    .selectFrom('networks.page')
    .selectAll()
    .where('id', '=', params.id)
    .executeTakeFirst();
  if (!page) throw missing();
  const connector = findConnector(ctx, page.network);
  if (!connector) throw new AppError('lib.conflict', 'Эту сеть Отклик читать не умеет.');
  requireInside(ctx, page.base_url);
  const tried = await connector.tryKeys(await openPage(ctx.db, ctx.config, page));
  return {
    functions: tried.map(({ pageFunction, refusal }) => ({ title: pageFunctions[pageFunction], refusal })),
  };
}
