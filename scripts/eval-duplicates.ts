import { parseArgs } from 'node:util';
import { measurePairs } from '../server/modules/understanding/duplicate-figures.ts';
import { tellCity } from '../server/modules/understanding/duplicate-trial.ts';
import { loadShippedReader } from '../server/modules/understanding/shipped-reader.ts';

const help = `Проверка поиска дублей на порождённых сообщениях, о которых известно, что об одном и том же.

npm run eval:duplicates [-- --happenings 600 --seeds 5 --set tried|tuned]

Темы сообщений определяет та же модель, что и в работе.`;

/** Exit code. */
function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      happenings: { type: 'string', default: '600' },
      seeds: { type: 'string', default: '5' },
      set: { type: 'string', default: 'tried' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const read = loadShippedReader();
  const totals = { precision: 0, recall: 0 };
  const seeds = Number(values.seeds);
  for (let seed = 1; seed <= seeds; seed += 1) {
    const told = tellCity(seed, Number(values.happenings), values.set === 'tuned' ? 'tuned' : 'tried');
    const messages = told.map((message) => {
      const facts = read(message.text);
      return { ...message, block: facts[0]?.block ?? null, facts: facts.map(({ factId }) => factId) };
    });
    const figures = measurePairs(messages);
    totals.precision += figures.precision / seeds;
    totals.recall += figures.recall / seeds;
    console.log(
      `зерно ${seed}: сообщений ${messages.length}, пар об одном ${figures.true}, предложено ${figures.proposed}, ` +
        `точность ${figures.precision.toFixed(3)}, полнота ${figures.recall.toFixed(3)} ${JSON.stringify(figures.byRule)}`,
    );
  }
  console.log(`в среднем: точность ${totals.precision.toFixed(3)}, полнота ${totals.recall.toFixed(3)}`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
