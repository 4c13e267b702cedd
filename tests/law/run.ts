/** Many chunks in one process: what was played, what was found, where the walks have been. */
import { addCounts, createCoverage } from './coverage.ts';
import { planWalk } from './plan.ts';
import { shrink, tellViolation } from './shrink.ts';
import { readWorld } from './site.ts';
import { playChunk } from './walk.ts';

/** Walks that share a server and its days. */
export const CHUNK = 250;

export interface RunResult {
  walks: number;
  steps: number;
  violations: number;
  /** The first few, each by its shortest course. */
  told: string[];
  counts: Record<string, number>;
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
  progress?: (walks: number) => void;
}

export async function runWalks(options: RunOptions): Promise<RunResult> {
  const world = readWorld();
  const result: RunResult = { walks: 0, steps: 0, violations: 0, told: [], counts: {} };
  const kinds = new Set<string>();
  for (let chunk = options.share; chunk * CHUNK < options.walks; chunk += options.of) {
    const from = chunk * CHUNK;
    const indexes = Array.from({ length: Math.min(CHUNK, options.walks - from) }, (_, at) => from + at);
    const wanted = options.only === undefined ? indexes : indexes.filter((index) => index === options.only);
    if (wanted.length === 0) continue;
    const plans = wanted.map((index) => planWalk(options.seed, index));
    const coverage = createCoverage();
    const { steps, players } = await playChunk(world, { seed: options.seed, number: chunk, plans }, coverage);
    addCounts(result.counts, coverage.counts);
    result.walks += plans.length;
    result.steps += steps;
    for (const player of players.filter(({ found }) => found.length > 0)) {
      result.violations += player.found.length;
      const kind = `${player.plan.regime} ${player.found[0]!.what} ${player.course.at(-1)?.act.kind ?? ''}`;
      if (kinds.has(kind) || kinds.size >= options.toTell) continue;
      kinds.add(kind);
      result.told.push(tellViolation(await shrink(world, chunk, player)));
    }
    options.progress?.(result.walks);
  }
  return result;
}
