import { openRandom } from '../../../server/demo/world/random.ts';
import { judgeFlow } from '../../../server/pages/publications/effect/judge-flow.ts';

const DAYS = 28;
/** Of a week: complaints come on working days. */
const weekShape = [1.3, 1.2, 1.1, 1.1, 1.1, 0.7, 0.5];

type Random = () => number;

function drawCount(random: Random, mean: number): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let left = random(); left > least; left *= random()) count += 1;
  return count;
}

/** Days of a flow of this mean; `burst` = how much a day's own level strays, as a share. */
const drawWindow = (random: Random, mean: number, burst: number): number[] =>
  Array.from({ length: DAYS }, (_, at) => {
    const stray = 1 + burst * (random() + random() + random() - 1.5);
    return drawCount(random, mean * (weekShape[at % 7] ?? 1) * Math.max(0, stray));
  });

interface Asked {
  runs: number;
  seed: number;
  /** Messages of a window that are usual. */
  usual: number;
  /** What is left of the flow after the post, 1 = all of it. */
  left: number;
  burst: number;
  least: number;
  falseShare: number;
}

/** Of the runs in which anything may be said: the share in which fewer is said to have written. */
export function shareCalledFewer({ runs, seed, usual, left, burst, least, falseShare }: Asked): number {
  const { next } = openRandom(`flows ${seed} ${left} ${burst}`);
  let called = 0;
  let judged = 0;
  for (let run = 0; run < runs; run += 1) {
    const before = drawWindow(next, usual / DAYS, burst);
    const after = drawWindow(next, (usual / DAYS) * left, burst);
    const verdict = judgeFlow({ before, after, least, falseShare });
    if (verdict !== 'few') judged += 1;
    if (verdict === 'fewer') called += 1;
  }
  return called / judged;
}
