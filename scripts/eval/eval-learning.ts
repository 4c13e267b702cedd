import { createEvidence } from '../../server/base/taxonomy/index.ts';
import { createJudge } from '../../server/base/understanding/duplicates/judge.ts';
import {
  type Figures,
  figuresOfJudged,
  type Judged,
} from '../../server/base/understanding/teaching/figures.ts';
import type { LabelledMessage as Row } from '../../server/base/understanding/teaching/labelled.ts';
import { adaptTopicModel } from '../../server/base/understanding/topics/adapt-model.ts';
import { columnsOf, shippedTaxonomy } from '../../server/base/understanding/topics/evidence.ts';
import { makeRandom } from '../../server/base/understanding/topics/linear.ts';
import { type TopicModel, trainTopicModel } from '../../server/base/understanding/topics/topic-model.ts';

const taxonomy = shippedTaxonomy();
const read = createEvidence(taxonomy);
const CORRECTIONS = 500;
/** Which 500 are corrected is chance: the figures are means of so many draws. */
const DRAWS = 3;

type Grouped = Row & { group: number };

const judgeAll = (model: TopicModel, rows: readonly Row[]): Judged[] => {
  const judge = createJudge(model);
  return rows.map(({ text, code }) => ({ truth: code, chances: judge(text, read(text)) }));
};

const learnAll = (rows: readonly Grouped[]): TopicModel =>
  trainTopicModel(
    rows.map(({ text, code, group, theme, source }) => ({ text, label: code, group, kind: theme, source })),
    columnsOf(taxonomy),
    read,
  );

/** Groups of near-duplicates in an order of chance: those drawn first are corrected, the rest judged. */
function shuffleGroups(rows: readonly Grouped[], seed: number): Grouped[] {
  const random = makeRandom(seed);
  const places = new Map<number, number>();
  for (const { group } of rows) if (!places.has(group)) places.set(group, random(1_000_000_007));
  return [...rows].sort((a, b) => places.get(a.group)! - places.get(b.group)! || a.group - b.group);
}

/** What a model knows of a region when it has seen most of it: every fifth part judged by the rest and the other region. */
function sameRegion(known: readonly Grouped[], foreign: readonly Grouped[], seed: number): Judged[] {
  const order = shuffleGroups(foreign, seed);
  const partOf = new Map<number, number>();
  for (const { group } of order) if (!partOf.has(group)) partOf.set(group, partOf.size % 5);
  return [0, 1, 2, 3, 4].flatMap((part) => {
    const model = learnAll([...known, ...foreign.filter(({ group }) => partOf.get(group) !== part)]);
    return judgeAll(
      model,
      foreign.filter(({ group }) => partOf.get(group) === part),
    );
  });
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Learning on site: a model of one region comes to another, where people correct 500 texts. How much of what it lacks
 * there (against a model that has seen four fifths of that region) the corrections give. The site never has the texts
 * of the first region: it has the shipped model.
 */
export function evaluateLearning(
  known: readonly Grouped[],
  foreign: readonly Grouped[],
): { before: Figures[]; after: Figures[]; same: number; closed: number } {
  const base = learnAll(known);
  const before: Figures[] = [];
  const after: Figures[] = [];
  for (let draw = 1; draw <= DRAWS; draw += 1) {
    const order = shuffleGroups(foreign, draw * 7919);
    const corrected = order.slice(0, CORRECTIONS);
    const seen = new Set(corrected.map(({ group }) => group));
    const rest = order.slice(CORRECTIONS).filter(({ group }) => !seen.has(group));
    const taught = adaptTopicModel(
      base,
      corrected.map(({ text, code }) => ({ text, label: code })),
      read,
    );
    before.push(figuresOfJudged(judgeAll(base, rest)));
    after.push(figuresOfJudged(judgeAll(taught, rest)));
  }
  const same = figuresOfJudged(sameRegion(known, foreign, 7)).accuracy;
  const [from, to] = [before, after].map((list) => mean(list.map(({ accuracy }) => accuracy)));
  return { before, after, same, closed: (to! - from!) / (same - from!) };
}

/** Prints it in words. */
export function printLearning(known: readonly Grouped[], foreign: readonly Grouped[]): void {
  const { before, after, same, closed } = evaluateLearning(known, foreign);
  const say = (list: readonly Figures[], key: keyof Figures) => mean(list.map((one) => one[key])).toFixed(3);
  console.log(`\nобучение на месте: ${CORRECTIONS} исправлений в новой области, среднее ${DRAWS} выборок`);
  for (const [words, list] of [
    ['до', before],
    ['после', after],
  ] as const)
    console.log(
      `${words.padEnd(6)} точность ${say(list, 'accuracy')}  macro-F1 ${say(list, 'macroF1')}  top-3 ${say(list, 'top3')}  охват при 95 % ${say(list, 'coverage95')}  ошибка калибровки ${say(list, 'ece')}`,
    );
  console.log(
    `модель, видевшая четыре пятых этой области: ${same.toFixed(3)}; разрыв закрыт на ${Math.round(closed * 100)} % (нужно не меньше 33 %)`,
  );
}
