/** Many chunks in one process: what was played, what was found, where the walks have been. */
import { addCounts, createCoverage } from './coverage.ts';
import { type Goal, goalOf, passesAnyway } from './goals.ts';
import type { ActKind, Regime } from './oracle/facts.ts';
import { planWalk } from './plan.ts';
import type { Player } from './player.ts';
import { shrink, tellViolation } from './shrink.ts';
import { readWorld } from './site.ts';
import { playChunk } from './walk.ts';

/** Walks that share a server and its days. */
export const CHUNK = 200;

export interface RunResult {
  walks: number;
  steps: number;
  violations: number;
  /** The first few, each by its shortest course. */
  told: string[];
  counts: Record<string, number>;
  /** Violations by what they are of. */
  kinds: Record<string, number>;
}

export interface RunOptions {
  seed: number;
  walks: number;
  /** Of the chunks this process plays every `of`-th, beginning with `share`. */
  share: number;
  of: number;
  /** How many violations are brought to their shortest course. */
  toTell: number;
  only?: number | undefined;
  /** Walks that aim at one of these alone; numbers then go on beyond `walks`. */
  acts?: readonly ActKind[] | undefined;
  regimes?: readonly Regime[] | undefined;
  /** Only violations of these are told. */
  tells?: readonly string[] | undefined;
  progress?: (walks: number) => void;
}

/** Numbers of the walks of each chunk. */
function chunksOf({ seed, walks, only, acts, regimes }: RunOptions): number[][] {
  // What passes over every case is met by any walk.
  const aims = acts?.filter((act) => !passesAnyway(act)) ?? [];
  const isWanted = ({ act, regime }: Goal): boolean =>
    (aims.length === 0 || aims.includes(act)) && (regimes?.includes(regime) ?? true);
  const wanted: number[] = [];
  if (only !== undefined) wanted.push(only);
  for (let index = 0; only === undefined && wanted.length < walks; index += 1)
    if (isWanted(goalOf(index, seed))) wanted.push(index);
  const chunks: number[][] = [];
  for (let from = 0; from < wanted.length; from += CHUNK) chunks.push(wanted.slice(from, from + CHUNK));
  return chunks;
}

const countKinds = ({ found }: Player): Record<string, number> => {
  const kinds: Record<string, number> = {};
  for (const { what } of found) kinds[what] = (kinds[what] ?? 0) + 1;
  return kinds;
};

export async function runWalks(options: RunOptions): Promise<RunResult> {
  const world = readWorld();
  const result: RunResult = { walks: 0, steps: 0, violations: 0, told: [], counts: {}, kinds: {} };
  const kinds = new Set<string>();
  for (const [at, indexes] of chunksOf(options).entries()) {
    if (at % options.of !== options.share) continue;
    // The days of a chunk go by the walks it is made of: one walk alone is played on the days it had.
    const chunk = Math.floor(indexes[0]! / CHUNK);
    const plans = indexes.map((index) => planWalk(options.seed, index));
    const coverage = createCoverage();
    const { steps, players } = await playChunk(world, { seed: options.seed, number: chunk, plans }, coverage);
    addCounts(result.counts, coverage.counts);
    result.walks += plans.length;
    result.steps += steps;
    for (const player of players.filter(({ found }) => found.length > 0)) {
      result.violations += player.found.length;
      addCounts(result.kinds, countKinds(player));
      if (options.tells && !options.tells.includes(player.found[0]!.what)) continue;
      const kind = `${player.plan.regime} ${player.found[0]!.what} ${player.course.at(-1)?.act.kind ?? ''}`;
      if (kinds.has(kind) || kinds.size >= options.toTell) continue;
      kinds.add(kind);
      result.told.push(tellViolation(await shrink(world, chunk, player)));
    }
    options.progress?.(result.walks);
  }
  return result;
}
