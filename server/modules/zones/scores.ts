import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { HeatScore, listScores } from '../../../shared/contract/zones.ts';
import type { Ctx } from '../../lib/context.ts';
import { localDate } from '../deadlines/index.ts';
import { findFact } from '../taxonomy/index.ts';
import { districtTitle } from '../territory/index.ts';
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

type Scores = RouteReplyInput<typeof listScores>;

/** Topics shown: the hottest. */
const MOST = 200;

/** Route: scores with their terms, as of the moment they say. */
export const list = (ctx: Ctx, { query }: HandlerInput<typeof listScores>): Promise<Scores> =>
  keep(ctx, query.by, () => countScores(ctx, query.by));

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

const MINUTE = 60_000;
/** Scores of a year of cases are counted anew so often at most; who asks meanwhile reads those there are. */
const FRESH = MINUTE;
/** Older ones are nobody's answer: whoever asks waits for new ones. */
const STALE = 15 * MINUTE;

interface Kept {
  at: number;
  scores: Scores;
}

const kept = new Map<string, Kept>();
const counting = new Map<string, Promise<Scores>>();

/** Scores kept from the last count, which is made anew behind whoever asks; one at a time. */
async function keep(ctx: Ctx, by: string, count: () => Promise<Scores>): Promise<Scores> {
  const key = `${ctx.config.databaseUrl} ${by}`;
  const known = kept.get(key);
  const age = known ? Math.abs(ctx.now.getTime() - known.at) : Number.POSITIVE_INFINITY;
  if (known && age < FRESH) return known.scores;
  const running = counting.get(key) ?? begin(key, ctx.now.getTime(), count);
  if (known && age < STALE) {
    // Whoever asks next meets the failure if there still is one.
    running.catch(() => {});
    return known.scores;
  }
  return running;
}

function begin(key: string, at: number, count: () => Promise<Scores>): Promise<Scores> {
  const running = count()
    .then((scores) => {
      kept.set(key, { at, scores });
      return scores;
    })
    .finally(() => counting.delete(key));
  counting.set(key, running);
  return running;
}
