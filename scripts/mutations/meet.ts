import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Test } from '../support/near-tests.ts';
import type { Driver } from './crew.ts';
import type { Verdict } from './driver.ts';
import type { Mutant } from './instrument.ts';

/** What a file of tests meets when nothing is wrong. */
export interface Met {
  /** Of a file of rules that is another now: whether it met any mutant of it. */
  meets: (mutant: Mutant) => boolean;
  /** Whether it was run with this file of rules as it is. */
  isOf: (rule: string) => boolean;
  milliseconds: number;
  /** How often the code asked which mutant is awake. */
  asked: number;
}

interface Kept {
  /** Files of rules as they were then, each with its mark: of one that is another now only that it was met is known. */
  rules: Record<string, string>;
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
  /** A mark of each file of rules, as it is. */
  rules: ReadonlyMap<string, string>;
}

const folderOf = (root: string): string => resolve(root, '.local/mutations');
const markOf = (source: Buffer): string => createHash('sha256').update(source).digest('hex').slice(0, 16);

export const markRules = (root: string, paths: readonly string[]): Map<string, string> =>
  new Map(paths.map((path) => [path, markOf(readFileSync(join(root, path)))]));

/** Where the answer of a file of tests is kept: another test is another answer. */
function placeOf(test: Test, { root }: MeetOptions): string {
  const mark = markOf(Buffer.concat([Buffer.from(test.path), readFileSync(join(root, test.path))]));
  return join(folderOf(root), `${mark}.json`);
}

const readKept = (place: string): Kept | null =>
  existsSync(place) ? (JSON.parse(readFileSync(place, 'utf8')) as Kept) : null;

/** Runs a file of tests with every mutant asleep and writes down which ones it meets; kept while the file of the mutant is the same. */
export async function meet(driver: Driver, test: Test, rule: string, options: MeetOptions): Promise<Met> {
  const place = placeOf(test, options);
  const known = readKept(place);
  const isKnown = known !== null && known.rules[rule] === options.rules.get(rule);
  const kept = isKnown ? known : await measure(driver, test, options);
  if (!kept.isPassed) throw new FailsAlone(`${test.path}: ${kept.failed}`);
  writeFileSync(place, JSON.stringify(kept));
  return readMet(kept, options);
}

/** What is kept of a file of tests; null where nobody has run it. */
export function recall(test: Test, options: MeetOptions): Met | null {
  const kept = readKept(placeOf(test, options));
  return kept?.isPassed ? readMet(kept, options) : null;
}

function readMet(kept: Kept, { rules }: MeetOptions): Met {
  const met = new Set([...kept.whileRun, ...kept.whileRead]);
  // Modules are read once a process: whoever uses a file later meets what it made then as well.
  const files = new Set(kept.whileRun.map(fileOf));
  const isSame = (path: string): boolean => kept.rules[path] === rules.get(path);
  return {
    milliseconds: kept.milliseconds,
    asked: kept.asked,
    isOf: isSame,
    meets: ({ id, path, isStatic }) =>
      isSame(path) ? met.has(id) || (isStatic && files.has(path)) : files.has(path),
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

async function measure(driver: Driver, test: Test, { root, rules }: MeetOptions): Promise<Kept> {
  const folder = folderOf(root);
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
    rules: Object.fromEntries(rules),
    isPassed: verdict?.isPassed ?? false,
    failed: verdict?.failed ?? 'never ended',
    milliseconds,
    ...seen,
  };
}
