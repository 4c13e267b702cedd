import { sql } from 'kysely';
import type {
  CalendarItem,
  CellState,
  PublicationState,
} from '../../../../shared/contract/pages/publications.ts';
import { ownPosts } from '../../../base/networks/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { makeTitle } from '../../../messages/cases/index.ts';
import { readOnTheirWay } from '../card.ts';
import type { Place } from '../places.ts';
import type { VariantRow } from '../rows.ts';

/** Posts past Otklik that are read for a calendar at most: a page publishes some in a day. */
const MOST_OUTSIDE = 5000;

interface Span {
  from: Date;
  to: Date;
}

type Row = Pick<VariantRow, 'id' | 'publication_id' | 'page_id' | 'state' | 'url' | 'reason'> & {
  at: Date;
  piece_state: PublicationState;
  start: string;
  is_marked: boolean;
  is_imposed: boolean;
};

/** Plan: variant_calendar for each page. */
async function readRows(ctx: Ctx, pageIds: readonly string[], { from, to }: Span): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT variant.id, variant.publication_id, variant.page_id, variant.state, variant.url,
      CASE WHEN piece.state = 'returned' THEN piece.reason ELSE variant.reason END AS reason,
      coalesce(variant.published_at, variant.due_at) AS at, piece.state AS piece_state,
      left(coalesce(nullif(variant.said_text, ''), variant.own_text, piece.text), 300) AS start,
      (piece.is_urgent AND piece.reviewed_at IS NULL)
        OR EXISTS (SELECT FROM publications.change WHERE change.variant_id = variant.id AND change.state IN ('approval', 'unknown', 'failed'))
        AS is_marked,
      piece.source_kind IS NOT DISTINCT FROM 'request' AS is_imposed
    FROM publications.variant JOIN publications.publication AS piece ON piece.id = variant.publication_id
    WHERE variant.page_id = ANY(${[...pageIds]}::uuid[]) AND variant.state <> 'cancelled'
      AND coalesce(variant.published_at, variant.due_at) >= ${from} AND coalesce(variant.published_at, variant.due_at) < ${to}
    ORDER BY at, variant.id`.execute(ctx.db);
  return rows;
}

/** What a variant nobody has agreed to looks like: as its piece does. */
function cellState({ state, piece_state: piece }: Pick<Row, 'state' | 'piece_state'>): CellState {
  if (state === 'planned') return piece === 'approval' ? 'approval' : 'draft';
  // A piece that was given up has no variants in the calendar.
  return state === 'cancelled' ? 'draft' : state;
}

/** `isImposed`: it was placed at the request of ЦУР or a department. */
export type PlacedItem = CalendarItem & { pageId: string; isImposed: boolean };

async function readOwn(ctx: Ctx, pageIds: readonly string[], span: Span): Promise<PlacedItem[]> {
  const rows = await readRows(ctx, pageIds, span);
  const ways = await readOnTheirWay(
    ctx,
    rows.flatMap(({ id, state }) => (state === 'waiting' ? [id] : [])),
  );
  return rows.map((row) => {
    const way = ways.get(row.id);
    return {
      pageId: row.page_id,
      variantId: row.id,
      publicationId: row.publication_id,
      state: row.state === 'waiting' && way?.isPublishing ? 'publishing' : cellState(row),
      at: row.at.toISOString(),
      start: makeTitle(row.start),
      url: row.url,
      reason: row.state === 'waiting' ? (way?.reason ?? '') : row.reason,
      isMarked: row.is_marked,
      isImposed: row.is_imposed,
    };
  });
}

/** What was seen on the pages and Otklik did not publish. */
async function readOutside(
  ctx: Ctx,
  places: readonly Place[],
  span: Span,
  { own, standHours }: { own: readonly PlacedItem[]; standHours: number },
): Promise<(PlacedItem & { isRemoved: boolean })[]> {
  const bound = new Map(
    places.flatMap(({ page }) => (page.network_page_id ? [[page.network_page_id, page.id]] : [])),
  );
  if (bound.size === 0) return [];
  const seen = await ctx.ports
    .find(ownPosts)
    ?.list(ctx, { pageIds: [...bound.keys()], from: span.from, to: span.to, standHours, most: MOST_OUTSIDE });
  const known = new Set(own.flatMap(({ url }) => (url === '' ? [] : [url])));
  return (seen ?? []).flatMap((post) => {
    const pageId = bound.get(post.pageId);
    if (pageId === undefined || known.has(post.url)) return [];
    return [
      {
        pageId,
        variantId: null,
        publicationId: null,
        state: 'outside' as const,
        at: post.postedAt.toISOString(),
        start: makeTitle(post.text),
        url: post.url,
        reason: '',
        isMarked: false,
        isImposed: false,
        isRemoved: post.counts === 'removed',
      },
    ];
  });
}

/** Everything of these pages within a span: what is planned and published through Otklik, and what was published past it and stands. */
export async function readItems(
  ctx: Ctx,
  places: readonly Place[],
  span: Span,
  standHours: number,
): Promise<PlacedItem[]> {
  const own = await readOwn(
    ctx,
    places.map(({ page }) => page.id),
    span,
  );
  const outside = await readOutside(ctx, places, span, { own, standHours });
  return [...own, ...outside.filter(({ isRemoved }) => !isRemoved)];
}
