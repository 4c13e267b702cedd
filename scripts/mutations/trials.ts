import { nearness, type Test } from './candidates.ts';
import type { Driver } from './crew.ts';
import type { Mutant } from './instrument.ts';
import type { Met } from './meet.ts';

export interface Outcome {
  mutant: Mutant;
  /** `path › test` that noticed it; null = nothing did. */
  killedBy: string | null;
  /** Files of tests that were tried. */
  tried: number;
  seconds: number;
}

interface Known {
  test: Test;
  met: Met;
}

/** Milliseconds of tests one mutant may take, as they last without it. */
export type Budget = Record<Test['project'], number>;

/** Which test noticed a mutant of a file before: it is asked first. */
type Kills = Map<string, number>;

/** Tries mutants one after another on one driver; several drivers share the queue. */
export async function tryMutants(
  driver: Driver,
  queue: Mutant[],
  known: readonly Known[],
  budget: Budget,
  report: (outcome: Outcome) => void,
): Promise<void> {
  const kills: Kills = new Map();
  for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
    const begun = performance.now();
    let tried = 0;
    let killedBy: string | null = null;
    for (const { test, met } of chooseTests(mutant, known, kills, budget)) {
      tried += 1;
      const limit = 1_000_000 + met.asked * 20;
      const verdict = await driver.run(
        { project: test.project, test: test.path, awake: mutant.id, isFresh: true, met: null, limit },
        30_000 + met.milliseconds * 8,
      );
      if (verdict?.isPassed) continue;
      killedBy = `${test.path} › ${verdict?.failed ?? 'never ended'}`;
      kills.set(`${mutant.path} ${test.path}`, (kills.get(`${mutant.path} ${test.path}`) ?? 0) + 1);
      break;
    }
    report({ mutant, killedBy, tried, seconds: (performance.now() - begun) / 1000 });
  }
}

/** Tests that meet the mutant: rules alone first, near ones first, quick ones first; those with a database within budget. */
function chooseTests(mutant: Mutant, known: readonly Known[], kills: Kills, budget: Budget): Known[] {
  const meeting = known.filter(({ met }) => met.meets(mutant));
  const rank = ({ test, met }: Known): number =>
    (nearness(mutant.path, test.path) * 4000 + met.milliseconds) /
    (1 + 3 * (kills.get(`${mutant.path} ${test.path}`) ?? 0));
  const ordered = meeting.toSorted((one, other) => rank(one) - rank(other));
  return (['unit', 'db'] as const).flatMap((project) => {
    let spent = 0;
    return ordered.filter(({ test, met }) => {
      if (test.project !== project || spent >= budget[project]) return false;
      spent += met.milliseconds;
      return true;
    });
  });
}
