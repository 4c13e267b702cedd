import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Test } from '../support/near-tests.ts';
import type { Driver } from './crew.ts';
import type { Verdict } from './driver.ts';
import type { Mutant } from './instrument.ts';

/** What a file of tests meets when nothing is wrong. */
export interface Met {
  meets: (mutant: Mutant) => boolean;
  milliseconds: number;
  /** How often the code asked which mutant is awake. */
  asked: number;
}

interface Kept {
  isPassed: boolean;
  failed: string;
  milliseconds: number;
  asked: number;
  whileRead: string[];
  whileRun: string[];
}

const fileOf = (id: string): string => id.split('#')[0]!;

/** Files that fail with nothing wrong would seem to notice everything. */
export class FailsAlone extends Error {}

export interface MeetOptions {
  root: string;
  /** What a kept answer depends on beside the test itself: the files of rules. */
  state: string;
}

const folderOf = (root: string): string => resolve(root, '.local/mutations');

/** Where the answer of a file of tests is kept: another rule, or another test, is another answer. */
function placeOf(test: Test, { root, state }: MeetOptions): string {
  const source = readFileSync(join(root, test.path));
  const key = createHash('sha256').update(state).update(test.path).update(source).digest('hex').slice(0, 32);
  return join(folderOf(root), `${key}.json`);
}

const readKept = (place: string): Kept | null =>
  existsSync(place) ? (JSON.parse(readFileSync(place, 'utf8')) as Kept) : null;

/** Runs a file of tests with every mutant asleep and writes down which ones it meets; the answer is kept. */
export async function meet(driver: Driver, test: Test, options: MeetOptions): Promise<Met> {
  const place = placeOf(test, options);
  const kept = readKept(place) ?? (await measure(driver, test, folderOf(options.root)));
  if (!kept.isPassed) throw new FailsAlone(`${test.path}: ${kept.failed}`);
  writeFileSync(place, JSON.stringify(kept));
  return readMet(kept);
}

/** What is kept of a file of tests; null where nobody has run it since a rule changed. */
export function recall(test: Test, options: MeetOptions): Met | null {
  const kept = readKept(placeOf(test, options));
  return kept?.isPassed ? readMet(kept) : null;
}

function readMet(kept: Kept): Met {
  const met = new Set([...kept.whileRun, ...kept.whileRead]);
  // Modules are read once a process: whoever uses a file later meets what it made then as well.
  const files = new Set(kept.whileRun.map(fileOf));
  return {
    milliseconds: kept.milliseconds,
    asked: kept.asked,
    meets: (mutant) => met.has(mutant.id) || (mutant.isStatic && files.has(mutant.path)),
  };
}

/** A file that took longer may have paid for a process that was only starting, or for what nobody had read before it. */
const DEAR = 1000;

interface Ran {
  verdict: Verdict | null;
  milliseconds: number;
}

async function runAsleep(driver: Driver, { project, path }: Test, met: string | null): Promise<Ran> {
  const begun = performance.now();
  const verdict = await driver.run(
    {
      project,
      test: path,
      awake: null,
      isFresh: met === null || project === 'unit',
      met,
      limit: Number.MAX_SAFE_INTEGER,
    },
    300_000,
  );
  return { verdict, milliseconds: performance.now() - begun };
}

async function measure(driver: Driver, test: Test, folder: string): Promise<Kept> {
  mkdirSync(folder, { recursive: true });
  const first = await runAsleep(driver, test, folder);
  const { verdict } = first;
  // What a mutant will cost is the second time: the first would use up what is meant for the tests after it.
  const { milliseconds } = first.milliseconds > DEAR ? await runAsleep(driver, test, null) : first;
  const seenAt = join(folder, encodeURIComponent(resolve(folder, '../..', test.path)));
  const seen = existsSync(seenAt)
    ? JSON.parse(readFileSync(seenAt, 'utf8'))
    : { asked: 0, whileRead: [], whileRun: [] };
  rmSync(seenAt, { force: true });
  return {
    isPassed: verdict?.isPassed ?? false,
    failed: verdict?.failed ?? 'never ended',
    milliseconds,
    ...seen,
  };
}
