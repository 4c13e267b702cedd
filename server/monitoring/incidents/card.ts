import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/incidents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { findUnitForKind } from '../../base/identity/index.ts';
import { networkConnector } from '../../base/networks/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { withSureness } from '../../base/understanding/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import {
  type PictureRow,
  type PostRow,
  readPictures,
  readPosts,
  readSights,
  readTalks,
  type SightRow,
} from '../posts/index.ts';
import { findLike, messageOfPost } from './likeness.ts';
import { lineFacts } from './list.ts';
import { type LineFacts, presentLine, presentTerm } from './present.ts';
import { incidentOffer } from './reading.ts';
import { readReplies } from './reply-rows.ts';
import { actsOf, findIncident, type IncidentRow } from './rows.ts';
import { readMemberPosts } from './store.ts';
import { readTerms } from './terms.ts';

type Card = contract.IncidentCard;
type Post = contract.IncidentPost;

interface Member {
  post_id: string;
  why: string[];
}

const readMembers = (ctx: Ctx, id: string): Promise<Member[]> =>
  ctx.db.selectFrom('incidents.member').select(['post_id', 'why']).where('incident_id', '=', id).execute();

interface PageRow {
  id: string;
  network: string;
  title: string;
  is_own: boolean;
  is_active: boolean;
}

const readPages = (ctx: Ctx): Promise<PageRow[]> =>
  ctx.db
    .selectFrom('networks.v_page')
    .select(['id', 'network', 'title', 'is_own', 'is_active'])
    .orderBy('title')
    .orderBy('id')
    .execute()
    .then((rows) =>
      rows.flatMap(({ id, network, title, is_own: isOwn, is_active: isActive }) =>
        id && network && title
          ? [{ id, network, title, is_own: isOwn ?? false, is_active: isActive ?? false }]
          : [],
      ),
    );

function presentPost(
  row: PostRow,
  {
    members,
    pages,
    sights,
    pictures,
  }: {
    members: readonly Member[];
    pages: readonly PageRow[];
    sights: readonly SightRow[];
    pictures: readonly PictureRow[];
  },
): Post {
  const member = members.find(({ post_id: id }) => id === row.id);
  const own = sights.filter(({ post_id: id }) => id === row.id);
  return {
    id: row.id,
    network: row.network,
    kind: row.kind,
    isMember: member !== undefined,
    isOwn: row.is_own,
    authorName: row.author_name,
    text: row.text,
    url: row.url,
    where: pages.find(({ id }) => id === row.page_id)?.title ?? '',
    postedAt: row.posted_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    capturedAt: row.captured_at.toISOString(),
    goneAt: row.gone_at?.toISOString() ?? null,
    goneBy: row.gone_by,
    pictures: presentPictures(own.at(-1), pictures),
    reach:
      row.views === null && row.likes === null && row.comments === null && row.shares === null
        ? null
        : { views: row.views, likes: row.likes, comments: row.comments, shares: row.shares },
    isForgotten: row.forgotten_at !== null,
    why: member?.why ?? [],
    sights: own.map(({ serial, seen_at: at, text, author_name: authorName, sha256 }) => ({
      serial,
      seenAt: at.toISOString(),
      text,
      authorName,
      sha256,
    })),
  };
}

/** Pictures of a look. One seen before pictures were kept, or beyond those kept of a look, stands in the network alone. */
function presentPictures(look: SightRow | undefined, pictures: readonly PictureRow[]): Post['pictures'] {
  return (look?.pictures ?? []).map((url, at) => {
    const kept = pictures.find(
      (one) => one.post_id === look?.post_id && one.serial === look.serial && one.place === at + 1,
    );
    if (!kept || kept.state === 'forgotten') return { url, state: 'missed', fileId: null, reason: '' };
    return { url, state: kept.state, fileId: kept.file_id, reason: kept.reason };
  });
}

/** What is proposed while nobody has decided: topics, place, unit, importance, incidents of the same matter. */
async function presentOffer(ctx: Ctx, row: IncidentRow, first: PostRow | undefined): Promise<Card['offer']> {
  const offer = incidentOffer.parse(row.offer);
  const topics = offer.topics.map(withSureness).flatMap(({ factId, block, confidence, isSure }) => {
    const fact = findFact(factId);
    return fact ? [{ factId, block, title: fact.shortTitle, confidence, isSure }] : [];
  });
  const fact = topics[0] ? findFact(topics[0].factId) : undefined;
  const unit = fact && (await findUnitForKind(ctx.db, fact.executorKind, row.district_id));
  const isOpen = first !== undefined && first.forgotten_at === null && row.merged_into === null;
  const like = isOpen ? await findLike(ctx, messageOfPost(first.id, first, offer), row.id) : [];
  return {
    topics,
    address: offer.place?.address ?? null,
    unit: unit ? { id: unit.id, title: unit.shortTitle } : null,
    importance: offer.importance,
    signs: offer.signs,
    like: like.map(({ id, number, title, why }) => ({ id, number, title, why })),
  };
}

/** Pages of ours that may answer: that of the first post, else any of its network. */
function pagesFor(ctx: Ctx, pages: readonly PageRow[], first: PostRow | undefined): Card['pages'] {
  if (!first) return [];
  const connector = ctx.ports.find(networkConnector, first.network);
  if (!connector?.say) return [];
  return pages
    .filter((page) => page.network === first.network && page.is_own && page.is_active)
    .toSorted((one, other) => Number(other.id === first.page_id) - Number(one.id === first.page_id))
    .map(({ id, network, title }) => ({ id, network, title, longestReply: connector.longestReply }));
}

async function readNumber(ctx: Ctx, id: string | null): Promise<Card['mergedInto']> {
  if (id === null) return null;
  const row = await ctx.db
    .selectFrom('incidents.incident')
    .select(['id', 'number'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

const readHistory = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('incidents.event')
    .selectAll()
    .where('incident_id', '=', id)
    .orderBy('serial', 'desc')
    .limit(200)
    .execute();

/**
 * The card as the actor may see it. `isOwnAct`: whoever has just given it away sees how they left it, and may do nothing
 * more with it.
 */
export async function readIncidentCard(ctx: Ctx, id: string, { isOwnAct = false } = {}): Promise<Card> {
  if (!isOwnAct) await findIncident(ctx, id);
  const { rows } = await sql<IncidentRow & LineFacts>`
    SELECT incident.*, ${lineFacts} FROM incidents.incident WHERE incident.id = ${id}::uuid`.execute(ctx.db);
  const row = firstRow(rows);
  const members = await readMembers(ctx, id);
  const posts = await readPosts(
    ctx,
    members.map(({ post_id: postId }) => postId),
  );
  const talk = await readTalks(ctx, posts);
  const talkIds = talk.map((post) => post.id);
  const sights = await readSights(ctx, talkIds);
  const pictures = await readPictures(ctx, talkIds);
  const pages = await readPages(ctx);
  const terms = await readTerms(ctx, [id]);
  const history = await readHistory(ctx, id);
  return {
    ...presentLine(ctx, row, terms),
    factId: row.fact_id,
    unitId: row.unit_id,
    lat: row.lat,
    lon: row.lon,
    dismissReason: row.dismiss_reason as contract.DismissReason | null,
    closeReason: row.close_reason,
    refusal: row.refusal,
    mergedInto: await readNumber(ctx, row.merged_into),
    caseId: row.case_id,
    terms: terms.map((term) => presentTerm(term, ctx.now)),
    talk: talk.map((post) => presentPost(post, { members, pages, sights, pictures })),
    replies: await readReplies(ctx, row, pages),
    offer: await presentOffer(ctx, row, posts[0]),
    pages: pagesFor(ctx, pages, posts[0]),
    history: history.map(({ at, by_name: by, what, note }) => ({ at: at.toISOString(), by, what, note })),
    version: row.version,
    can: isOwnAct ? [] : actsOf(ctx, row),
  };
}

/** Route. */
export const readIncident = (
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readIncident>,
): Promise<Card> => readIncidentCard(ctx, params.id);

/** A post of the talk of an incident the actor sees; a foreign one is missing. */
export async function findTalkPost(ctx: Ctx, id: string, postId: string): Promise<PostRow> {
  const post = (await readIncidentTalk(ctx, id)).find((one) => one.id === postId);
  if (!post) throw new AppError('lib.not-found', 'Такого комментария в разговоре нет.');
  return post;
}

/** The talk of an incident the actor sees, whole: what is of the incident and what stands around it. */
export async function readIncidentTalk(ctx: Ctx, id: string): Promise<PostRow[]> {
  await findIncident(ctx, id);
  return readTalks(ctx, await readMemberPosts(ctx, id));
}

/** The first post of an incident; refuses one whose words were let go. */
export async function requireFirstPost(ctx: Ctx, id: string): Promise<PostRow> {
  const [first] = await readMemberPosts(ctx, id);
  if (!first || first.forgotten_at)
    throw new AppError('lib.conflict', 'Слова записи уже удалены по сроку хранения.');
  return first;
}
