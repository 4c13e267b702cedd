import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { matchesGlob, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../../tests/law/random.ts';
import makeTemplate from '../../tests/support/site/template.ts';
import { listTests, readImports, type Test, testsFar, testsNear } from '../support/near-tests.ts';
import { type Driver, openDriver } from './crew.ts';
import { equivalents, isEquivalent } from './equivalent.ts';
import { instrument, type Mutant } from './instrument.ts';
import { FailsAlone, type Met, markRules, meet, recall } from './meet.ts';
import { describeRun } from './report.ts';
import { isRuleFile } from './rules.ts';
import { type Lessons, type Outcome, tryMutants } from './trials.ts';

const help = `Вносит в файлы правил по одной мелкой ошибке и смотрит, заметят ли её проверки.

  npm run mutations                          600 ошибок, отчёт в bench/results/mutations.md
  npm run mutations -- --count 100 --seed 7  выборка поменьше, другая
  npm run mutations -- --only '**/reach.ts'  только эти файлы, все ошибки; отчёт печатается, не пишется
  --minutes 20                               дольше не начинать новых; по умолчанию без --only — 20
  --database 30                              секунд проверок с базой на одну ошибку; 0 — без них, быстро
  npm run mutations -- --map                 сначала узнать обо всех проверках, какие места они проходят: тогда спросят
                                             и проверки других модулей (полчаса; хранится в .local)
`;

const root = resolve(import.meta.dirname, '../..');

interface Asked {
  count: number;
  seed: number;
  only: string | undefined;
  database: number;
  /** Minutes after which no further mutant is begun. */
  minutes: number;
  /** Tests are only run to see what they meet. */
  isMap: boolean;
}

function readAsked(): Asked | null {
  const { values } = parseArgs({
    options: {
      count: { type: 'string' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      database: { type: 'string', default: '30' },
      minutes: { type: 'string' },
      map: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const minutes = Number(values.minutes ?? (values.only ? Number.POSITIVE_INFINITY : 20));
  const count = Number(values.count ?? (values.only ? Number.POSITIVE_INFINITY : 600));
  return {
    count,
    seed: Number(values.seed),
    only: values.only,
    database: Number(values.database) * 1000,
    minutes,
    isMap: values.map,
  };
}

function draw(mutants: readonly Mutant[], count: number, seed: number): Mutant[] {
  const { next } = createRandom(seed);
  const drawn = mutants.map((mutant) => ({ mutant, at: next() })).sort((one, other) => one.at - other.at);
  return drawn.slice(0, count).map(({ mutant }) => mutant);
}

function listMutants(paths: readonly string[]): Mutant[] {
  const all = paths
    .filter(isRuleFile)
    .flatMap((path) => instrument(path, readFileSync(resolve(root, path), 'utf8')).mutants);
  const gone = equivalents.filter((one) => !all.some((mutant) => isEquivalent(mutant, one)));
  if (gone.length > 0)
    throw new Error(
      `No such mutant any more: ${gone.map(({ file, before }) => `${file}: ${before}`).join('; ')}`,
    );
  return all.filter((mutant) => !equivalents.some((one) => isEquivalent(mutant, one)));
}

interface Known extends Lessons {
  tests: readonly Test[];
}

/** What is found out of tests as it is needed: both drivers learn from each other. */
function openLessons(paths: readonly string[], isAlone: boolean, failing: string[]): Known {
  const tests = listTests(paths).filter(({ project }) => project === 'unit' || !isAlone);
  const options = { root, rules: markRules(root, paths.filter(isRuleFile)) };
  const known = new Map<string, Promise<Met | null>>();
  const measure = async (driver: Driver, test: Test, rule: string): Promise<Met | null> => {
    try {
      return await meet(driver, test, rule, options);
    } catch (error) {
      if (!(error instanceof FailsAlone)) throw error;
      failing.push(error.message);
      console.log(`left out, fails with nothing wrong: ${error.message}`);
      return null;
    }
  };
  const imports = readImports(root);
  const testsOf = testsNear(tests, imports);
  const recalled = new Map<string, Met>();
  return {
    tests,
    testsOf,
    farTestsOf: testsFar(tests, imports, testsOf),
    kills: new Map(),
    recall: (test) => {
      const met = recalled.get(test.path) ?? recall(test, options);
      if (met) recalled.set(test.path, met);
      return met;
    },
    meet: async (driver, test, rule) => {
      const former = known.get(test.path);
      // Nothing is awaited where nobody has begun: the other driver would begin the same file meanwhile.
      const met = former && (await former);
      if (met === null || met?.isOf(rule)) return met;
      const found = measure(driver, test, rule);
      known.set(test.path, found);
      return found;
    },
  };
}

/** No rule: whatever is kept of a test holds. */
const ANY_RULE = '';

/** Runs every file of tests once with nothing wrong: what it meets is kept for the mutants of all modules. */
async function drawMap(drivers: readonly Driver[], lessons: Known): Promise<void> {
  const queue = lessons.tests.filter((test) => lessons.recall(test) === null);
  console.log(`${queue.length} files of tests nobody has run yet`);
  await Promise.all(
    drivers.map(async (driver) => {
      for (let test = queue.shift(); test; test = queue.shift()) {
        await lessons.meet(driver, test, ANY_RULE);
        if (queue.length % 50 === 0) console.log(`${queue.length} files of tests are left to be mapped`);
      }
    }),
  );
}

async function main(asked: Asked): Promise<void> {
  const begun = performance.now();
  const minutes = (): string => ((performance.now() - begun) / 60_000).toFixed(1);
  const paths = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  const { only } = asked;
  const all = listMutants(paths).filter(({ path }) => !only || matchesGlob(path, only));
  const chosen = draw(all, asked.count, asked.seed);
  const failing: string[] = [];
  const lessons = openLessons(paths, asked.database === 0, failing);
  if (asked.database > 0) await makeTemplate();
  const drivers = [openDriver(), openDriver()];
  if (asked.isMap) await drawMap(drivers, lessons);
  console.log(`${chosen.length} mutants of ${all.length}`);
  const outcomes: Outcome[] = [];
  // By lot, so that what is tried within the time is a sample as well; of one file after another would be the first files.
  const queue = [...chosen];
  const isOver = (): boolean => performance.now() - begun > asked.minutes * 60_000;
  const note = (outcome: Outcome): void => {
    outcomes.push(outcome);
    const { mutant, killedBy, seconds, tried } = outcome;
    const state = killedBy ? `killed by ${killedBy}` : tried > 0 ? 'SURVIVED' : 'SURVIVED, not met';
    console.log(
      `${outcomes.length} ${seconds.toFixed(1)} s ${mutant.path}:${mutant.line} ${mutant.kind} ${state}`,
    );
  };
  await Promise.all(
    drivers.map((driver) =>
      tryMutants(driver, queue, lessons, { unit: 5000, db: asked.database }, note, isOver),
    ),
  );
  for (const driver of drivers) driver.close();
  const { seed } = asked;
  const database = asked.database / 1000;
  if (queue.length > 0)
    console.log(`${queue.length} of those drawn were not reached in ${asked.minutes} min`);
  const report = describeRun(outcomes, { seed, of: all.length, minutes: minutes(), database, failing });
  if (only) console.log(report.text);
  else writeFileSync(resolve(root, 'bench/results/mutations.md'), report.text);
  console.log(report.line);
  process.exit(report.share < 0.9 ? 1 : 0);
}

const asked = readAsked();
if (asked) await main(asked);
else console.log(help);
