import type {
  OptionFigures,
  PollFigures,
  QuestionFigures,
} from '../../../../shared/contract/participation/poll-figures.ts';
import { type Question, UNSURE } from '../../../../shared/contract/participation/questionnaire.ts';
import { itemAt, numberAt } from '../../../../shared/lists.ts';
import { isOfSeveral } from '../../../../shared/text/participation/questions.ts';
import { NONE, sayResult } from '../../../../shared/text/participation/result-sentences.ts';
import type { HideRules } from './families.ts';
import { countOfClass, hideSmall, type ToldPartition, type ToldTally } from './hide.ts';
import { CHOSEN, type Tally } from './tally.ts';
import type { Weighing } from './weigh.ts';

/** Figures of a poll as everybody reads them. Pure. */

interface Group {
  id: string;
  title: string;
  residents: number | null;
}

export interface FigureGround {
  questions: readonly Question[];
  /** In the order of the tally's sides; none where the side was not asked. */
  districts: readonly Group[];
  ages: readonly Group[];
  /** Of a secret vote. */
  turnout?: PollFigures['turnout'];
  weighing: Weighing;
  rules: HideRules;
  /** Points as cells of the map, those of few left out. */
  placeCells: (questionId: string) => { lat: number; lon: number; count: number }[];
}

const unsureTitle = 'Затрудняюсь ответить';
const noneTitle = 'Не ответили';

/** A choice in words. */
function titleOf(question: Question, id: string): string {
  if (id === UNSURE) return unsureTitle;
  if (id === NONE) return noneTitle;
  if (question.kind !== 'scale') return question.options.find((one) => one.id === id)?.title ?? id;
  const end = id === '1' ? question.lowTitle : id === String(question.steps) ? question.highTitle : '';
  return end ? `${id} — ${end}` : id;
}

interface Counted {
  id: string;
  total: number | null;
  byDistrict: (number | null)[];
  byAge: (number | null)[];
  /** Weighted people of the class. */
  weight: number;
}

function readClass(
  tally: Tally,
  told: ToldPartition,
  name: string,
  id: string,
  weights: readonly number[] | null,
): Counted {
  const at = told.partition.classes.indexOf(name);
  const weight = tally.cells.reduce(
    (sum, _, cell) =>
      sum + countOfClass(told.partition, name, cell) * (weights ? numberAt(weights, cell) : 1),
    0,
  );
  return {
    id,
    total: itemAt(told.totals, at),
    byDistrict: itemAt(told.byDistrict, at),
    byAge: itemAt(told.byAge, at),
    weight,
  };
}

/** A class each option, or where several are chosen a partition each. */
function readClasses(
  tally: Tally,
  question: Question,
  own: readonly ToldPartition[],
  weights: readonly number[] | null,
): Counted[] {
  if (isOfSeveral(question))
    return own.map((told) => readClass(tally, told, CHOSEN, told.partition.part, weights));
  const told = itemAt(own, 0);
  return told.partition.classes.map((name) => readClass(tally, told, name, name, weights));
}

/** How many answered; null where that, or the rest of all, is of few. */
function answeredOf(participants: number, classes: readonly Counted[]): number | null {
  const none = classes.find(({ id }) => id === NONE);
  if (!none) return participants;
  return none.total === null ? null : participants - none.total;
}

function presentOptions(
  question: Question,
  classes: readonly Counted[],
  answered: number | null,
  isWeighted: boolean,
): OptionFigures[] {
  const weightOfAll = classes.reduce((sum, { id, weight }) => (id === NONE ? sum : sum + weight), 0);
  // Where several are chosen by one, shares are of people, and their weights are not those of the choices.
  const isShared = !isOfSeveral(question);
  return classes
    .filter(({ id, total }) => id !== NONE || total !== 0)
    .map(({ id, total, byDistrict, byAge, weight }) => {
      const share = id === NONE || total === null || !answered ? null : total / answered;
      return {
        id,
        title: titleOf(question, id),
        count: total,
        share: share === null ? null : Number(share.toFixed(4)),
        weighted:
          isWeighted && isShared && share !== null && weightOfAll > 0
            ? Math.round((100 * weight) / weightOfAll)
            : null,
        byDistrict,
        byAge,
      };
    });
}

/** The average step of a scale; null where any of its counts is hidden. */
function averageOf({ kind }: Question, classes: readonly Counted[]): number | null {
  if (kind !== 'scale') return null;
  const steps = classes.filter(({ id }) => id !== NONE && id !== UNSURE);
  if (steps.some(({ total }) => total === null)) return null;
  const all = steps.reduce((sum, { total }) => sum + (total ?? 0), 0);
  if (all === 0) return null;
  return Number((steps.reduce((sum, { id, total }) => sum + Number(id) * (total ?? 0), 0) / all).toFixed(2));
}

function presentPart(
  { tally, ground }: { tally: Tally; ground: FigureGround },
  question: Question,
  own: readonly ToldPartition[],
  row: { id: string; title: string } | null,
): QuestionFigures {
  const weights = ground.weighing.weights;
  const classes = readClasses(tally, question, own, weights);
  const answered = answeredOf(tally.participants, classes);
  const isChoice = question.kind !== 'text' && question.kind !== 'point';
  const cells =
    question.kind === 'point'
      ? keepRest(ground.placeCells(question.id), answered ?? tally.participants, ground.rules)
      : [];
  const inCells = cells.reduce((sum, { count }) => sum + count, 0);
  const figures = {
    id: question.id,
    title: question.title,
    kind: question.kind,
    row: row?.title ?? '',
    answered,
    options: isChoice ? presentOptions(question, classes, answered, weights !== null) : [],
    average: averageOf(question, classes),
    cells,
    outside: question.kind === 'point' && answered !== null ? answered - inCells : null,
    texts: question.kind === 'text' ? (classes.find(({ id }) => id === CHOSEN)?.total ?? null) : null,
    budget: null,
  };
  return { ...figures, sentence: sayResult(figures) };
}

/** Points that stand nowhere are subtracted from all: where they are few, the least of the cells is left out with them. */
export function keepRest<T extends { count: number }>(
  cells: readonly T[],
  all: number,
  { smallest, width }: HideRules,
): T[] {
  const rest = all - cells.reduce((sum, { count }) => sum + count, 0);
  return rest > 0 && rest < Math.max(smallest, width) ? cells.slice(0, -1) : [...cells];
}

function presentQuestion(
  made: { tally: Tally; ground: FigureGround },
  told: ToldTally,
  question: Question,
): QuestionFigures[] {
  const own = told.partitions.filter(({ partition }) => partition.questionId === question.id);
  if (question.kind !== 'matrix') return [presentPart(made, question, own, null)];
  return question.rows.map((row) =>
    presentPart(
      made,
      question,
      own.filter(({ partition }) => partition.part === row.id),
      row,
    ),
  );
}

const presentGroups = (
  groups: readonly Group[],
  counts: readonly (number | null)[],
): PollFigures['districts'] =>
  groups.map(({ id, title, residents }, at) => {
    const count = counts[at] ?? null;
    return {
      id,
      title,
      count,
      residents,
      turnout: count === null || !residents ? null : Number((count / residents).toFixed(5)),
    };
  });

/** All figures of a poll. Choices of a question are those of its last edition. */
export function makeFigures(tally: Tally, ground: FigureGround): PollFigures {
  const told = hideSmall(tally, ground.rules);
  return {
    participants: tally.participants,
    smallest: ground.rules.smallest,
    districts: presentGroups(ground.districts, told.districts),
    ages: presentGroups(ground.ages, told.ages),
    turnout: ground.turnout ?? [],
    weights: ground.weighing.told,
    whyUnweighted: ground.weighing.why,
    questions: ground.questions.flatMap((question) => presentQuestion({ tally, ground }, told, question)),
  };
}
