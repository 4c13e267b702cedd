import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/pages/priorities.ts';
import type { RouteReplyInput } from '../../../shared/contract/route.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import { ownPosts } from '../../base/networks/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readWords } from '../../messages/cases/index.ts';
import { standHoursOn } from '../register/index.ts';
import { publishingToday } from './pack.ts';
import { readPlaces } from './places.ts';

/** Posts whose topics are read at most: sixty pages publish some thousand and a half in a month. */
const MOST_POSTS = 5000;
const MOST_TOPICS = 12;

interface Span {
  from: Date;
  to: Date;
}

/** What pages published in a span, by the category of their topic. */
interface PostTopics {
  posts: number;
  /** Of which the program is not sure what they are about. */
  unsure: number;
  byCategory: ReadonlyMap<string, number>;
}

/** Words of posts that stand: as they were read on the pages, and of ours on pages nobody reads. */
async function readTexts(ctx: Ctx, { from, to }: Span): Promise<string[]> {
  const bound = [...(await readPlaces(ctx)).values()].flatMap(({ page }) => page.network_page_id ?? []);
  const standHours = standHoursOn(localDate(ctx.now));
  const seen =
    bound.length === 0
      ? []
      : await ctx.ports.find(ownPosts)?.list(ctx, { pageIds: bound, from, to, standHours, most: MOST_POSTS });
  const shown = (seen ?? []).filter(({ counts }) => counts !== 'removed');
  const known = new Set(shown.map(({ url }) => url));
  const own = await ctx.db
    .selectFrom('publications.variant')
    .select(['said_text', 'url'])
    .where('state', '=', 'published')
    .where('published_at', '>=', from)
    .where('published_at', '<', to)
    .limit(MOST_POSTS)
    .execute();
  return [
    ...shown.map(({ text }) => text),
    ...own.flatMap(({ said_text: text, url }) => (known.has(url) ? [] : [text])),
  ];
}

/** What pages of ours wrote of, topics read as those of messages are; null = of no page anything is known. */
async function countPostTopics(ctx: Ctx, span: Span): Promise<PostTopics | null> {
  const texts = await readTexts(ctx, span);
  if (texts.length === 0) return null;
  const categories = texts.flatMap((text) => readWords(text).sure?.category ?? []);
  const byCategory = new Map(
    [...Map.groupBy(categories, (category) => category)].map(([category, own]) => [category, own.length]),
  );
  return { posts: texts.length, unsure: texts.length - categories.length, byCategory };
}

/**
 * How a topic is covered: told of less than half as often as it is written of is under. Of too few messages, or too few posts whose topic
 * is known, nothing is said.
 */
export function judgeCoverage(
  { received, share, postShare, sure }: { received: number; share: number; postShare: number; sure: number },
  { least, leastPosts, ratio }: { least: number; leastPosts: number; ratio: number },
): contract.CoverageVerdict {
  if (received < least || sure < leastPosts) return 'few';
  return postShare < share * ratio ? 'under' : 'even';
}

/** Messages of a span by topic, the most frequent first. Plan: the index of registration within the span. */
async function readReceived(ctx: Ctx, { from, to }: Span): Promise<{ fact: string; received: number }[]> {
  const { rows } = await sql<{ fact: string; received: number }>`
    SELECT fact_id AS fact, count(*)::int AS received FROM cases.v_figure
    WHERE registered_at >= ${from} AND registered_at < ${to} AND fact_id IS NOT NULL AND status <> 'rejected'
    GROUP BY fact_id ORDER BY received DESC, fact_id`.execute(ctx.db);
  return rows;
}

interface Coverage extends PostTopics {
  /** By category, the most written of first. */
  topics: contract.Priorities['topics'];
}

/** What residents write of beside what pages tell of; null = of no page anything is known. */
export async function readCoverage(ctx: Ctx, span: Span): Promise<Coverage | null> {
  const told = await countPostTopics(ctx, span);
  if (!told) return null;
  const { coverage } = publishingToday(ctx);
  const received = await readReceived(ctx, span);
  const all = received.reduce((sum, one) => sum + one.received, 0);
  const sure = told.posts - told.unsure;
  const byCategory = Map.groupBy(
    received.flatMap(({ fact, received: count }) => {
      const known = findFact(fact);
      return known ? [{ category: known.category, title: known.title, count }] : [];
    }),
    ({ category }) => category,
  );
  const topics = [...byCategory]
    .map(([category, facts]) => {
      const count = facts.reduce((sum, one) => sum + one.count, 0);
      const posts = told.byCategory.get(category) ?? 0;
      const share = count / all;
      const postShare = sure === 0 ? 0 : posts / sure;
      return {
        id: category,
        // As residents call it most: the topic of the category they write of most.
        title: facts[0]?.title ?? category,
        received: count,
        share,
        posts,
        postShare,
        verdict: judgeCoverage({ received: count, share, postShare, sure }, coverage),
      };
    })
    .toSorted((a, b) => b.received - a.received || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_TOPICS);
  return { ...told, topics };
}

/** Of the last days the pack names. */
export async function readPresentCoverage(ctx: Ctx): Promise<contract.Priorities> {
  const { coverage } = publishingToday(ctx);
  const today = localDate(ctx.now);
  const from = addDays(today, -coverage.days);
  const span = { from: localDayStart(from), to: localDayStart(addDays(today, 1)) };
  const told = await readCoverage(ctx, span);
  return {
    from,
    to: today,
    posts: told?.posts ?? 0,
    unsure: told?.unsure ?? 0,
    least: coverage.least,
    leastPosts: coverage.leastPosts,
    topics: told?.topics ?? [],
  };
}

/** Route. */
export const getPriorities = (ctx: Ctx): Promise<RouteReplyInput<typeof contract.getPriorities>> =>
  readPresentCoverage(ctx);
