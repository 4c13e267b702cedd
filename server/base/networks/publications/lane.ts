import { sql } from 'kysely';
import type { Ctx } from '../../../lib/module/context.ts';
import { networkConnector, type PageAccess, type Publishing } from '../connector.ts';
import { findNetwork } from '../pack.ts';
import { openPages, type PageRow } from '../page-access.ts';
import { stopAtGate } from './gate.ts';
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

/** Takes the post that is due first and may still come out. */
async function beginDue(ctx: Ctx, lane: Lane): Promise<Step | null> {
  for (;;) {
    const step = await takeDue(ctx, lane);
    if (!step || !(await stopAtGate(ctx, step.publication))) return step;
  }
}

/** Marks the post that is due first as being published, in one statement: a thousand may be due at one moment. */
async function takeDue(ctx: Ctx, { page, round }: Lane): Promise<Step | null> {
  const { rows } = await sql<Publication & { has_pictures: boolean }>`
    UPDATE networks.publication AS post
    SET state = 'publishing', state_at = ${ctx.now}, round_id = ${round}, attempts = attempts + 1, looks = 0, next_at = NULL
    WHERE id = (
      SELECT id FROM networks.publication
      WHERE page_id = ${page.id} AND next_at <= ${ctx.now} AND due_at <= ${ctx.now} AND state = 'waiting'
      ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING post.*, EXISTS (SELECT FROM networks.publication_picture WHERE publication_id = post.id) AS has_pictures`.execute(
    ctx.db,
  );
  const [publication] = rows;
  if (!publication) return null;
  const pictures = publication.has_pictures ? await findPictures(ctx, publication.id) : [];
  return { kind: 'publish', publication, pictures };
}

/** What stands already goes before pictures of what is due later. */
const findNext = (ctx: Ctx, { page }: Lane): Promise<Publication | undefined> =>
  ctx.db
    .selectFrom('networks.publication')
    .selectAll()
    .where('page_id', '=', page.id)
    .where('next_at', '<=', ctx.now)
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

/** Takes the next post that is due on the page; null where none is. */
export const takeDueStep = async (ctx: Ctx, lane: Lane): Promise<Step | null> =>
  'hindrance' in lane.way ? null : beginDue(ctx, lane);

/** Takes what is next on the page and marks it as being done; null where nothing is. */
export async function takeStep(ctx: Ctx, lane: Lane): Promise<Step | null> {
  if ('hindrance' in lane.way) {
    await giveUpAll(ctx, lane, lane.way.hindrance);
    return null;
  }
  const due = await beginDue(ctx, lane);
  if (due) return due;
  const change = await findNextChange(ctx, lane);
  const publication = change ?? (await findNext(ctx, lane));
  if (!publication) return null;
  const pictures = await findPictures(ctx, publication.id);
  if (change) return { kind: 'change', publication: await beginChange(ctx, lane, change), pictures };
  return { kind: publication.state === 'waiting' ? 'upload' : 'look', publication, pictures };
}

async function giveUpAll(ctx: Ctx, lane: Lane, reason: string): Promise<void> {
  for (;;) {
    const change = await findNextChange(ctx, lane);
    const publication = change ?? (await findNext(ctx, lane));
    if (!publication) return;
    await giveUp(ctx, publication, change !== undefined, reason);
  }
}

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
