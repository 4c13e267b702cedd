import { z } from 'zod';
import * as contract from '../../../../shared/contract/pages/gospubliki.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import { type Place, publishingToday, readPlaces } from '../../publications/index.ts';
import { readLoads } from '../load/read-load.ts';
import { gospublikiToday, offeredAskers } from '../pack.ts';
import { historyOf } from '../store.ts';
import { presentRequest, type RequestParts } from './present.ts';
import { findRequest, pagesOfRequests, type RequestRow, variantsOfRequests } from './rows.ts';
import { termsOf } from './terms.ts';
import { actsFrom, type RequestAct } from './workflow.ts';

type Card = contract.RequestCard;

const keptLoads = z.array(contract.pageLoad);

/** The load of its pages: as it is while it is to be decided, as it was shown afterwards. */
async function loadsOf(ctx: Ctx, row: RequestRow, pageIds: readonly string[]): Promise<contract.PageLoad[]> {
  if (row.state === 'received') return readLoads(ctx, pageIds);
  return row.load === null ? [] : keptLoads.parse(row.load);
}

function presentTargets(
  { pages, variants }: RequestParts,
  places: ReadonlyMap<string, Place>,
  loads: readonly contract.PageLoad[],
): contract.RequestPage[] {
  const order = [...places.keys()];
  return pages
    .toSorted((a, b) => order.indexOf(a.page_id) - order.indexOf(b.page_id))
    .map((row) => {
      const variant = variants.find(({ page_id: pageId }) => pageId === row.page_id);
      return {
        pageId: row.page_id,
        title: places.get(row.page_id)?.title ?? 'страница в архиве',
        isAccepted: row.is_accepted,
        url: row.url,
        publishedAt: row.published_at?.toISOString() ?? null,
        reason: row.reason,
        missedAt: row.missed_at?.toISOString() ?? null,
        variant: variant?.state ?? null,
        variantReason: variant?.reason ?? '',
        dueAt: variant?.due_at.toISOString() ?? null,
        load: loads.find(({ pageId }) => pageId === row.page_id) ?? null,
      };
    });
}

/** What the caller may do: every act refuses by the same rule. */
function offerActs(ctx: Ctx, row: RequestRow, { pages }: RequestParts): RequestAct[] {
  if (!hasPermission(ctx, 'gospubliki.keep')) return [];
  const isAnyOut = pages.some((page) => page.published_at !== null);
  return actsFrom(row.state).filter((act) => act !== 'withdraw' || !isAnyOut);
}

async function nameOfPerson(ctx: Ctx, id: string | null): Promise<string> {
  if (id === null) return '';
  const person = await ctx.db
    .selectFrom('identity.v_person')
    .select('short_name')
    .where('id', '=', id)
    .executeTakeFirst();
  return person?.short_name ?? '';
}

function presentPublication(row: RequestRow, { variants }: RequestParts): Card['publication'] {
  if (row.publication_id === null) return null;
  return {
    id: row.publication_id,
    // A piece without a page left is a draft: nothing else can be.
    state: variants[0]?.piece_state ?? 'draft',
    link: `/staff/publications?id=${row.publication_id}`,
  };
}

const presentReport = (row: RequestRow): Card['report'] =>
  row.report_on ? { number: row.report_number, on: row.report_on, words: row.report_words } : null;

export async function readRequestCard(ctx: Ctx, id: string): Promise<Card> {
  const row = await findRequest(ctx, id);
  const parts = {
    pages: await pagesOfRequests(ctx, [id]),
    variants: (await variantsOfRequests(ctx, [id])).get(id) ?? [],
  };
  const loads = await loadsOf(
    ctx,
    row,
    parts.pages.map(({ page_id: pageId }) => pageId),
  );
  const pictures = await ctx.db
    .selectFrom('gospubliki.request_picture')
    .selectAll()
    .where('request_id', '=', id)
    .orderBy('serial')
    .execute();
  const { load, grounds } = gospublikiToday(ctx);
  return {
    ...presentRequest(ctx, row, parts),
    text: row.text,
    fileId: row.file_id,
    pictures: pictures.map(({ file_id: fileId, alt }) => ({ fileId, alt })),
    targets: presentTargets(parts, await readPlaces(ctx), loads),
    isLoadKept: row.state !== 'received',
    shareLimit: load.shareLimit,
    responsibleId: row.responsible_id,
    responsible: await nameOfPerson(ctx, row.responsible_id),
    terms: termsOf(row, ctx.now),
    decidedBy: row.decided_by_name,
    ground: row.ground,
    reason: row.reason,
    overReason: row.over_reason,
    publication: presentPublication(row, parts),
    report: presentReport(row),
    windows: publishingToday(ctx).windows,
    grounds: grounds.filter(({ ofMandatory }) => ofMandatory || !row.is_mandatory),
    history: await historyOf(ctx, id),
    version: row.version,
    can: offerActs(ctx, row, parts),
  };
}

/** Route. */
export const readRequest = (ctx: Ctx, { params }: HandlerInput<typeof contract.readRequest>): Promise<Card> =>
  readRequestCard(ctx, params.id);

/** Route: what the form of a request is filled from. */
export async function listTargets(ctx: Ctx): Promise<RouteReplyInput<typeof contract.listTargets>> {
  const places = [...(await readPlaces(ctx)).values()];
  return {
    pages: places.map(({ page, title }) => ({ id: page.id, title })),
    askers: offeredAskers(ctx),
    today: localDate(ctx.now),
  };
}
