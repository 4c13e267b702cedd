import { type Selectable, sql } from 'kysely';
import type { HeardFact, SeenPost } from '../../base/networks/index.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { postsCaptured, postsGone } from './events.ts';
import { hashLook, isSameLook, type Look } from './evidence.ts';
import { nameAuthorsJob } from './name-authors.ts';
import { notePictures } from './pictures.ts';

type PostRow = Selectable<DB['posts.post']>;

/** Where a post came from. */
export interface Arrival {
  network: string;
  /** Null of what was pasted by hand. */
  pageId: string | null;
  eventId: number | null;
  receivedAt: Date;
  raw: string;
  /** It looks as it began: whatever else is known of it is later. */
  isBirth?: boolean;
}

/** When a post became as it is seen: its last edit, else its posting. */
const becameAt = ({ editedAt, postedAt }: Pick<SeenPost, 'editedAt' | 'postedAt'>): Date =>
  editedAt ?? postedAt;

const lookOf = (post: SeenPost, raw: string): Look => ({
  authorKey: post.authorId,
  authorName: post.authorName,
  text: post.text,
  url: post.url,
  asOf: becameAt(post),
  pictures: post.pictures,
  raw,
});

const columnsOf = (post: SeenPost) => ({
  kind: post.kind,
  thread_key: post.threadId,
  parent_key: post.parentId,
  author_key: post.authorId,
  author_name: post.authorName,
  is_own: post.isOwn,
  text: post.text,
  url: post.url,
  posted_at: post.postedAt,
  edited_at: post.editedAt,
  views: post.reach?.views ?? null,
  likes: post.reach?.likes ?? null,
  comments: post.reach?.comments ?? null,
  shares: post.reach?.shares ?? null,
});

/** Locks the row of a post, making it where it is not known. */
async function lockPost(
  ctx: Ctx,
  post: SeenPost,
  arrival: Arrival,
): Promise<{ row: PostRow; isNew: boolean }> {
  const added = await ctx.db
    .insertInto('posts.post')
    .values({
      id: newId(),
      network: arrival.network,
      page_id: arrival.pageId,
      external_id: post.id,
      captured_at: arrival.receivedAt,
      ...columnsOf(post),
    })
    .onConflict((conflict) => conflict.columns(['network', 'external_id']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (added) return { row: added, isNew: true };
  const row = await ctx.db
    .selectFrom('posts.post')
    .selectAll()
    .where('network', '=', arrival.network)
    .where('external_id', '=', post.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { row, isNew: false };
}

/**
 * Keeps how a post looks: a look unlike the one before is new evidence. Facts come in no order: an older look is kept too, and
 * changes nothing of how the post looks now. What was let go at the end of its term stays let go.
 * @returns whether a person would see something new.
 */
export async function capturePost(
  ctx: Ctx,
  post: SeenPost,
  arrival: Arrival,
): Promise<{ id: string; isNew: boolean; isChanged: boolean }> {
  const { row, isNew } = await lockPost(ctx, post, arrival);
  if (row.forgotten_at) return { id: row.id, isNew: false, isChanged: false };
  const look = lookOf(post, arrival.raw);
  const isChanged = await addSight(ctx, row.id, look, arrival);
  const isOlder = !isNew && (arrival.isBirth === true || becameAt(post) < (row.edited_at ?? row.posted_at));
  if (!isNew && !isOlder)
    await ctx.db.updateTable('posts.post').set(columnsOf(post)).where('id', '=', row.id).execute();
  if (isNew) await tellRemoval(ctx, arrival.network, post.id);
  return { id: row.id, isNew, isChanged: isChanged && !isOlder };
}

async function addSight(ctx: Ctx, postId: string, look: Look, arrival: Arrival): Promise<boolean> {
  const known = await ctx.db
    .selectFrom('posts.sight')
    .select(['serial', 'as_of', 'author_key', 'author_name', 'text', 'url', 'pictures'])
    .where('post_id', '=', postId)
    .orderBy('serial')
    .execute();
  const isKnown = known.some(
    (one, at) =>
      isSameLook(look, {
        authorKey: one.author_key,
        authorName: one.author_name,
        text: one.text,
        url: one.url,
        pictures: one.pictures,
      }) &&
      // Of one that changed back without a word of when, only the latest is the same.
      (one.as_of.getTime() === look.asOf.getTime() || at === known.length - 1),
  );
  if (isKnown) return false;
  const serial = (known.at(-1)?.serial ?? 0) + 1;
  await ctx.db
    .insertInto('posts.sight')
    .values({
      post_id: postId,
      serial,
      seen_at: arrival.receivedAt,
      as_of: look.asOf,
      author_key: look.authorKey,
      author_name: look.authorName,
      text: look.text,
      url: look.url,
      pictures: [...look.pictures],
      raw: look.raw,
      sha256: hashLook(look),
      event_id: arrival.eventId,
    })
    .execute();
  await notePictures(ctx, { postId, serial, urls: look.pictures });
  return true;
}

/** Makes a post gone, or there again, by the latest word of the network; the post may not be known yet. */
async function tellRemoval(ctx: Ctx, network: string, externalId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    UPDATE posts.post SET
      gone_at = CASE WHEN last.word = 'gone' THEN last.at END,
      gone_by = CASE WHEN last.word = 'gone' THEN last.by_whom END
    FROM (
      SELECT at, word, by_whom FROM posts.removal
      WHERE network = ${network} AND external_id = ${externalId}
      ORDER BY at DESC, (word = 'gone') DESC LIMIT 1) AS last
    WHERE post.network = ${network} AND post.external_id = ${externalId}
      AND post.gone_at IS DISTINCT FROM CASE WHEN last.word = 'gone' THEN last.at END
    RETURNING post.id`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

/** A word of a network that a post is gone, or is there again. */
interface Removal {
  network: string;
  externalId: string;
  at: Date;
  word: 'gone' | 'restored';
  by: 'author' | 'page' | 'network' | 'unknown';
}

async function keepRemoval(ctx: Ctx, { network, externalId, at, word, by }: Removal): Promise<string | null> {
  await ctx.db
    .insertInto('posts.removal')
    .values({ network, external_id: externalId, at, word, by_whom: by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tellRemoval(ctx, network, externalId);
}

/** Takes in that the network did what a page of ours asked of it: its answer is such a word. */
export async function hearRemoval(ctx: Ctx, removal: Removal): Promise<void> {
  const changed = await keepRemoval(ctx, removal);
  if (changed) ctx.announce(postsGone, { postIds: [changed] });
}

/** Takes in what networks say: posts as they look, and that some are gone. Announces what is new to a reader. */
export async function captureFacts(ctx: Ctx, facts: readonly HeardFact[]): Promise<void> {
  const captured = new Set<string>();
  const nameless = new Set<string>();
  const gone = new Set<string>();
  for (const { fact, page, eventId, receivedAt, raw } of facts) {
    if (fact.fact === 'seen') {
      const arrival = {
        network: page.network,
        pageId: page.id,
        eventId,
        receivedAt,
        raw,
        isBirth: fact.isBirth ?? false,
      };
      // What somebody else's community writes on its own wall is written by no page of ours.
      const seen = { ...fact.post, isOwn: fact.post.isOwn && page.isOwn };
      const post = await capturePost(ctx, seen, arrival);
      if (post.isNew || post.isChanged) captured.add(post.id);
      if (post.isNew && seen.authorName === '' && seen.authorId !== '') nameless.add(page.id);
      continue;
    }
    const changed = await keepRemoval(ctx, {
      network: page.network,
      externalId: fact.id,
      // A network that does not say when: then when it was heard.
      at: fact.at ?? receivedAt,
      word: fact.fact,
      by: fact.fact === 'gone' ? fact.by : 'unknown',
    });
    if (changed) gone.add(changed);
  }
  for (const pageId of nameless)
    ctx.enqueue(nameAuthorsJob, { pageId }, { key: `${nameAuthorsJob.name}:${pageId}` });
  if (captured.size > 0) ctx.announce(postsCaptured, { postIds: [...captured] });
  if (gone.size > 0) ctx.announce(postsGone, { postIds: [...gone] });
}
