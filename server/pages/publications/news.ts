import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/pages/news.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { MINUTE } from '../../../shared/time.ts';
import { readCity } from '../../lib/city.ts';
import { sendFeed } from '../../lib/feeds/send-feed.ts';
import { createKept } from '../../lib/jobs/kept.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { siteOrigin } from '../../lib/site-address.ts';
import { makeTitle } from '../../messages/cases/index.ts';
import { readPlaces } from './places.ts';

const MOST = 100;
const keptNews = createKept<contract.NewsItem[]>(1);

interface Row {
  publication_id: string;
  page_id: string;
  said_text: string;
  url: string;
  published_at: Date;
  corrected_at: Date | null;
}

/** The latest of each page. Plan: variant_calendar for each of them; then the corrections of each. */
async function readRows(ctx: Ctx, pageIds: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT latest.* FROM unnest(${[...pageIds]}::uuid[]) AS place(id) CROSS JOIN LATERAL (
      SELECT variant.publication_id, variant.page_id, variant.said_text, variant.url, variant.published_at,
        (SELECT max(change.done_at) FROM publications.change
          WHERE change.variant_id = variant.id AND change.kind = 'correct' AND change.state = 'done') AS corrected_at
      FROM publications.variant
      WHERE variant.page_id = place.id AND variant.state <> 'cancelled' AND variant.state = 'published'
      ORDER BY coalesce(variant.published_at, variant.due_at) DESC LIMIT ${MOST}) AS latest
    ORDER BY latest.published_at DESC, latest.publication_id`.execute(ctx.db);
  return rows;
}

async function readNews(ctx: Ctx): Promise<contract.NewsItem[]> {
  const places = await readPlaces(ctx);
  const rows = await readRows(ctx, [...places.keys()]);
  const pieces = [...Map.groupBy(rows, ({ publication_id: id }) => id)];
  return pieces.slice(0, MOST).flatMap(([id, own]) => {
    const standing = own.filter(({ url }) => url !== '').toReversed();
    const [first] = standing;
    if (!first) return [];
    const corrected = standing
      .flatMap(({ corrected_at: at }) => at ?? [])
      .toSorted((a, b) => a.getTime() - b.getTime());
    return [
      {
        id,
        title: makeTitle(first.said_text),
        text: first.said_text,
        publishedAt: first.published_at.toISOString(),
        correctedAt: corrected.at(-1)?.toISOString() ?? null,
        places: standing.map(({ page_id: pageId, url }) => ({
          page: places.get(pageId)?.page.title ?? '',
          network: places.get(pageId)?.networkTitle ?? '',
          url,
        })),
      },
    ];
  });
}

const newsNow = (ctx: Ctx): Promise<contract.NewsItem[]> =>
  keptNews(ctx, 'news', { fresh: MINUTE }, () => readNews(ctx));

/** Route, for everybody. */
export const listNews = async (ctx: Ctx): Promise<RouteReplyInput<typeof contract.listNews>> => ({
  news: await newsNow(ctx),
});

/** Route, for everybody: addresses are the city's own where it has named it. */
export async function getNewsFeed(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.getNewsFeed>,
): Promise<Download> {
  const news = await newsNow(ctx);
  const site = siteOrigin(ctx.config);
  return sendFeed(params.format, {
    title: `${readCity(ctx.config).title}: официальные страницы`,
    description: 'Что опубликовано на официальных страницах города',
    self: { rss: `${site}/api/open/news/rss`, atom: `${site}/api/open/news/atom` },
    page: `${site}/pages`,
    entries: news.map((item) => ({
      id: `urn:uuid:${item.id}`,
      title: item.title,
      text: item.text,
      links: item.places.map(({ url }) => url),
      publishedAt: new Date(item.publishedAt),
      changedAt: new Date(item.correctedAt ?? item.publishedAt),
    })),
  });
}
