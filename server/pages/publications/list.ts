import { type RawBuilder, sql } from 'kysely';
import type { listCorrections as correctionsRoute } from '../../../shared/contract/pages/publications-acts.ts';
import type * as lists from '../../../shared/contract/pages/publications-list.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import { forStrangers, makeTitle } from '../../messages/cases/index.ts';
import { readPlaces } from './places.ts';
import type { PublicationRow, VariantRow } from './rows.ts';

type List = typeof lists.listPublications;

const troubled = sql`EXISTS (SELECT FROM publications.variant WHERE variant.publication_id = piece.id
  AND (variant.state IN ('failed', 'unknown', 'manual') AND variant.due_at <= now_at.at
    -- What was stopped is for somebody to see until its hour is long over.
    OR variant.state = 'cancelled' AND variant.due_at > now_at.at - interval '3 days'))`;
const hasWaitingChange = sql`EXISTS (SELECT FROM publications.change JOIN publications.variant ON variant.id = change.variant_id
  WHERE variant.publication_id = piece.id AND change.state = 'approval')`;

/** Plans: publication_waiting, publication_unreviewed, variant_troubled; all of them by publication_latest. */
const shelves: Readonly<Record<lists.PublicationShelf, RawBuilder<unknown>>> = {
  drafts: sql`piece.state IN ('draft', 'returned')`,
  approval: sql`(piece.state = 'approval' OR piece.state = 'approved' AND ${hasWaitingChange})`,
  troubled: sql`piece.state = 'approved' AND ${troubled}`,
  review: sql`piece.is_urgent AND piece.reviewed_at IS NULL`,
  all: sql`true`,
};

type Row = Pick<
  PublicationRow,
  'id' | 'state' | 'risk' | 'is_urgent' | 'made_by_name' | 'state_at' | 'reason' | 'made_at'
> & { start: string; key: string };

/** Route. */
export async function listPublications(
  ctx: Ctx,
  { query }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  const cursor = readCursor(query.cursor, 2);
  const after = cursor
    ? sql`AND (piece.made_at, piece.id) < (${cursorMoment(cursor[0] ?? null)}::timestamptz, ${cursorId(cursor[1] ?? null)}::uuid)`
    : sql``;
  const { rows } = await sql<Row>`
    SELECT piece.id, piece.state, piece.risk, piece.is_urgent, piece.made_by_name, piece.state_at, piece.reason, piece.made_at,
      left(piece.text, 300) AS start, piece.made_at::text AS key
    FROM publications.publication AS piece, (SELECT ${ctx.now}::timestamptz AS at) AS now_at
    WHERE ${shelves[query.shelf]} ${after}
    ORDER BY piece.made_at DESC, piece.id DESC LIMIT ${query.limit + 1}`.execute(ctx.db);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await presentLines(ctx, shown),
    next: rows.length > query.limit && last ? writeCursor([last.key, last.id]) : null,
    can: offers(ctx, { keep: 'publications.keep', approve: 'publications.approve' }),
  };
}

/** When the nearest of the variants goes out, or the latest went. */
function nearestAt(variants: readonly VariantRow[]): Date | null {
  const coming = variants.filter(({ published_at: at }) => at === null).map(({ due_at: at }) => at);
  const gone = variants.flatMap(({ published_at: at }) => at ?? []);
  return (
    coming.toSorted((a, b) => a.getTime() - b.getTime())[0] ??
    gone.toSorted((a, b) => b.getTime() - a.getTime())[0] ??
    null
  );
}

async function presentLines(ctx: Ctx, rows: readonly Row[]): Promise<lists.PublicationLine[]> {
  if (rows.length === 0) return [];
  const variants = await ctx.db
    .selectFrom('publications.variant')
    .selectAll()
    .where(
      'publication_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('due_at')
    .orderBy('id')
    .execute();
  const variantsBy = Map.groupBy(variants, ({ publication_id: id }) => id);
  const places = await readPlaces(ctx);
  return rows.map((row) => {
    const own = variantsBy.get(row.id) ?? [];
    return {
      id: row.id,
      start: makeTitle(row.start),
      state: row.state,
      risk: row.risk,
      isUrgent: row.is_urgent,
      madeBy: row.made_by_name,
      stateAt: row.state_at.toISOString(),
      at: nearestAt(own)?.toISOString() ?? null,
      pages: own.map(({ page_id: pageId, state }) => ({
        title: places.get(pageId)?.title ?? 'страница в архиве',
        short: places.get(pageId)?.short ?? '',
        state,
      })),
      note: row.reason || (own.find(({ reason }) => reason !== '')?.reason ?? ''),
    };
  });
}

/** Route: numbers beside the shelves. */
export async function countPublications(ctx: Ctx): Promise<RouteReplyInput<typeof lists.countPublications>> {
  const count = (shelf: lists.PublicationShelf) => sql<number>`(
    SELECT count(*)::int FROM publications.publication AS piece, (SELECT ${ctx.now}::timestamptz AS at) AS now_at
    WHERE ${shelves[shelf]})`;
  const { rows } = await sql<{ drafts: number; approval: number; troubled: number; review: number }>`
    SELECT ${count('drafts')} AS drafts, ${count('approval')} AS approval, ${count('troubled')} AS troubled,
      ${count('review')} AS review`.execute(ctx.db);
  return rows[0] ?? { drafts: 0, approval: 0, troubled: 0, review: 0 };
}

/** Route: what was put right or taken off, for everybody. */
export async function listCorrections(ctx: Ctx): Promise<RouteReplyInput<typeof correctionsRoute>> {
  const { rows } = await sql<{
    id: string;
    kind: 'correct' | 'withdraw';
    page_id: string;
    url: string;
    reason: string;
    done_at: Date;
  }>`
    SELECT change.id, change.kind, variant.page_id, variant.url, change.reason, change.done_at
    FROM publications.change JOIN publications.variant ON variant.id = change.variant_id
    WHERE change.state = 'done' ORDER BY change.done_at DESC, change.id LIMIT 100`.execute(ctx.db);
  const places = await readPlaces(ctx);
  return {
    corrections: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      page: places.get(row.page_id)?.page.title ?? 'страница в архиве',
      url: row.kind === 'withdraw' ? '' : row.url,
      reason: forStrangers(row.reason),
      at: row.done_at.toISOString(),
    })),
  };
}
