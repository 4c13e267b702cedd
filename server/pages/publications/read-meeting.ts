import type { readMeeting as meetingRoute } from '../../../shared/contract/pages/publications-met.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { metUnder } from '../../base/networks/index.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { variantsOf } from './rows.ts';

type Meeting = typeof meetingRoute;

/** Route: read from whoever keeps posts, each time anew. */
export async function readMeeting(
  ctx: Ctx,
  { params }: HandlerInput<Meeting>,
): Promise<RouteReplyInput<Meeting>> {
  const piece = await ctx.db
    .selectFrom('publications.publication')
    .select('id')
    .where('id', '=', params.id)
    .executeTakeFirst();
  if (!piece) throw new AppError('lib.not-found', 'Такой публикации нет. Обновите список.');
  const out = (await variantsOf(ctx, piece.id)).filter(
    ({ published_at: at, url }) => at !== null && url !== '',
  );
  const met =
    (await ctx.ports.find(metUnder)?.(
      ctx,
      out.map(({ url }) => url),
    )) ?? [];
  const byUrl = new Map(met.map((one) => [one.url, one]));
  return {
    pages: out.map(({ id, url }) => {
      const found = byUrl.get(url);
      if (!found) return { variantId: id, met: null };
      const { url: _, ...figures } = found;
      return { variantId: id, met: figures };
    }),
  };
}
