import type { RequestLine, RequestLook } from '../../../../shared/contract/pages/gospubliki.ts';
import type { PublicationState } from '../../../../shared/contract/pages/publications.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { askerTitle } from '../pack.ts';
import {
  pagesOfRequests,
  type RequestPageRow,
  type RequestRow,
  type RequestVariant,
  variantsOfRequests,
} from './rows.ts';
import { dutyOf, termsOf } from './terms.ts';

/** An accepted request is scheduled once its publication is agreed to. */
export const lookOf = (
  { state }: Pick<RequestRow, 'state'>,
  pieceState: PublicationState | null,
): RequestLook => (state === 'accepted' && pieceState === 'approved' ? 'scheduled' : state);

export interface RequestParts {
  pages: RequestPageRow[];
  variants: RequestVariant[];
}

export function presentRequest(ctx: Ctx, row: RequestRow, { pages, variants }: RequestParts): RequestLine {
  const terms = termsOf(row, ctx.now);
  const duty = dutyOf(row.state);
  const running = terms.find((one) => one.duty === duty && one.doneAt === null);
  return {
    id: row.id,
    asker: row.asker,
    askerTitle: askerTitle(ctx, row.asker),
    number: row.number,
    datedOn: row.dated_on,
    receivedOn: row.received_on,
    title: row.title,
    windowFrom: row.window_from,
    windowTo: row.window_to,
    isMandatory: row.is_mandatory,
    look: lookOf(row, variants[0]?.piece_state ?? null),
    duty,
    dueAt: running?.dueAt ?? null,
    isLate: running?.isLate ?? false,
    breaches: terms.filter(({ isLate }) => isLate).map((one) => one.duty),
    pages: pages.length,
    published: pages.filter((page) => page.published_at !== null).length,
  };
}

/** Requests as lines of the list, in their order. */
export async function presentRequests(ctx: Ctx, rows: readonly RequestRow[]): Promise<RequestLine[]> {
  const ids = rows.map(({ id }) => id);
  const pages = Map.groupBy(await pagesOfRequests(ctx, ids), ({ request_id: id }) => id);
  const variants = await variantsOfRequests(ctx, ids);
  return rows.map((row) =>
    presentRequest(ctx, row, { pages: pages.get(row.id) ?? [], variants: variants.get(row.id) ?? [] }),
  );
}
