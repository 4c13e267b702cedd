import type * as contract from '../../../shared/contract/monitoring/moderation.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { isDeedPossible } from '../../base/networks/index.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { readIncidentTalk } from '../incidents/index.ts';
import { type PostRow, readSights, type SightRow } from '../posts/index.ts';
import { presentLine, readLinesOfPosts } from './lines.ts';
import { hidesByItself, type OwnPage, readOwnPages, whyNotHideable } from './pages.ts';
import { type RuleRow, readRulesAt, rulesFor } from './rules.ts';

type Read = typeof contract.readTalkModeration;

/** A decision about it stands, or is on its way. */
const isTakenUp = (state: contract.ActState): boolean => !['declined', 'dropped', 'restored'].includes(state);

interface Around {
  pages: readonly OwnPage[];
  now: readonly RuleRow[];
  all: readonly RuleRow[];
}

/** Rules in force when something was written, out of all their versions. */
function rulesThen(all: readonly RuleRow[], at: Date): RuleRow[] {
  const latest = new Map<number, RuleRow>();
  for (const rule of all) {
    const known = latest.get(rule.number);
    if (rule.in_force_at <= at && (!known || known.version < rule.version)) latest.set(rule.number, rule);
  }
  return [...latest.values()].filter(({ is_retired: isRetired }) => !isRetired);
}

function presentComment(
  ctx: Ctx,
  post: PostRow,
  sight: SightRow,
  { pages, now, all }: Around,
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
    hides: hidesByItself(ctx, page) ? 'deletes' : 'hand',
    mayRestore: page.isActive && isDeedPossible(ctx, page.network, 'restore'),
    ruleIds: rulesFor(rulesThen(all, sight.as_of), now).map(({ id }) => id),
  };
}

/** Route: what of a talk may be taken off, and by what; what already is. */
export async function readTalkModeration(
  ctx: Ctx,
  { params }: HandlerInput<Read>,
): Promise<RouteReplyInput<Read>> {
  const posts = await readIncidentTalk(ctx, params.id);
  const pages = await readOwnPages(ctx);
  const all = await ctx.db.selectFrom('moderation.rule').selectAll().orderBy('number').execute();
  const now = await readRulesAt(ctx, ctx.now);
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
  const lastSight = new Map(sights.map((sight) => [sight.post_id, sight]));
  const mayHide = hasPermission(ctx, 'moderation.hide');
  const comments = open.flatMap((post) => {
    const sight = lastSight.get(post.id);
    return (sight && presentComment(ctx, post, sight, { pages, now, all })) ?? [];
  });
  const offered = new Set(comments.flatMap(({ ruleIds }) => ruleIds));
  return {
    comments: mayHide ? comments : [],
    rules: all
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
