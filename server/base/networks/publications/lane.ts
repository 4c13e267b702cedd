import { sql } from 'kysely';
import type { Ctx } from '../../../lib/module/context.ts';
import { networkConnector, type PageAccess, type Publishing } from '../connector.ts';
import { findNetwork } from '../pack.ts';
import { openPages, type PageRow } from '../page-access.ts';
import { announceEnd, type Picture, type Publication } from './rows.ts';
import { endChange } from './settle-change.ts';

/** Pages of one round. */
const MOST_PAGES = 500;

/** A page with something to do, for one round. */
export interface Lane {
  round: string;
  page: PageRow;
  access: PageAccess;
  /** What stands in the way of all its posts, in words; null = nothing, and the network can publish. */
  way: { publishing: Publishing } | { hindrance: string };
}

/** What is done next on a page. */
export interface Step {
  kind: 'publish' | 'upload' | 'look' | 'change';
  publication: Publication;
  pictures: readonly Picture[];
}

function findWay(ctx: Ctx, page: PageRow): Lane['way'] {
  const known = findNetwork(ctx, page.network);
  if (!known?.maySpeak)
    return { hindrance: `${known?.title ?? page.network}: ${known?.ground ?? 'здесь не публикуют'}` };
  if (!page.is_active) return { hindrance: 'Страница выключена' };
  if (!page.is_own) return { hindrance: 'Страница не наша: на ней не публикуют' };
  const publishing = ctx.ports.find(networkConnector, page.network)?.publishing;
  return publishing ? { publishing } : { hindrance: 'В этой сети Отклик публиковать не умеет' };
}

/** Networks with a page that has something to do now. */
export async function findDueNetworks(ctx: Ctx, network: string | null = null): Promise<string[]> {
  const { rows } = await sql<{ network: string }>`
    SELECT DISTINCT page.network FROM networks.page WHERE ${isDue(ctx, network)}`.execute(ctx.db);
  return rows.map((row) => row.network);
}

const isDue = (ctx: Ctx, network: string | null) => sql`
  (${network}::text IS NULL OR page.network = ${network}) AND (page.publish_probe_at IS NULL OR page.publish_probe_at <= ${ctx.now})
  AND (EXISTS (SELECT FROM networks.publication AS due WHERE due.page_id = page.id AND due.next_at <= ${ctx.now})
    OR EXISTS (SELECT FROM networks.publication AS due WHERE due.page_id = page.id AND due.change_next_at <= ${ctx.now}))`;

/** Pages of a network that have something to do now. */
export async function openLanes(ctx: Ctx, network: string, round: string): Promise<Lane[]> {
  const { rows: pages } = await sql<PageRow>`
    SELECT page.* FROM networks.page WHERE ${isDue(ctx, network)} ORDER BY page.id LIMIT ${MOST_PAGES}`.execute(
    ctx.db,
  );
  const accesses = await openPages(ctx.db, ctx.config, pages);
  return pages.flatMap((page, at) => {
    const access = accesses[at];
    return access ? [{ round, page, access, way: findWay(ctx, page) }] : [];
  });
}

/** What is due goes before what stands already, and that before pictures of what is due later. */
const findNext = (ctx: Ctx, { page }: Lane): Promise<Publication | undefined> =>
  ctx.db
    .selectFrom('networks.publication')
    .selectAll()
    .where('page_id', '=', page.id)
    .where('next_at', '<=', ctx.now)
    .orderBy(sql`state = 'waiting' AND due_at <= ${ctx.now}`, 'desc')
    .orderBy(sql`state <> 'waiting'`, 'desc')
    .orderBy('next_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();

const findNextChange = (ctx: Ctx, { page }: Lane): Promise<Publication | undefined> =>
  ctx.db
    .selectFrom('networks.publication')
    .selectAll()
    .where('page_id', '=', page.id)
    .where('change_next_at', '<=', ctx.now)
    .orderBy('change_next_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();

const findPictures = (ctx: Ctx, publicationId: string): Promise<Picture[]> =>
  ctx.db
    .selectFrom('networks.publication_picture')
    .selectAll()
    .where('publication_id', '=', publicationId)
    .orderBy('position')
    .execute();

/** Takes what is next on the page and marks it as being done; null where nothing is. */
export async function takeStep(ctx: Ctx, lane: Lane): Promise<Step | null> {
  for (;;) {
    const due = await findNext(ctx, lane);
    const isToPublish = due?.state === 'waiting' && due.due_at <= ctx.now;
    const change = isToPublish ? undefined : await findNextChange(ctx, lane);
    const publication = change ?? due;
    if (!publication) return null;
    if ('hindrance' in lane.way) {
      await giveUp(ctx, publication, change !== undefined, lane.way.hindrance);
      continue;
    }
    const pictures = await findPictures(ctx, publication.id);
    if (change) return { kind: 'change', publication: await beginChange(ctx, lane, change), pictures };
    if (isToPublish)
      return { kind: 'publish', publication: await beginPublish(ctx, lane, publication), pictures };
    if (publication.state === 'waiting') return { kind: 'upload', publication, pictures };
    return { kind: 'look', publication, pictures };
  }
}

const beginPublish = (ctx: Ctx, { round }: Lane, { id, attempts }: Publication): Promise<Publication> =>
  ctx.db
    .updateTable('networks.publication')
    .set({
      state: 'publishing',
      state_at: ctx.now,
      round_id: round,
      attempts: attempts + 1,
      looks: 0,
      next_at: null,
      published_id: null,
      published_url: null,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

const beginChange = (
  ctx: Ctx,
  { round }: Lane,
  { id, change_attempts: attempts }: Publication,
): Promise<Publication> =>
  ctx.db
    .updateTable('networks.publication')
    .set({
      change_state: 'doing',
      change_at: ctx.now,
      change_attempts: attempts + 1,
      change_next_at: null,
      round_id: round,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Nothing can be done on this page: what waits ends with the reason, what stands is looked at no more. */
async function giveUp(ctx: Ctx, publication: Publication, isChange: boolean, reason: string): Promise<void> {
  if (isChange) return endChange(ctx, publication, { state: 'failed', reason, nextAt: null });
  const isWaiting = publication.state === 'waiting';
  const isTaken = publication.state === 'publishing';
  if (isWaiting && publication.due_at > ctx.now) {
    await ctx.db
      .updateTable('networks.publication')
      .set({ next_at: publication.due_at })
      .where('id', '=', publication.id)
      .execute();
    return;
  }
  await ctx.db
    .updateTable('networks.publication')
    .set({
      next_at: null,
      ...(isWaiting && { state: 'failed' as const, state_at: ctx.now, reason }),
      ...(isTaken && { state: 'unknown' as const, state_at: ctx.now, reason }),
    })
    .where('id', '=', publication.id)
    .execute();
  if (isWaiting || isTaken) announceEnd(ctx, publication, 'publish');
}
