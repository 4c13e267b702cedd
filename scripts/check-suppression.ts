// npm run -s check:suppression -- --seed S: an attacker with an integer solver against the public figures of random cities.
import { parseArgs } from 'node:util';
import { heatPack } from '../server/heatmap/figures/heat-pack.ts';
import { pollsPack } from '../server/participation/polls/pack.ts';
import { type CityResult, checkCity } from '../tests/suppression/check-city.ts';
import { checkPoll } from '../tests/suppression/check-poll.ts';
import { countFormer, type Tally } from '../tests/suppression/former.ts';
import { makeCity } from '../tests/suppression/random-city.ts';

const help = `Публичные числа нельзя решить: по всему опубликованному за год (строки, итоги, остатки, выпуски, периоды) целочисленный
решатель ищет каждое скрытое число случайных городов. Так же — явка и итоги случайных опросов.

  npm run -s check:suppression -- --seed 7            двадцать городов и триста опросов этого зерна
  npm run -s check:suppression -- --seed 7 --cities 3 столько городов
  npm run -s check:suppression -- --polls 1000        столько опросов
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    cities: { type: 'string', default: '20' },
    polls: { type: 'string', default: '300' },
    help: { type: 'boolean', default: false },
  },
});

/** A city by the present rule and by the one that stood before. */
type Result = CityResult & { former: Tally };

function tell(at: number, { title, tables, solved, narrow, leastWidth, now, former }: Result): void {
  const share = (now.hidden / former.hidden) * 100;
  console.log(
    `город ${at + 1} (${title}): таблиц ${tables}; скрыто ${now.hidden} вместо ${former.hidden} (${share.toFixed(0)} %), показано ${now.shown} вместо ${former.shown}; самый узкий промежуток ${leastWidth}`,
  );
  for (const { secret, low, high } of [...solved, ...narrow].slice(0, 5))
    console.log(`  ${JSON.stringify(secret)}: от ${low} до ${high}`);
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [seed, cities, polls] = [Number(values.seed), Number(values.cities), Number(values.polls)];
  if (![seed, cities, polls].every(Number.isSafeInteger) || cities < 1 || polls < 1) {
    console.log(help);
    return 1;
  }
  const { smallest, perPair } = heatPack.on(new Date().toISOString().slice(0, 10)).public;
  const rules = { smallest, perPair };
  const results: Result[] = [];
  for (let at = 0; at < cities; at += 1) {
    const own = seed * 1000 + at;
    const former = countFormer(makeCity(own), smallest);
    const result = { ...(await checkCity(own, rules)), former };
    tell(at, result);
    results.push(result);
  }
  const sum = (of: (result: Result) => number): number => results.reduce((all, one) => all + of(one), 0);
  const [hidden, before] = [sum(({ now }) => now.hidden), sum(({ former }) => former.hidden)];
  const narrow = sum((one) => one.narrow.length);
  const solved = sum((one) => one.solved.length);
  console.log(
    `скрыто ${hidden} чисел, прежнее правило на тех же городах скрывало ${before}: ${((hidden / before) * 100).toFixed(1)} % (нужно не больше 50)`,
  );
  console.log(`показано ${sum(({ now }) => now.shown)} чисел, прежде ${sum(({ former }) => former.shown)}`);
  console.log(
    `промежутков уже ${rules.smallest}: ${narrow}; самый узкий: ${Math.min(...results.map(({ leastWidth }) => leastWidth))}`,
  );
  const areKept = await attackPolls(seed, polls);
  // Its last line is what is promised of the city's tables.
  console.log(`suppression: ${sum(({ tables }) => tables)} tables, ${solved} cells solved`);
  return solved + narrow === 0 && hidden * 2 <= before && areKept ? 0 : 1;
}

/** Turnout and results of random polls. */
async function attackPolls(seed: number, polls: number): Promise<boolean> {
  const { smallest, width } = pollsPack.on(new Date().toISOString().slice(0, 10));
  const found = { solved: 0, narrow: 0, small: 0, hidden: 0, shown: 0 };
  for (let at = 0; at < polls; at += 1) {
    const { title, solved, narrow, small, hidden, shown } = await checkPoll(seed * 100_000 + at, {
      smallest,
      width,
    });
    for (const { secret, low, high } of narrow.slice(0, 3))
      console.log(`опрос ${at + 1} (${title}): ${JSON.stringify(secret)}: от ${low} до ${high}`);
    found.solved += solved.length;
    found.narrow += narrow.length;
    found.small += small;
    found.hidden += hidden;
    found.shown += shown;
  }
  const { solved, narrow, small, hidden, shown } = found;
  console.log(`опросов ${polls}: скрыто ${hidden} чисел, показано ${shown}, из них о немногих ${small}`);
  console.log(`polls: ${polls} polls, ${solved} cells solved, ${narrow} ranges under ${width}`);
  return solved + narrow + small === 0;
}

process.exitCode = await main();
