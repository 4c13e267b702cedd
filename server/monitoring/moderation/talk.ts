import type * as contract from '../../../shared/contract/monitoring/moderation.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { readIncidentTalk } from '../incidents/index.ts';
import { latestLook, type PostRow, readSights, type SightRow } from '../posts/index.ts';
import { presentLine, readLinesOfPosts } from './lines.ts';
import { doesByItself, type OwnPage, readOwnPages, whyNotHideable } from './pages.ts';
import { type RuleRow, readVersions, rulesFor } from './rules.ts';

type Read = typeof contract.readTalkModeration;

/** A decision about it stands, or is on its way. */
const isTakenUp = (state: contract.ActState): boolean => !['declined', 'dropped', 'restored'].includes(state);

interface Around {
  pages: readonly OwnPage[];
  versions: readonly RuleRow[];
}

function presentComment(
  ctx: Ctx,
  post: PostRow,
  sight: SightRow,
  { pages, versions }: Around,
): contract.HideableComment | null {
  const page = pages.find(({ id }) => id === post.page_id);
  if (!page) return null;
  return {
    postId: post.id,
    authorName: sight.author_name || post.author_name,
    text: sight.text,
    serial: sight.serial,
    sha256: sight.sha256,
    seenAt: sight.seen_at.toISOString(),
    pageTitle: page.title,
    network: page.network,
    hides: doesByItself(ctx, page, 'hide') ? 'deletes' : 'hand',
    mayRestore: doesByItself(ctx, page, 'restore'),
    ruleIds: rulesFor(versions, sight.as_of, ctx.now).map(({ id }) => id),
  };
}

/** Route: what of a talk may be taken off, and by what; what already is. */
export async function readTalkModeration(
  ctx: Ctx,
  { params }: HandlerInput<Read>,
): Promise<RouteReplyInput<Read>> {
  const posts = await readIncidentTalk(ctx, params.id);
  const pages = await readOwnPages(ctx);
  const versions = await readVersions(ctx);
  const acts = await readLinesOfPosts(
    ctx,
    posts.map(({ id }) => id),
  );
  const open = posts.filter(
    (post) =>
      whyNotHideable(post, pages) === null &&
      !acts.some(({ post_id: id, state }) => id === post.id && isTakenUp(state)),
  );
  const sights = await readSights(
    ctx,
    open.map(({ id }) => id),
  );
  const sightsOf = Map.groupBy(sights, ({ post_id: id }) => id);
  const mayHide = hasPermission(ctx, 'moderation.hide');
  const comments = open.flatMap((post) => {
    const sight = latestLook(post, sightsOf.get(post.id) ?? []);
    return (sight && presentComment(ctx, post, sight, { pages, versions })) ?? [];
  });
  const offered = new Set(comments.flatMap(({ ruleIds }) => ruleIds));
  return {
    comments: mayHide ? comments : [],
    rules: versions
      .filter(({ id }) => offered.has(id))
      .map(({ id, number, title, text, needs_second: needsSecond }) => ({
        id,
        number,
        title,
        text,
        needsSecond,
      })),
    acts: acts.map((row) => ({ ...presentLine(ctx, row), postId: row.post_id })),
    can: mayHide && comments.length > 0 ? ['hide'] : [],
  };
}
