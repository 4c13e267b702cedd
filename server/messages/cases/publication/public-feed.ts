import type * as contract from '../../../../shared/contract/messages/cases-register.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { filterWords, shapeWords } from '../../../../shared/text/messages/public-words.ts';
import { MINUTE } from '../../../../shared/time.ts';
import { findBlock, findFact } from '../../../base/taxonomy/index.ts';
import { districtTitle, publicPlace } from '../../../base/territory/index.ts';
import { readCity } from '../../../lib/city.ts';
import { type Feed, type FeedEntry, sendFeed } from '../../../lib/feeds/send-feed.ts';
import { createKept } from '../../../lib/jobs/kept.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { siteOrigin } from '../../../lib/site-address.ts';
import { mapShape } from '../core/map-shape.ts';
import { publicTitle } from './open-matters.ts';
import { filterPublic, type PublicFilter } from './public-cases.ts';
import { fitsWords, stemsOf } from './public-words.ts';

/** A feed of the register by any of its filters: what was published last. It is read far from the page, so of a home the topic alone. */

const MOST = 100;

/** Many readers ask for the same few filters. */
const keptFeeds = createKept<Feed>(200);

/** Plan: case_file_published of the period, sorted. */
export const selectPublished = (ctx: Ctx, filter: PublicFilter) =>
  filterPublic(ctx, filter)
    .select(['id', 'number', 'title', 'fact_id', 'block', 'address', 'is_home', 'lat', 'lon', 'district_id'])
    .select(['published_at', 'answered_at', 'registered_at', mapShape(ctx.now).as('shape')])
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc');

export type PublishedRow = Awaited<ReturnType<ReturnType<typeof selectPublished>['execute']>>[number];

function presentEntry(ctx: Ctx, row: PublishedRow): FeedEntry {
  const published = row.published_at ?? row.registered_at;
  const topic = findFact(row.fact_id ?? '')?.title ?? findBlock(row.block ?? '')?.title;
  const district = row.district_id ? districtTitle(row.district_id) : null;
  const text = [shapeWords[row.shape], topic, publicPlace(row).address, district].filter(Boolean).join('. ');
  return {
    id: `${siteOrigin(ctx.config)}/m/${row.number}`,
    title: publicTitle(row),
    text: `${text}.`,
    links: [`${siteOrigin(ctx.config)}/m/${row.number}`],
    publishedAt: published,
    changedAt: row.answered_at && row.answered_at > published ? row.answered_at : published,
  };
}

/** The filter as an address says it, in one order and without what is usual. */
export function filterAddress({ block, district, shape, q, days }: PublicFilter): string {
  const told = [
    ['block', block],
    ['district', district],
    ['shape', shape],
    ['q', q?.trim()],
    ['days', days === 30 ? undefined : String(days)],
  ].flatMap(([name, value]) => (name && value ? [[name, value]] : []));
  const text = new URLSearchParams(told).toString();
  return text && `?${text}`;
}

async function readFeed(ctx: Ctx, filter: PublicFilter): Promise<Feed> {
  const stems = stemsOf(filter.q);
  const rows = await selectPublished(ctx, filter)
    .limit(stems.length > 0 ? MOST * 10 : MOST)
    .execute();
  const fitting = rows.filter((row) => fitsWords(row, stems)).slice(0, MOST);
  const site = siteOrigin(ctx.config);
  const narrowed = filterWords({
    block: findBlock(filter.block ?? '')?.title,
    district: filter.district && districtTitle(filter.district),
    shape: filter.shape,
    q: filter.q,
  });
  const address = filterAddress(filter);
  const self = (format: contract.FeedFormat): string => `${site}/api/open/messages/feed/${format}${address}`;
  return {
    title: `${readCity(ctx.config).title}: сообщения жителей${narrowed && `, ${narrowed}`}`,
    description: 'Что жители разрешили показать, без имён и контактов',
    self: { rss: self('rss'), atom: self('atom') },
    page: `${site}/messages${address}`,
    entries: fitting.map((row) => presentEntry(ctx, row)),
  };
}

/** Route, for everybody. */
export async function getPublicFeed(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.getPublicFeed>,
): Promise<Download> {
  const feed = await keptFeeds(ctx, `feed ${filterAddress(query)}`, { fresh: MINUTE }, () =>
    readFeed(ctx, query),
  );
  return sendFeed(params.format, feed);
}
