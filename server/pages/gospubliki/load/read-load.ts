import type { listImposed as imposedRoute, PageLoad } from '../../../../shared/contract/pages/gospubliki.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import { addDays, weekOf } from '../../../../shared/text/periods.ts';
import { localDate, localDayStart } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readItems, readPlaces } from '../../publications/index.ts';
import { readWeeks, standHoursOn } from '../../register/index.ts';
import { gospublikiToday } from '../pack.ts';
import { judgeImposed, judgeLoad } from './judge-load.ts';

/** The load of these pages of the register in this ISO week and the next one; archived pages have none. */
export async function readLoads(ctx: Ctx, pageIds: readonly string[]): Promise<PageLoad[]> {
  const today = localDate(ctx.now);
  const monday = weekOf(today).from;
  const weeks = [monday, addDays(monday, 7)];
  const places = [...(await readPlaces(ctx)).values()].filter(({ page }) => pageIds.includes(page.id));
  const span = { from: localDayStart(monday), to: localDayStart(addDays(monday, 14)) };
  const items = Map.groupBy(await readItems(ctx, places, span, standHoursOn(today)), ({ pageId }) => pageId);
  const known = await readWeeks(
    ctx,
    places.map(({ page }) => page),
    1,
  );
  const { shareLimit } = gospublikiToday(ctx).load;
  return places.map(({ page: { id } }) =>
    judgeLoad({
      pageId: id,
      weeks,
      posts: (items.get(id) ?? []).map(({ at, state, isImposed }) => ({
        day: localDate(new Date(at)),
        state,
        isImposed,
      })),
      isRead: known.get(id)?.[0]?.why === null,
      shareLimit,
    }),
  );
}

/** Route: every page that is kept, by what stands on it since so many days. */
export async function listImposed(ctx: Ctx): Promise<RouteReplyInput<typeof imposedRoute>> {
  const today = localDate(ctx.now);
  const { shareLimit, shownDays } = gospublikiToday(ctx).load;
  const places = [...(await readPlaces(ctx)).values()];
  const span = { from: localDayStart(addDays(today, -shownDays)), to: ctx.now };
  const items = Map.groupBy(await readItems(ctx, places, span, standHoursOn(today)), ({ pageId }) => pageId);
  return {
    days: shownDays,
    shareLimit,
    pages: places.map(({ page: { id } }) => ({
      pageId: id,
      ...judgeImposed(items.get(id) ?? [], shareLimit),
    })),
  };
}
