import {
  type IndicatorId,
  type IndicatorSlice,
  type IndicatorValue,
  indicatorIds,
  type listIndicators as listIndicatorsRoute,
} from '../../../shared/contract/heatmap/indicators.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { knownIn } from '../../../shared/known.ts';
import { isOfIncidents } from '../../../shared/text/heatmap/indicators.ts';
import { localDate } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { countListed } from './cases.ts';
import { countSums } from './count.ts';
import { areNetworksKept, countNetworks, type Networks } from './networks.ts';
import { countOfficialPages } from './official-pages.ts';
import { countOuter } from './outer-count.ts';
import { indicatorPack } from './pack.ts';
import { SKETCH_ERROR } from './sketch.ts';
import { describeIndicators, valuesOf } from './values.ts';

type List = typeof listIndicatorsRoute;

/** K1–K20 of a slice and a period of local days, whole city's cases: for reports and agendas as for the screen. */
export const readIndicators = async (ctx: Ctx, slice: IndicatorSlice): Promise<IndicatorValue[]> =>
  (await countIndicators(ctx, slice)).values;

/** Official pages have an organisation, and no topic, territory or channel. */
const isOfPages = ({ block, districtId, channel, factId }: IndicatorSlice): boolean =>
  [block, districtId, channel, factId].every((one) => one === undefined);

async function countIndicators(
  ctx: Ctx,
  slice: IndicatorSlice,
): Promise<{ values: IndicatorValue[]; networks: Networks }> {
  const [sums, outer, networks, official, isKept] = await Promise.all([
    countSums(ctx, slice),
    countOuter(ctx, slice),
    countNetworks(ctx, slice),
    isOfPages(slice) ? countOfficialPages(ctx, slice) : null,
    areNetworksKept(ctx),
  ]);
  const values = describeIndicators(indicatorIds, knownIn(sums, ''), outer, {
    networks: isKept ? networks.whole : null,
    official,
  });
  return { values, networks };
}

/** Shares of the cases themselves, of one slice and period, in a few queries: for what is counted over many periods at once. */
export async function readShares(
  ctx: Ctx,
  slice: IndicatorSlice,
): Promise<{ late: number | null; solved: number | null }> {
  const { K1, K8 } = valuesOf(knownIn(await countSums(ctx, slice), ''));
  return { late: K1?.value ?? null, solved: K8?.value ?? null };
}

/** Route: K1–K20, with what each is in words. */
export async function listIndicators(
  ctx: Ctx,
  { query }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  const rules = indicatorPack.on(localDate(ctx.now));
  const [{ values, networks }, listed] = await Promise.all([
    countIndicators(ctx, query),
    countListed(ctx, query, indicatorIds),
  ]);
  const listedBehind = (id: IndicatorId) =>
    isOfIncidents(id) ? (networks.whole.listed?.[id] ?? null) : listed(null, id);
  return {
    indicators: values.map((value) => ({
      ...value,
      listed: value.cases === null ? null : listedBehind(value.id),
    })),
    words: rules.indicators,
    ruleVersion: rules.version,
    asOf: ctx.now.toISOString(),
    error: SKETCH_ERROR,
  };
}
