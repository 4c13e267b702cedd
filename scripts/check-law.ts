// npm run -s check:law -- --walks N --seed S: random lives of cases on the product against the oracle of the law.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addCounts, keyOf, thin } from '../tests/law/coverage.ts';
import { goals, impossible } from '../tests/law/goals.ts';
import { plants } from '../tests/law/plants.ts';
import { type RunResult, runWalks } from '../tests/law/run.ts';
import setup from '../tests/support/site/template.ts';

const help = `Закон нельзя нарушить щелчком: случайные жизни дел на настоящей программе против оракула, написанного по статьям.

  npm run -s check:law -- --walks 20000 --seed 7   столько жизней, с таким зерном
  npm run -s check:law -- --seed 7 --only 123      одна жизнь этого зерна снова
  npm run -s check:law -- --coverage               напечатать, где жизни почти не бывали
  npm run -s check:law -- --plants                 посаженные ошибки: каждая должна найтись
`;

const { values } = parseArgs({
  options: {
    walks: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    workers: { type: 'string', default: '2' },
    share: { type: 'string' },
    coverage: { type: 'boolean', default: false },
    plants: { type: 'boolean', default: false },
    plant: { type: 'string', multiple: true },
    help: { type: 'boolean', default: false },
  },
});

const self = fileURLToPath(import.meta.url);
const hooks = new URL('../tests/law/plant-hooks.ts', import.meta.url).href;
/** Visits that each regime × act × stage is to have in 20,000 walks. */
const LEAST = 20;
const TOLD = 8;
const PLANT_WALKS = 60;

interface Asked {
  seed: number;
  walks: number;
  workers: number;
  only?: number | undefined;
}

/** One share of the walks in a process of its own; the message is the result. */
function playShare(asked: Asked, share: number, plant?: string): Promise<RunResult> {
  const args = [
    `--walks=${asked.walks}`,
    `--seed=${asked.seed}`,
    `--workers=${asked.workers}`,
    `--share=${share}`,
  ];
  if (asked.only !== undefined) args.push(`--only=${asked.only}`);
  const child = fork(self, args, {
    ...(plant && { execArgv: ['--import', hooks], env: { ...process.env, LAW_PLANT: plant } }),
  });
  return new Promise((resolve, reject) => {
    let result: RunResult | undefined;
    child.on('message', (message) => {
      result = message as RunResult;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      result ? resolve(result) : reject(new Error(`share ${share} ended with ${code}`)),
    );
  });
}

async function playAll(asked: Asked, plant?: string): Promise<RunResult> {
  const shares = await Promise.all(
    Array.from({ length: asked.workers }, (_, share) => playShare(asked, share, plant)),
  );
  const whole: RunResult = { walks: 0, steps: 0, violations: 0, told: [], counts: {}, kinds: {} };
  for (const share of shares) {
    whole.walks += share.walks;
    whole.steps += share.steps;
    whole.violations += share.violations;
    whole.told.push(...share.told);
    addCounts(whole.counts, share.counts);
    addCounts(whole.kinds, share.kinds);
  }
  return whole;
}

/** Each plant in a process of its own, as many at once as there are workers. */
async function checkPlants(seed: number, workers: number): Promise<boolean> {
  const wanted = values.plant ? plants.filter(({ id }) => values.plant!.includes(id)) : [...plants];
  const waiting = [...wanted];
  let caught = 0;
  const work = async () => {
    for (let plant = waiting.shift(); plant; plant = waiting.shift()) {
      const asked = { seed, walks: PLANT_WALKS, workers: 1 };
      const { kinds, told } = await playShare(asked, 0, plant.id);
      const isCaught = plant.breaks.some((what) => (kinds[what] ?? 0) > 0);
      if (isCaught) caught += 1;
      console.log(`${isCaught ? 'caught' : 'NOT CAUGHT'}: ${plant.id} — ${plant.title}`);
      if (told[0]) console.log(told[0]);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  console.log(`plants: ${caught} of ${wanted.length} caught`);
  return caught === wanted.length;
}

/** Where the walks have been: the whole list on demand, its measure always. */
function tellCoverage(counts: RunResult['counts'], isWhole: boolean): void {
  const rare = thin(counts, LEAST);
  if (isWhole) {
    for (const { key, count } of rare) console.log(`  ${count} × ${key}`);
    for (const { regimes, acts, stages, why } of impossible)
      console.log(`  cannot be: ${regimes} × ${acts} × ${stages} — ${why}`);
  }
  const least = Math.min(...goals.map(({ regime, act, stage }) => counts[keyOf(regime, act, stage)] ?? 0));
  console.log(
    `coverage: ${rare.length} of ${goals.length} visited fewer than ${LEAST} times, the rarest ${least} times`,
  );
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  const asked: Asked = {
    seed: Number(values.seed),
    walks: Number(values.walks),
    workers: Number(values.workers),
    ...(values.only !== undefined && { only: Number(values.only) }),
  };
  if (values.share !== undefined) {
    const plant = plants.find(({ id }) => id === process.env.LAW_PLANT);
    const result = await runWalks({
      ...asked,
      acts: plant?.acts,
      regimes: plant?.regimes,
      tells: plant?.breaks,
      share: Number(values.share),
      of: asked.workers,
      toTell: plant ? 1 : TOLD,
    });
    process.send!(result);
    return 0;
  }
  await setup();
  if (values.plants || values.plant) return (await checkPlants(asked.seed, asked.workers)) ? 0 : 1;
  const { walks, steps, violations, told, counts } = await playAll(asked);
  for (const text of told) console.log(text);
  if (asked.only === undefined) tellCoverage(counts, values.coverage);
  console.log(`law: ${walks} walks, ${steps} steps, ${violations} violations`);
  return violations === 0 ? 0 : 1;
}

process.exitCode = await main();
if (values.share !== undefined) process.disconnect?.();
