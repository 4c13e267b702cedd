import type { getPublicFigures, PublicFigures } from '../../../../shared/contract/heatmap/heatmap-open.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { heatPack } from '../heat-pack.ts';
import { composeFigures } from './compose.ts';
import { editionOf, readMonths } from './editions.ts';
import { keep, sendKept } from './open-kept.ts';

/** Route: how the city answers, for everybody, by the edition of the week. */
export function readPublicFigures(
  ctx: Ctx,
  { query }: HandlerInput<typeof getPublicFigures>,
): Promise<Download> {
  const edition = editionOf(localDate(ctx.now));
  return keep(ctx, `figures ${query.period} ${edition}`, async () => {
    const rules = heatPack.on(edition).public;
    const figures: PublicFigures = {
      ...composeFigures(await readMonths(ctx, rules.months), query.period),
      edition,
      smallest: rules.smallest,
    };
    return sendKept(ctx, { text: JSON.stringify(figures), contentType: 'application/json; charset=utf-8' });
  });
}
