import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/rules.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { DAY } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { forLists } from '../../messages/cases/index.ts';
import type { SourcePage } from '../incidents/index.ts';
import type { PostRow } from '../posts/index.ts';
import { ruleFilters } from './filters.ts';
import { createPostJudge, type PostJudge, type RuleHit } from './judge-post.ts';
import { describeRule } from './language/describe-rule.ts';
import { parseRule } from './language/parse-rule.ts';
import { asRulePost } from './post-judge.ts';
import { filtersOf } from './rule-look.ts';
import { startingRulesOn } from './rule-pack.ts';
import { understandRule } from './rule-records.ts';

type Try = typeof contract.tryRule;
type Tried = RouteReplyInput<Try>['gainedPosts'][number];

const LOOKED_DAYS = 90;
/** Posts looked through at most, the latest first. */
const MOST_POSTS = 100_000;
const PAGE = 5000;
/** Posts shown of each kind. */
const SHOWN = 100;

type SourcePost = PostRow & { page: SourcePage };

/** What is looked through, a page at a time, the latest first. Plan: post_captured backwards. */
async function readPage(ctx: Ctx, since: Date, last: PostRow | undefined): Promise<SourcePost[]> {
  const { rows } = await sql<SourcePost>`
    SELECT post.*, json_build_object('external_id', page.external_id, 'is_own', page.is_own, 'kind', page.kind,
      'is_local', page.is_local) AS page
    FROM posts.v_post AS post LEFT JOIN networks.v_page AS page ON page.id = post.page_id
    WHERE post.captured_at >= ${since} AND post.forgotten_at IS NULL AND NOT post.is_own
      AND (${last === undefined} OR (post.captured_at, post.id) < (${last?.captured_at ?? since}, ${last?.id ?? null}::uuid))
    ORDER BY post.captured_at DESC, post.id DESC LIMIT ${PAGE}`.execute(ctx.db);
  return rows;
}

async function readFormer(ctx: Ctx, id: string | null) {
  if (id === null) return null;
  const rule = await ctx.db
    .selectFrom('rules.rule')
    .select(['query', 'filters', 'is_active'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!rule) throw new AppError('lib.not-found', 'Такого правила нет.');
  return rule.is_active
    ? { id: 'former', node: parseRule(rule.query), filters: ruleFilters.parse(rule.filters) }
    : null;
}

/** Characters shown of a post, and those before the first word that was found. */
const LONGEST_SHOWN = 1000;
const BEFORE_WORD = 300;

/** The words are found anew in what is shown: masking moves them. */
function showTried(judge: PostJudge, post: SourcePost, hit: RuleHit): Tried {
  const first = hit.words[0]?.from ?? 0;
  const from = first + BEFORE_WORD > LONGEST_SHOWN ? first - BEFORE_WORD : 0;
  const text = forLists(`${from > 0 ? '…' : ''}${post.text.slice(from, from + LONGEST_SHOWN)}`);
  const shown = judge(asRulePost({ ...post, text }, post.page)).find(({ ruleId }) => ruleId === hit.ruleId);
  return {
    id: post.id,
    text,
    url: post.url,
    postedAt: post.posted_at.toISOString(),
    words: (shown?.words ?? []).slice(0, 20),
  };
}

/** Route: what the rule would catch of ninety days, what it adds to the rule it takes the place of, and what is lost. */
export async function tryRule(ctx: Ctx, { body }: HandlerInput<Try>): Promise<RouteReplyInput<Try>> {
  const node = understandRule(ctx, body.query);
  const former = await readFormer(ctx, body.insteadOf);
  const next = { id: 'next', node, filters: filtersOf(body.look) };
  const { adverts } = startingRulesOn(localDate(ctx.now));
  const judge = createPostJudge(former ? [next, former] : [next], adverts);
  const since = new Date(ctx.now.getTime() - LOOKED_DAYS * DAY);
  const result = { looked: 0, caught: 0, gained: 0, lost: 0 };
  const gainedPosts: Tried[] = [];
  const lostPosts: Tried[] = [];
  let last: PostRow | undefined;
  do {
    const posts = await readPage(ctx, since, last);
    for (const post of posts) {
      result.looked += 1;
      const hits = judge(asRulePost(post, post.page));
      const now = hits.find(({ ruleId }) => ruleId === 'next');
      const before = hits.find(({ ruleId }) => ruleId === 'former');
      if (now) result.caught += 1;
      if (now && !before) {
        result.gained += 1;
        if (gainedPosts.length < SHOWN) gainedPosts.push(showTried(judge, post, now));
      }
      if (before && !now) {
        result.lost += 1;
        if (lostPosts.length < SHOWN) lostPosts.push(showTried(judge, post, before));
      }
    }
    last = posts.length === PAGE ? posts.at(-1) : undefined;
  } while (last && result.looked < MOST_POSTS);
  return { meaning: describeRule(node), ...result, gainedPosts, lostPosts };
}
