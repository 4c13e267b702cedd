import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createEvidence } from '../../server/base/taxonomy/index.ts';
import { createJudge } from '../../server/base/understanding/duplicates/judge.ts';
import { groupNearDuplicates } from '../../server/base/understanding/duplicates/near-duplicates.ts';
import {
  type Figures,
  figuresOfJudged,
  type Judged,
} from '../../server/base/understanding/teaching/figures.ts';
import {
  labelledFile,
  type LabelledMessage as Row,
  readLabelled,
} from '../../server/base/understanding/teaching/labelled.ts';
import { columnsOf, shippedTaxonomy } from '../../server/base/understanding/topics/evidence.ts';
import { predictLeaves, trainLeafModel } from '../../server/base/understanding/topics/leaf-model.ts';
import { partsOf, trainTopicModel } from '../../server/base/understanding/topics/topic-model.ts';
import { trainWordsOnly } from '../../server/base/understanding/topics/words-only.ts';
import { printLearning } from './eval-learning.ts';
import { evaluatePersonal } from './eval-personal.ts';
import { evaluateTone } from './eval-tone.ts';

const help = `Проверка понимания текстов.

npm run eval [-- --data ФАЙЛ]               перекрёстная проверка, перенос на другую область,
                                             обучение там на 500 исправлениях
npm run eval -- --only personal|tone        только персональные данные в тексте или только тон
npm run -s eval -- --train ФАЙЛ --test ФАЙЛ  обучить на одном файле, проверить на другом; в конце строка JSON

Файлы JSONL: {"source", "text", "theme", "block"} в каждой строке.`;

/** What each way of sorting said of the same texts. */
interface Trial {
  block: Judged[];
  baseline: Judged[];
  theme: Judged[];
}

/** The baseline alone takes as long as the rest. */
interface JudgeOptions {
  groups?: Int32Array;
  hasBaseline?: boolean;
}

function judge(
  train: readonly Row[],
  test: readonly Row[],
  { groups, hasBaseline = true }: JudgeOptions = {},
): Trial {
  const taxonomy = shippedTaxonomy();
  const read = createEvidence(taxonomy);
  const labelled = train.map(({ text, block, theme, source }, index) => ({
    text,
    label: block,
    kind: theme,
    source,
    ...(groups && { group: groups[index]! }),
  }));
  const blocks = createJudge(trainTopicModel(labelled, columnsOf(taxonomy), read));
  const baseline = hasBaseline ? trainWordsOnly(labelled) : undefined;
  const leaves = trainLeafModel(
    train.map(({ text, block, theme, source }) => ({ text, branch: block, leaf: theme, source })),
    read,
  );
  const trial: Trial = { block: [], baseline: [], theme: [] };
  for (const { text, block, theme } of test) {
    const chances = blocks(text, read(text));
    trial.block.push({ truth: block, chances });
    if (baseline) trial.baseline.push({ truth: block, chances: baseline(text) });
    trial.theme.push({ truth: theme, chances: predictLeaves(leaves, chances, text) });
  }
  return trial;
}

/** Five parts, each judged by what the others teach; near-duplicates are never parted. */
export function crossValidate(rows: readonly Row[], { hasBaseline = true }: JudgeOptions = {}): Trial {
  const groups = groupNearDuplicates(rows.map(({ text }) => text));
  const parts = partsOf(
    rows.map((_, index) => ({ group: groups[index]! })),
    7,
  );
  const total: Trial = { block: [], baseline: [], theme: [] };
  for (let part = 0; part < 5; part += 1) {
    const inTest = (_: Row, index: number) => parts[index] === part;
    const inTrain = (_: unknown, index: number) => parts[index] !== part;
    const trial = judge(rows.filter(inTrain), rows.filter(inTest), {
      groups: groups.filter(inTrain),
      hasBaseline,
    });
    for (const kind of ['block', 'baseline', 'theme'] as const) total[kind].push(...trial[kind]);
    console.log(`часть ${part + 1} из 5: точность блока ${figuresOfJudged(trial.block).accuracy.toFixed(3)}`);
  }
  return total;
}

const heading = ['точность', 'macro-F1', 'top-3', 'охват при 95 %', 'ошибка калибровки'];

function print(title: string, figures: Figures): void {
  const { accuracy, macroF1, top3, coverage95, ece } = figures;
  const cells = [accuracy, macroF1, top3, coverage95, ece].map((value, index) =>
    value.toFixed(3).padStart(heading[index]!.length),
  );
  console.log(`${title.padEnd(34)} ${cells.join('  ')}`);
}

function printTrial(trial: Trial): void {
  console.log(`${''.padEnd(34)} ${heading.join('  ')}`);
  print('блок', figuresOfJudged(trial.block));
  print('блок, одни слова (SVM, TF-IDF)', figuresOfJudged(trial.baseline));
  print('тема', figuresOfJudged(trial.theme));
}

function evaluateTwoFiles(train: string, test: string): void {
  const rows = readLabelled(train);
  const groups = groupNearDuplicates(rows.map(({ text }) => text));
  const trial = judge(rows, readLabelled(test), { groups });
  printTrial(trial);
  const block = figuresOfJudged(trial.block);
  const { accuracy, top3 } = figuresOfJudged(trial.theme);
  console.log(JSON.stringify({ block, theme: { accuracy, top3 } }));
}

function evaluateOneFile(file: string): void {
  const rows = readLabelled(file);
  printTrial(crossValidate(rows));
  const known = rows.filter(({ source }) => source.startsWith('kursk'));
  const foreign = rows.filter(({ source }) => source === 'ryazan');
  if (known.length === 0 || foreign.length === 0) return;
  console.log('\nобучено на одной области, проверено на другой');
  const { block, baseline } = judge(known, foreign);
  print('блок', figuresOfJudged(block));
  print('блок, одни слова (SVM, TF-IDF)', figuresOfJudged(baseline));
  const groups = groupNearDuplicates(rows.map(({ text }) => text));
  const grouped = rows.map((row, index) => ({ ...row, group: groups[index]! }));
  printLearning(
    grouped.filter(({ source }) => source.startsWith('kursk')),
    grouped.filter(({ source }) => source === 'ryazan'),
  );
}

/** Exit code. */
export function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: labelledFile() },
      train: { type: 'string' },
      test: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (values.only) {
    if (values.only === 'personal') evaluatePersonal();
    else evaluateTone();
    return 0;
  }
  if (values.train && values.test) {
    evaluateTwoFiles(values.train, values.test);
    return 0;
  }
  if (!existsSync(values.data)) {
    console.error(`Нет файла ${values.data}. Укажите свой: npm run eval -- --data ФАЙЛ`);
    return 2;
  }
  evaluateOneFile(values.data);
  evaluatePersonal();
  evaluateTone();
  return 0;
}
