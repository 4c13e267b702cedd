import { sql } from 'kysely';
import { localDate } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { defineState } from '../../lib/module/state.ts';
import type { PostWorth, SourcePage } from '../incidents/index.ts';
import type { PostRow } from '../posts/index.ts';
import { type RulePost, ruleFilters } from './filters.ts';
import { createPostJudge, type RuleHit } from './judge-post.ts';
import { parseRule } from './language/parse-rule.ts';
import { readPostPlaces } from './post-places.ts';
import { startingRulesOn } from './rule-pack.ts';

interface Judge {
  /** What the rules were when it was made: their count and versions. */
  mark: string;
  titles: ReadonlyMap<string, string>;
  judge: (post: RulePost) => RuleHit[];
}

const judges = defineState<{ current: Judge | null }>('rules.judge', () => ({ current: null }));

/** The judge of the rules in force; made anew when any of them has changed, in this process or another. */
async function currentJudge(ctx: Ctx): Promise<Judge> {
  const kept = judges.of(ctx);
  const { rows } = await sql<{ mark: string }>`
    SELECT count(*) || ':' || coalesce(sum(version), 0) || ':' || coalesce(max(changed_at)::text, '') AS mark FROM rules.rule
    WHERE is_active`.execute(ctx.db);
  const mark = rows[0]?.mark ?? '';
  if (kept.current?.mark === mark) return kept.current;
  const rules = await ctx.db
    .selectFrom('rules.rule')
    .select(['id', 'title', 'query', 'filters'])
    .where('is_active', '=', true)
    .execute();
  const judging = rules.map(({ id, query, filters }) => ({
    id,
    node: parseRule(query),
    filters: ruleFilters.parse(filters),
  }));
  kept.current = {
    mark,
    titles: new Map(rules.map(({ id, title }) => [id, title])),
    judge: createPostJudge(judging, startingRulesOn(localDate(ctx.now)).adverts),
  };
  return kept.current;
}

/** A post as rules look at it. */
export function asRulePost(
  post: Pick<PostRow, 'network' | 'kind' | 'is_own' | 'text'>,
  page: SourcePage | undefined,
): RulePost {
  const kind = page?.kind;
  return {
    network: post.network,
    kind: post.kind,
    pageId: page?.external_id ?? '',
    isOwn: post.is_own,
    pageKind: page?.is_own
      ? 'own'
      : kind === 'media' || kind === 'community' || kind === 'advertiser'
        ? kind
        : 'unknown',
    isLocal: page?.is_local ?? false,
    text: post.text,
    readPlaces: () => readPostPlaces(post.text),
  };
}

/** Answer to `incidents.post-worth`: the rules that caught a post, by which words; each hit is kept. */
export const judgeByRules: PostWorth = async (ctx, post, page) => {
  const { judge, titles } = await currentJudge(ctx);
  const hits = judge(asRulePost(post, page));
  if (hits.length === 0) return [];
  await ctx.db
    .insertInto('rules.hit')
    .values(hits.map(({ ruleId }) => ({ rule_id: ruleId, post_id: post.id, at: ctx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return hits.map(({ ruleId, words }) => ({
    rule: titles.get(ruleId) ?? '',
    words: words.map(({ from, to }) => post.text.slice(from, to)).slice(0, 4),
  }));
};
