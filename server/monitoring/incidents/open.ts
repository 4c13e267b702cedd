import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../lib/module/context.ts';
import { type PostRow, type postsCaptured, readPosts } from '../posts/index.ts';
import { postsTaken } from './events.ts';
import { findLike, messageOfPost, surestOf, withoutWords } from './likeness.ts';
import { type IncidentOffer, readPost } from './reading.ts';
import { addEvent, insertIncident, noteLastWords, putPosts, updateIncident } from './store.ts';
import { answerRule, beginTerm, noteNearestTerm } from './terms.ts';
import { type FoundBy, postWorth, type SourcePage } from './worth.ts';

type Origin = 'own-page' | 'rule' | 'manual' | 'federal';

/** What the program proposes of the place and the topic stands in the row until a person decides. */
const proposed = ({ topics, place }: IncidentOffer) => ({
  block: topics[0]?.isSure ? topics[0].block : null,
  address: place?.address ?? null,
  street_id: place?.streetId ?? null,
  house: place?.house ?? null,
  district_id: place?.districtId ?? null,
  lat: place?.lat ?? null,
  lon: place?.lon ?? null,
  h3: place?.h3 ?? null,
  precision: place?.precision ?? 'none',
});

/** Begins an incident of one post; its id. */
export async function openIncident(
  ctx: Ctx,
  post: PostRow,
  { origin, how = '', foundBy = [] }: { origin: Origin; how?: string; foundBy?: readonly FoundBy[] },
): Promise<string> {
  const { title, offer } = readPost(post.text);
  const { id } = await insertIncident(ctx, {
    title,
    status: 'captured',
    importance: offer.importance,
    origin,
    ...proposed(offer),
    offer: JSON.stringify(offer),
    last_posted_at: post.posted_at,
  });
  // Words stand where they can be let go with the post; the history holds none.
  await putPosts(ctx, id, [
    { postId: post.id, why: foundBy.map(({ rule, words }) => `правило «${rule}»: ${words.join(', ')}`) },
  ]);
  await beginTerm(ctx, id, 'look', 'incident-first-look', ctx.now);
  // Under our own post the page is spoken to: its term begins at once, whoever is to answer.
  if (origin === 'own-page') await beginTerm(ctx, id, 'answer', answerRule(offer.importance, true), ctx.now);
  await noteNearestTerm(ctx, id);
  const rules = foundBy.map(({ rule }) => `правило «${rule}»`);
  await addEvent(ctx, id, 'Появился в ленте', how || rules.join('; '));
  return id;
}

interface TalkRow {
  incident_id: string;
  status: string;
}

/**
 * The incident this post goes on with, one that somebody still looks at: it answers a post of it, or what our page said there; or it is the same author's next word in the
 * same talk. Plan: post (network, external_id), member by post, saying by its said_id within one thread.
 */
async function findTalk(ctx: Ctx, post: PostRow): Promise<TalkRow | undefined> {
  const { rows } = await sql<TalkRow>`
    SELECT incident.id AS incident_id, incident.status FROM (
      SELECT member.incident_id, other.posted_at FROM posts.v_post AS other JOIN incidents.member ON member.post_id = other.id
      WHERE other.network = ${post.network} AND other.thread_key = ${post.thread_key} AND other.id <> ${post.id}
        AND (other.external_id = ${post.parent_key ?? ''} AND other.external_id <> other.thread_key
          OR other.author_key = ${post.author_key} AND other.author_key <> '' OR ${post.kind} = 'message')
      UNION ALL
      SELECT reply.incident_id, saying.said_at FROM networks.v_saying AS saying JOIN incidents.reply ON reply.id = saying.subject_id
      WHERE saying.subject_kind = 'incident-reply' AND saying.to_thread = ${post.thread_key}
        AND saying.said_id = ${post.parent_key ?? ''} AND saying.said_id <> ''
    ) AS found JOIN incidents.incident ON incident.id = found.incident_id
    WHERE incident.status NOT IN ('dismissed', 'merged', 'converted')
    ORDER BY found.posted_at DESC LIMIT 1`.execute(ctx.db);
  return rows[0];
}

/** The author, or another of the talk, went on: what was answered is a dialogue again, with its own short term. */
async function continueTalk(ctx: Ctx, post: PostRow, { incident_id: id, status }: TalkRow): Promise<void> {
  await putPosts(ctx, id, [{ postId: post.id, why: ['продолжение разговора'] }]);
  await noteLastWords(ctx, id, post.posted_at);
  if (!['published', 'interim', 'dialogue', 'closed'].includes(status)) return;
  await updateIncident(ctx, { id }, { status: 'dialogue', close_reason: null });
  await beginTerm(ctx, id, 'follow-up', 'incident-follow-up', ctx.now);
  await noteNearestTerm(ctx, id);
  await addEvent(ctx, id, 'Разговор продолжился');
}

/** Is of an incident that is the same matter beyond doubt; else null. */
async function joinLike(ctx: Ctx, post: PostRow): Promise<string | null> {
  const { offer } = readPost(post.text);
  const like = surestOf(await findLike(ctx, messageOfPost(post.id, post, offer), null));
  if (!like) return null;
  await putPosts(ctx, like.id, [{ postId: post.id, why: like.why }]);
  await noteLastWords(ctx, like.id, post.posted_at);
  await addEvent(ctx, like.id, 'Запись о том же', withoutWords(like.why).join('; '));
  return like.id;
}

const readPage = (ctx: Ctx, pageId: string): Promise<SourcePage | undefined> =>
  ctx.db
    .selectFrom('networks.v_page')
    .select(['external_id', 'is_own', 'kind', 'is_local'])
    .where('id', '=', pageId)
    .executeTakeFirst();

/** Why a post is an incident; null = it is none. Photos without words are, where they are sent to a page of ours. */
async function readWorth(ctx: Ctx, post: PostRow): Promise<{ origin: Origin; foundBy: FoundBy[] } | null> {
  const page = post.page_id === null ? undefined : await readPage(ctx, post.page_id);
  if (page?.is_own && post.kind !== 'post') return { origin: 'own-page', foundBy: [] };
  const foundBy: FoundBy[] = [];
  for (const judge of ctx.ports.list(postWorth)) foundBy.push(...(await judge(ctx, post, page)));
  return foundBy.length > 0 ? { origin: 'rule', foundBy } : null;
}

/** One that was edited before anybody looked is read anew; what a person decided stays. */
async function readAgain(ctx: Ctx, post: PostRow, incidentId: string): Promise<void> {
  const incident = await ctx.db
    .selectFrom('incidents.incident')
    .select(['id', 'status'])
    .where('id', '=', incidentId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  await addEvent(ctx, incidentId, 'Запись исправлена автором');
  if (incident.status !== 'captured') {
    await updateIncident(ctx, incident, {});
    return;
  }
  const { title, offer } = readPost(post.text);
  await updateIncident(ctx, incident, {
    title,
    importance: offer.importance,
    ...proposed(offer),
    offer: JSON.stringify(offer),
  });
}

async function takePost(ctx: Ctx, post: PostRow): Promise<void> {
  const member = await ctx.db
    .selectFrom('incidents.member')
    .select('incident_id')
    .where('post_id', '=', post.id)
    .executeTakeFirst();
  if (member) return readAgain(ctx, post, member.incident_id);
  const talk = await findTalk(ctx, post);
  if (talk) return continueTalk(ctx, post, talk);
  const worth = await readWorth(ctx, post);
  if (!worth) return;
  // What was written to the page waits for its own answer, whatever else is like it.
  if (worth.origin !== 'own-page' && (await joinLike(ctx, post))) return;
  await openIncident(ctx, post, worth);
}

/** Two workers never make two incidents of one talk. */
const lockOpening = (ctx: Ctx) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('incidents.open'))`.execute(ctx.db);

/** Listener: posts become incidents, or go on with one; our own never do. Safe to run twice. */
export async function takeCaptured(
  ctx: Ctx,
  { postIds }: z.output<(typeof postsCaptured)['payload']>,
): Promise<void> {
  await lockOpening(ctx);
  for (const post of await readPosts(ctx, postIds))
    if (!post.is_own && post.forgotten_at === null) await takePost(ctx, post);
  ctx.announce(postsTaken, { postIds });
}

/** Listener: a post that is gone is said in the history; the incident and its evidence stay. */
export async function noteGone(
  ctx: Ctx,
  { postIds }: z.output<(typeof postsCaptured)['payload']>,
): Promise<void> {
  const { rows } = await sql<{ incident_id: string; is_gone: boolean }>`
    SELECT member.incident_id, post.gone_at IS NOT NULL AS is_gone
    FROM posts.v_post AS post JOIN incidents.member ON member.post_id = post.id
    WHERE post.id = ANY(${[...postIds]}::uuid[])`.execute(ctx.db);
  for (const { incident_id: id, is_gone: isGone } of rows) {
    await updateIncident(ctx, { id }, {});
    await addEvent(ctx, id, isGone ? 'Запись удалена: снимок цел' : 'Запись снова видна');
  }
}
