import { sql } from 'kysely';
import { z } from 'zod';
import { MINUTE } from '../../../shared/time.ts';
import { keepReceived, type StoredPicture, storePicture } from '../../base/files/index.ts';
import { findConnection, type PageAccess } from '../../base/networks/index.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import type { Conversation } from '../../lib/module/module.ts';
import { HostResting, OutboundFailure } from '../../lib/outbound/failures.ts';
import { fetchOutside } from '../../lib/outbound/fetch-outside.ts';

/** Pictures of a post are fetched once it is captured; what could not be is tried again by the clock. */
export const keepPicturesJob = defineJob('posts.keep-pictures', z.object({ postId: z.uuid() }));
export const keepDuePicturesJob = defineJob('posts.keep-due-pictures', z.object({}));

/** Pictures kept of one look; a post with more is told by its reply. */
const MOST_OF_SIGHT = 10;
const LARGEST = 15_000_000;
const PATIENCE = 20_000;
/** Waits between tries, minutes; after the last a picture is missed. */
const waits = [1, 10, 60, 360];
/** Posts one run of the clock hands out. */
const BATCH = 200;

/** Notes the pictures of a new look: each is to be kept. */
export async function notePictures(
  ctx: Ctx,
  { postId, serial, urls }: { postId: string; serial: number; urls: readonly string[] },
): Promise<void> {
  const kept = urls.slice(0, MOST_OF_SIGHT);
  if (kept.length === 0) return;
  await ctx.db
    .insertInto('posts.picture')
    .values(kept.map((url, at) => ({ post_id: postId, serial, place: at + 1, url, next_try_at: ctx.now })))
    .execute();
  ctx.enqueue(keepPicturesJob, { postId }, { key: `${keepPicturesJob.name}:${postId}` });
}

/** Job, each minute: whose hour has come, and what was lost on its way to a job. */
export async function keepDuePictures(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT post_id AS id FROM (
      SELECT post_id FROM posts.picture WHERE state = 'waiting' AND next_try_at <= ${ctx.now}
      ORDER BY next_try_at LIMIT ${BATCH}) AS due`.execute(ctx.db);
  for (const { id: postId } of rows)
    ctx.enqueue(keepPicturesJob, { postId }, { key: `${keepPicturesJob.name}:${postId}` });
}

interface WaitingPicture {
  serial: number;
  place: number;
  url: string;
  tries: number;
}

interface Errand {
  postId: string;
  pictures: WaitingPicture[];
  access: PageAccess | null;
}

interface Missed {
  reason: string;
  /** Nothing else would come of asking again. */
  isOver: boolean;
}

type Fetched = { stored: StoredPicture } | Missed;

/** A stand-in inside the private network gives its own pictures; what a network names elsewhere is looked at as any address. */
export function isOfPage(url: string, access: Pick<PageAccess, 'mayBePrivate' | 'baseUrl'> | null): boolean {
  if (!access?.mayBePrivate || access.baseUrl === '') return false;
  return URL.parse(url)?.origin === URL.parse(access.baseUrl)?.origin;
}

async function fetchPicture(
  config: Parameters<typeof storePicture>[0],
  url: string,
  mayBePrivate: boolean,
): Promise<Fetched> {
  try {
    const reply = await fetchOutside(url, {
      timeout: PATIENCE,
      limit: LARGEST,
      redirects: 3,
      mayBePrivate,
    });
    if (reply.status !== 200)
      return { reason: `Сеть ответила ${reply.status}`, isOver: reply.status < 500 && reply.status !== 429 };
    return await storeReply(config, Buffer.from(await reply.arrayBuffer()));
  } catch (error) {
    return whyNotFetched(error);
  }
}

/** Why nothing came, and whether it is of use to ask again. */
export function whyNotFetched(error: unknown): Missed {
  if (error instanceof HostResting) return { reason: 'Сеть просит подождать', isOver: false };
  if (!(error instanceof OutboundFailure)) return { reason: 'По этому адресу не ходим', isOver: true };
  return error.code === 'too-large'
    ? { reason: 'Картинка больше 15 МБ', isOver: true }
    : { reason: 'Сеть не ответила', isOver: false };
}

/** What the bytes are their content says, never the network. */
async function storeReply(config: Parameters<typeof storePicture>[0], bytes: Buffer): Promise<Fetched> {
  if (bytes.length === 0) return { reason: 'Пришло пустое', isOver: true };
  return storePicture(config, bytes).then((stored) => ({ stored }), whyNotStored);
}

/** A full disk, or too many files at once, is no fault of the picture. */
export const whyNotStored = (error: unknown): Missed =>
  error instanceof AppError && error.code === 'lib.unavailable'
    ? { reason: error.message, isOver: false }
    : { reason: 'Это не картинка', isOver: true };

/** One post: its pictures are fetched outside any transaction, each as far as it came is kept by its own end. */
export const keepingPictures: Conversation<{ postId: string }, Errand, Fetched[]> = {
  async intend(ctx, { postId }) {
    const post = await ctx.db
      .selectFrom('posts.post')
      .select(['page_id', 'forgotten_at'])
      .where('id', '=', postId)
      .executeTakeFirst();
    if (!post || post.forgotten_at) return null;
    const pictures = await ctx.db
      .selectFrom('posts.picture')
      .select(['serial', 'place', 'url', 'tries'])
      .where('post_id', '=', postId)
      .where('state', '=', 'waiting')
      .where('next_try_at', '<=', ctx.now)
      .orderBy('serial')
      .orderBy('place')
      .limit(MOST_OF_SIGHT)
      .execute();
    if (pictures.length === 0) return null;
    const connection = post.page_id ? await findConnection(ctx, post.page_id) : null;
    return { postId, pictures, access: connection?.access ?? null };
  },
  async call({ pictures, access }, { config }) {
    const fetched: Fetched[] = [];
    for (const { url } of pictures) fetched.push(await fetchPicture(config, url, isOfPage(url, access)));
    return fetched;
  },
  async settle(ctx, { postId, pictures }, fetched) {
    for (const [at, outcome] of fetched.entries()) {
      const picture = pictures[at];
      if (picture) await settleOne(ctx, postId, picture, outcome);
    }
  },
  // Fetching changes nothing in the network: the clock asks again.
  lose: async () => {},
};

const rowOf = (postId: string, { serial, place }: Pick<WaitingPicture, 'serial' | 'place'>) =>
  sql<boolean>`post_id = ${postId}::uuid AND serial = ${serial} AND place = ${place} AND state = 'waiting'`;

async function settleOne(ctx: Ctx, postId: string, picture: WaitingPicture, outcome: Fetched): Promise<void> {
  const waiting = await ctx.db
    .selectFrom('posts.picture')
    .select('state')
    .where(rowOf(postId, picture))
    .forUpdate()
    .executeTakeFirst();
  // Another run was quicker, or the post was let go meanwhile.
  if (!waiting) return;
  await ctx.db
    .updateTable('posts.picture')
    .set({ ...(await endOf(ctx, picture, outcome)), tries: picture.tries + 1 })
    .where(rowOf(postId, picture))
    .execute();
}

/** What becomes of a picture after a try. */
async function endOf(ctx: Ctx, { tries }: WaitingPicture, outcome: Fetched) {
  const fileId = 'stored' in outcome ? await keepReceived(ctx, outcome.stored) : null;
  if ('stored' in outcome && fileId !== null)
    return {
      state: 'kept' as const,
      reason: '',
      next_try_at: null,
      kept_at: ctx.now,
      file_id: fileId,
      sha256: outcome.stored.sha256,
    };
  const { reason, isOver } = 'reason' in outcome ? outcome : { reason: 'Не сохранилась', isOver: false };
  const wait = isOver ? undefined : waits[tries];
  return wait === undefined
    ? { state: 'missed' as const, reason, next_try_at: null }
    : { state: 'waiting' as const, reason, next_try_at: new Date(ctx.now.getTime() + wait * MINUTE) };
}
