import type {
  HeatScore,
  listScores as listScoresRoute,
  PlaceKind,
} from '../../../shared/contract/heatmap/zones.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { MINUTE } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { createKept } from '../../lib/jobs/kept.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type Cell, type Counted, cellsOfKind, countCity, muchOf, sumAtoms } from './facts.ts';
import { placeRule, type ZoneRule, zonePack } from './pack.ts';
import { placeTitle } from './places.ts';
import { scoreCell } from './score.ts';

export interface Scored extends Cell, HeatScore {}

/** Every cell of a kind of place with its score, the hottest first. */
export function scoreCells(counted: Counted, kind: PlaceKind, rule: ZoneRule): Scored[] {
  const own = placeRule(rule, kind);
  return cellsOfKind(counted, kind)
    .map(({ atoms, ...cell }) => ({
      ...cell,
      ...scoreCell(sumAtoms(atoms, counted.weeks, muchOf(counted, kind, rule)), own),
    }))
    .sort((a, b) => Number(b.zone === 'red') - Number(a.zone === 'red') || (b.score ?? -1) - (a.score ?? -1));
}

type Scores = RouteReplyInput<typeof listScoresRoute>;
type Query = HandlerInput<typeof listScoresRoute>['query'];

/** Cells shown: the hottest. */
const MOST = 200;

/** Scores of a year of cases are counted anew so often at most; who asks meanwhile reads those there are. */
const FRESH = MINUTE;
/** Older ones are nobody's answer: whoever asks waits for new ones. */
const STALE = 15 * MINUTE;

const keep = createKept<Scores>(20);

/** Route: scores with their terms, as of the moment they say. */
export const listScores = (ctx: Ctx, { query }: HandlerInput<typeof listScoresRoute>): Promise<Scores> =>
  keep(ctx, `${query.by} ${query.place}`, { fresh: FRESH, stale: STALE }, () => countScores(ctx, query));

async function countScores(ctx: Ctx, { by, place }: Query): Promise<Scores> {
  const rule = zonePack.on(localDate(ctx.now));
  const counted = await countCity(ctx, rule, ctx.now, { by, hexagons: place === 'hexagon' ? [] : 'none' });
  // Of a small place with too few messages there is nothing to tell.
  const cells = scoreCells(counted, place, rule).filter(({ zone }) => place === 'district' || zone !== 'few');
  return {
    cells: cells.slice(0, MOST).map((cell) => ({
      ...cell,
      title: placeTitle(cell.place),
      fact: cell.factId ? (findFact(cell.factId)?.shortTitle ?? cell.factId) : null,
    })),
    asOf: ctx.now.toISOString(),
    ruleVersion: rule.version,
  };
}
