import { nearness, type Test } from '../support/near-tests.ts';
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

/** Milliseconds of tests one mutant may take, as they last without it. */
export type Budget = Record<Test['project'], number>;

/** What is known of tests, and which of them noticed a mutant of a file before: those are asked first. */
export interface Lessons {
  testsOf: (rule: string) => readonly Test[];
  /** Tests of other modules that reach a file. */
  farTestsOf: (rule: string) => readonly Test[];
  /** Measures a file of tests the first time since a file of rules is as it is; null where it fails with nothing wrong. */
  meet: (driver: Driver, test: Test, rule: string) => Promise<Met | null>;
  /** What is known of a file of tests without running it; null = nothing. */
  recall: (test: Test) => Met | null;
  kills: Map<string, number>;
}

/** Tries mutants one after another on one driver; several drivers share the queue. */
export async function tryMutants(
  driver: Driver,
  queue: Mutant[],
  lessons: Lessons,
  budget: Budget,
  report: (outcome: Outcome) => void,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const mutant = queue.shift();
    if (!mutant) return;
    report(await tryMutant(driver, mutant, lessons, budget));
  }
}

async function tryMutant(driver: Driver, mutant: Mutant, lessons: Lessons, budget: Budget): Promise<Outcome> {
  const begun = performance.now();
  const left = { ...budget };
  let tried = 0;
  const done = (killedBy: string | null): Outcome => ({
    mutant,
    killedBy,
    tried,
    seconds: (performance.now() - begun) / 1000,
  });
  const isNoticedBy = async (test: Test, met: Met | null): Promise<string | null> => {
    if (!met?.meets(mutant)) return null;
    left[test.project] -= met.milliseconds;
    tried += 1;
    const failed = await notices(driver, mutant, test, met);
    if (failed === null) return null;
    const key = keyOf(mutant, test);
    lessons.kills.set(key, (lessons.kills.get(key) ?? 0) + 1);
    return `${test.path} › ${failed}`;
  };
  for (const test of inOrder(mutant, lessons)) {
    if (left[test.project] <= 0) continue;
    const killedBy = await isNoticedBy(test, await lessons.meet(driver, test, mutant.path));
    if (killedBy) return done(killedBy);
  }
  for (const { test, met } of farInOrder(mutant, lessons)) {
    if (left[test.project] <= 0) continue;
    const killedBy = await isNoticedBy(test, met);
    if (killedBy) return done(killedBy);
  }
  return done(null);
}

/** The test that noticed the mutant; null = none. */
async function notices(driver: Driver, mutant: Mutant, test: Test, met: Met): Promise<string | null> {
  const limit = 1_000_000 + met.asked * 20;
  const verdict = await driver.run(
    { project: test.project, test: test.path, awake: mutant.id, isFresh: true, met: null, limit },
    60_000 + met.milliseconds * 8,
  );
  return verdict?.isPassed ? null : (verdict?.failed ?? 'never ended');
}

const keyOf = (mutant: Mutant, test: Test): string => `${mutant.path} ${test.path}`;

/**
 * Tests of other modules that are known to meet it, the one that noticed something in this file before and the quickest
 * first. None is run to find that out: of hundreds that reach a file few come to the place.
 */
function farInOrder(mutant: Mutant, { farTestsOf, recall, kills }: Lessons): { test: Test; met: Met }[] {
  return farTestsOf(mutant.path)
    .flatMap((test) => {
      const met = recall(test);
      return met?.meets(mutant) ? [{ test, met, kills: kills.get(keyOf(mutant, test)) ?? 0 }] : [];
    })
    .toSorted((one, other) => other.kills - one.kills || one.met.milliseconds - other.met.milliseconds);
}

/** Tests without a database first; then those that noticed something in this file before, then near ones. */
function inOrder(mutant: Mutant, { testsOf, kills }: Lessons): Test[] {
  const rank = (test: Test): number =>
    (test.project === 'db' ? 10_000 : 0) +
    nearness(mutant.path, test.path) * 100 -
    Math.min(kills.get(keyOf(mutant, test)) ?? 0, 50) * 10;
  return testsOf(mutant.path).toSorted((one, other) => rank(one) - rank(other));
}
