import type { HeatScore, listScores as listScoresRoute } from '../../../shared/contract/heatmap/zones.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { MINUTE } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { districtTitle } from '../../base/territory/index.ts';
import { createKept } from '../../lib/jobs/kept.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type Cell, readCells } from './facts.ts';
import { zonePack } from './pack.ts';
import { scoreCell } from './score.ts';

export type Scored = Omit<Cell, 'facts'> & HeatScore;

/** Every cell with its score at a moment, the hottest first. */
export async function scoreCells(ctx: Ctx, at: Date, by: 'block' | 'fact' = 'block'): Promise<Scored[]> {
  const rule = zonePack.on(localDate(at));
  const cells = await readCells(ctx, rule, at, by);
  return cells
    .map(({ facts, ...cell }) => ({ ...cell, ...scoreCell(facts, rule) }))
    .sort((a, b) => Number(b.zone === 'red') - Number(a.zone === 'red') || (b.score ?? -1) - (a.score ?? -1));
}

type Scores = RouteReplyInput<typeof listScoresRoute>;

/** Topics shown: the hottest. */
const MOST = 200;

/** Scores of a year of cases are counted anew so often at most; who asks meanwhile reads those there are. */
const FRESH = MINUTE;
/** Older ones are nobody's answer: whoever asks waits for new ones. */
const STALE = 15 * MINUTE;

const keep = createKept<Scores>(20);

/** Route: scores with their terms, as of the moment they say. */
export const listScores = (ctx: Ctx, { query }: HandlerInput<typeof listScoresRoute>): Promise<Scores> =>
  keep(ctx, query.by, { fresh: FRESH, stale: STALE }, () => countScores(ctx, query.by));

async function countScores(ctx: Ctx, by: 'block' | 'fact'): Promise<Scores> {
  const cells = await scoreCells(ctx, ctx.now, by);
  return {
    cells: cells.slice(0, MOST).map((cell) => ({
      ...cell,
      district: districtTitle(cell.districtId),
      fact: cell.factId ? (findFact(cell.factId)?.shortTitle ?? cell.factId) : null,
    })),
    asOf: ctx.now.toISOString(),
    ruleVersion: zonePack.on(localDate(ctx.now)).version,
  };
}
