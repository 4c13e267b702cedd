import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { measurePairs } from '../../server/base/understanding/duplicates/duplicate-figures.ts';
import { createDuplicateIndex } from '../../server/base/understanding/duplicates/duplicate-index.ts';
import { tellCity } from '../../server/base/understanding/duplicates/duplicate-trial.ts';
import { labelledFile, readLabelled } from '../../server/base/understanding/teaching/labelled.ts';
import { loadShippedReader } from '../../server/base/understanding/teaching/shipped-reader.ts';

const help = `Проверка поиска дублей на порождённых сообщениях, о которых известно, что об одном и том же.

npm run eval:duplicates [-- --happenings 600 --seeds 5 --set tried|tuned]

Темы сообщений определяет та же модель, что и в работе. Где лежат настоящие сообщения (appeals/labelled.jsonl), считается
и на них: без дат и координат, место — только то, что названо словами; пары оценены человеком (tests/data/duplicates-real.json).`;

const judgedFile = join(import.meta.dirname, '../../tests/data/duplicates-real.json');
const judgedSchema = z.object({ pairs: z.array(z.tuple([z.number(), z.number(), z.number()])) });
/** Real messages have no dates: all are taken to have come within two days. */
const APART = 50_000;

/** Proposed pairs of rows of the real messages against what a person said of them. */
function judgeReal(read: ReturnType<typeof loadShippedReader>): void {
  const { pairs } = judgedSchema.parse(JSON.parse(readFileSync(judgedFile, 'utf8')));
  const verdicts = new Map(pairs.map(([first, second, verdict]) => [`${first} ${second}`, verdict]));
  const rows = readLabelled(labelledFile());
  const index = createDuplicateIndex({ capacity: rows.length });
  const proposed: string[] = [];
  rows.forEach(({ text }, row) => {
    const facts = read(text);
    const message = {
      id: String(row),
      text,
      at: Date.UTC(2026, 0, 10) + row * APART,
      lat: null,
      lon: null,
      address: null,
      block: facts[0]?.block ?? null,
      facts: facts.map(({ factId }) => factId),
    };
    for (const { id } of index.find(message, 50)) proposed.push(`${id} ${row}`);
    index.add(message);
  });
  const right = proposed.filter((pair) => verdicts.get(pair) === 1).length;
  const unknown = proposed.filter((pair) => !verdicts.has(pair));
  console.log(
    `настоящие сообщения (${rows.length}, без дат и координат): предложено пар ${proposed.length}, об одном ${right} (${(right / proposed.length).toFixed(2)}), не оценено ${unknown.length}${unknown.length > 0 ? `: ${unknown.slice(0, 20).join('; ')}` : ''}`,
  );
}

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
  if (existsSync(labelledFile())) judgeReal(read);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
