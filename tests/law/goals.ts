/** What the walks must come through: each regime × act × stage, but those that cannot be, each with its reason. */
import { type ActKind, type Regime, regimes } from './oracle/facts.ts';
import { type Stage, stages } from './oracle/stage.ts';
import { appealTable } from './oracle/table.ts';
import { createRandom } from './random.ts';

export interface Goal {
  regime: Regime;
  act: ActKind;
  stage: Stage;
}

export const acts = Object.keys(appealTable) as ActKind[];

interface Impossible {
  regimes: readonly Regime[];
  acts: readonly ActKind[] | 'any';
  stages: readonly Stage[] | 'any';
  why: string;
}

const messages: readonly Regime[] = ['pos_message', 'open_source', 'internal'];

export const impossible: readonly Impossible[] = [
  {
    regimes: ['appeal_59fz'],
    acts: 'any',
    stages: ['paused'],
    why: 'the term of an appeal is never stopped',
  },
  {
    regimes: ['appeal_59fz'],
    acts: 'any',
    stages: ['merged'],
    why: 'an appeal is never merged into another case',
  },
  {
    regimes,
    acts: ['late_import'],
    stages: ['asked', 'paused', 'extended', 'joined', 'merged', 'ended_in_time', 'ended_late'],
    why: 'what arrives is not yet acted on',
  },
  {
    regimes,
    acts: ['author_silent'],
    stages: ['open', 'paused', 'extended', 'merged', 'ended_in_time', 'ended_late'],
    why: 'silence follows a question: what was asked waits for its author',
  },
  {
    regimes,
    acts: ['leave_problem'],
    stages: ['open', 'asked', 'paused', 'extended', 'merged'],
    why: 'what is in a problem stands in «joined» until it is late or over; what is in none is not taken out of it',
  },
  {
    regimes: messages,
    acts: ['return', 'publish'],
    stages: 'any',
    why: 'a message is answered or refused: returning it and naming a page are of the law on appeals',
  },
  {
    regimes: messages,
    acts: ['withdraw_appeal'],
    stages: 'any',
    why: 'only an appeal is withdrawn',
  },
  {
    regimes: ['appeal_59fz', 'open_source', 'internal'],
    acts: ['withdraw_consent'],
    stages: 'any',
    why: 'letters, publications and cards of 112 come without a consent: there is none to withdraw',
  },
];

const fits = <T>(list: readonly T[] | 'any', one: T): boolean => list === 'any' || list.includes(one);

export const isPossible = (goal: Goal): boolean =>
  !impossible.some(
    (line) => fits(line.regimes, goal.regime) && fits(line.acts, goal.act) && fits(line.stages, goal.stage),
  );

export const goals: readonly Goal[] = regimes.flatMap((regime) =>
  acts.flatMap((act) => stages.map((stage) => ({ regime, act, stage })).filter(isPossible)),
);

/** Time passes over every case, whatever its walk is about: no walk aims at it. */
export const passesAnyway = (act: ActKind): boolean => act === 'time_passes' || act === 'retention';
/** A case is joined and ended before it can leave: some walks are refused on their way. */
const isFar = ({ act, stage }: Goal): boolean => act === 'leave_problem' && stage !== 'joined';

const turns: readonly Goal[] = goals.flatMap((goal) => {
  if (passesAnyway(goal.act)) return [];
  return isFar(goal) ? [goal, goal] : [goal];
});

/** Walk after walk each goal has its turn; the seed shuffles where the round begins. */
export function goalOf(index: number, seed: number): Goal {
  const offset = createRandom(seed).int(0, turns.length - 1);
  // A step that shares no factor with the length comes by every goal before any again.
  return turns[(offset + index * stride()) % turns.length]!;
}

function stride(): number {
  const factor = (a: number, b: number): number => (b === 0 ? a : factor(b, a % b));
  let step = Math.floor(turns.length * 0.618);
  while (factor(step, turns.length) !== 1) step += 1;
  return step;
}
