import type { AdditiveMeasure } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { MARKS, type MarkedFacts, unpackMarks } from './marks.ts';
import { type TurnFacts, unpackTurn } from './spells.ts';

/**
 * What is counted, in three families. Of a *cohort*: cases by the day of their registration, as they are now. A *flow*: what happened
 * on days, whenever its case came. A *stock*: how many there were at the end of a day.
 */
export type CohortMeasure =
  | 'received'
  | 'open'
  | 'overdue'
  | 'solved'
  | 'answered'
  | 'late'
  | 'broken'
  | 'rated'
  | 'rated-well'
  | 'rating-sum'
  | 'reopened'
  | 'reworked'
  | 'deferred';
export type FlowMeasure = Extract<
  AdditiveMeasure,
  'given' | 'given-late' | 'settled' | 'returned' | 'scored' | 'scored-well' | 'score-sum'
>;
export type StockMeasure = 'stock-open' | 'stock-overdue';
export type MeasureId = CohortMeasure | FlowMeasure | StockMeasure;

/** Where the rows of a measure lie: cases by the day of registration, turns by the day they happened. */
export type StoreName = 'all' | 'starts' | 'ends';

/** One source of a number: rows of a store, what each adds by its marks. */
export interface Source {
  store: StoreName;
  /** By marks; a whole number, not negative. */
  weights: Uint8Array;
  sign: 1 | -1;
}

interface Cohort {
  id: CohortMeasure;
  family: 'cohort';
  title: string;
  /** Of the cases whose term runs alone, which are few: counted over them, and by the moment where `isOverdue`. */
  ofOpen?: { isOverdue: boolean };
  weigh: (facts: MarkedFacts) => number;
}

interface Flow {
  id: FlowMeasure;
  family: 'flow';
  title: string;
  /** The turns it counts. */
  of: 'starts' | 'ends';
  weigh: (facts: TurnFacts) => number;
}

interface Stock {
  id: StockMeasure;
  family: 'stock';
  title: string;
  /** Whether a counted case begins it by its registration. */
  isFromRegistration: boolean;
  begins: (facts: TurnFacts) => boolean;
  ends: (facts: TurnFacts) => boolean;
}

export type Measure = Cohort | Flow | Stock;

const isRated = ({ rating }: Pick<MarkedFacts, 'rating'>): boolean => rating !== null;
const isWell = ({ rating }: Pick<MarkedFacts, 'rating'>): boolean => (rating ?? 0) >= 4;

/**
 * Numerators and denominators of the indicators of product model §2.4 that add up over cases; a share is one measure over
 * another. Medians and times do not add up and are no part of this table.
 */
export const measures = [
  { id: 'received', family: 'cohort', title: 'поступило', weigh: () => 1 },
  { id: 'open', family: 'cohort', title: 'все открытые', ofOpen: { isOverdue: false }, weigh: () => 1 },
  { id: 'overdue', family: 'cohort', title: 'просрочено', ofOpen: { isOverdue: true }, weigh: () => 1 },
  {
    id: 'solved',
    family: 'cohort',
    title: 'решено из поступивших',
    weigh: ({ outcome }) => Number(outcome === 'solved'),
  },
  {
    id: 'answered',
    family: 'cohort',
    title: 'дан ответ из поступивших',
    weigh: ({ isAnswered }) => Number(isAnswered),
  },
  {
    id: 'late',
    family: 'cohort',
    title: 'ответ позже срока из поступивших',
    weigh: ({ isLate, isAnswered }) => Number(isLate && isAnswered),
  },
  { id: 'broken', family: 'cohort', title: 'срок нарушен', weigh: ({ isLate }) => Number(isLate) },
  { id: 'rated', family: 'cohort', title: 'оценено', weigh: (facts) => Number(isRated(facts)) },
  { id: 'rated-well', family: 'cohort', title: 'оценки 4–5', weigh: (facts) => Number(isWell(facts)) },
  { id: 'rating-sum', family: 'cohort', title: 'сумма оценок', weigh: ({ rating }) => rating ?? 0 },
  {
    id: 'reopened',
    family: 'cohort',
    title: 'возвращено жителем',
    weigh: ({ isReopened }) => Number(isReopened),
  },
  {
    id: 'reworked',
    family: 'cohort',
    title: 'возвращено на доработку',
    weigh: ({ isReworked }) => Number(isReworked),
  },
  { id: 'deferred', family: 'cohort', title: 'отложено', weigh: ({ isDeferred }) => Number(isDeferred) },
  {
    id: 'given',
    family: 'flow',
    title: 'дано ответов',
    of: 'ends',
    weigh: ({ isAnswered }) => Number(isAnswered),
  },
  {
    id: 'given-late',
    family: 'flow',
    title: 'ответов позже срока',
    of: 'ends',
    weigh: ({ isAnswered, isLate }) => Number(isAnswered && isLate),
  },
  {
    id: 'settled',
    family: 'flow',
    title: 'решено за период',
    of: 'ends',
    weigh: ({ isAnswered, outcome }) => Number(isAnswered && outcome === 'solved'),
  },
  {
    id: 'returned',
    family: 'flow',
    title: 'возвращено за период',
    of: 'starts',
    weigh: ({ isReturn }) => Number(isReturn),
  },
  {
    id: 'scored',
    family: 'flow',
    title: 'оценено ответов',
    of: 'ends',
    weigh: (facts) => Number(facts.isAnswered && isRated(facts)),
  },
  {
    id: 'scored-well',
    family: 'flow',
    title: 'ответов с оценкой 4–5',
    of: 'ends',
    weigh: (facts) => Number(facts.isAnswered && isWell(facts)),
  },
  {
    id: 'score-sum',
    family: 'flow',
    title: 'сумма оценок ответов',
    of: 'ends',
    weigh: ({ isAnswered, rating }) => (isAnswered ? (rating ?? 0) : 0),
  },
  {
    id: 'stock-open',
    family: 'stock',
    title: 'открыто на конец дня',
    isFromRegistration: true,
    begins: ({ isOpening }) => isOpening,
    ends: () => true,
  },
  {
    id: 'stock-overdue',
    family: 'stock',
    title: 'просрочено на конец дня',
    isFromRegistration: false,
    begins: ({ isOverdue }) => isOverdue,
    ends: ({ isOverdue }) => isOverdue,
  },
] as const satisfies readonly Measure[];

const byId = new Map<MeasureId, Measure>(measures.map((measure) => [measure.id, measure]));

export function measureOf(id: MeasureId): Measure {
  const measure = byId.get(id);
  if (!measure) throw new Error(`No measure ${id}`);
  return measure;
}

const sources = new Map<MeasureId, readonly Source[]>();

/** Where the numbers of a measure come from, with the weights of all marks there can be. */
export function sourcesOf(id: MeasureId): readonly Source[] {
  const known = sources.get(id);
  if (known) return known;
  const made = makeSources(measureOf(id));
  sources.set(id, made);
  return made;
}

const weightsBy = (weigh: (marks: number) => number): Uint8Array =>
  Uint8Array.from({ length: MARKS }, (_, marks) => weigh(marks));

function makeSources(measure: Measure): readonly Source[] {
  switch (measure.family) {
    case 'cohort':
      return [{ store: 'all', sign: 1, weights: weightsBy((marks) => measure.weigh(unpackMarks(marks))) }];
    case 'flow':
      return [
        { store: measure.of, sign: 1, weights: weightsBy((marks) => measure.weigh(unpackTurn(marks))) },
      ];
    case 'stock': {
      const { isFromRegistration, begins, ends } = measure;
      const own: Source[] = [
        { store: 'starts', sign: 1, weights: weightsBy((marks) => Number(begins(unpackTurn(marks)))) },
        { store: 'ends', sign: -1, weights: weightsBy((marks) => Number(ends(unpackTurn(marks)))) },
      ];
      return isFromRegistration ? [{ store: 'all', sign: 1, weights: weightsBy(() => 1) }, ...own] : own;
    }
  }
}

/** The weights of a cohort's measure by the marks of a case. */
export const weightsOf = (id: CohortMeasure): Uint8Array => firstOf(sourcesOf(id)).weights;

/** Counted over the open cases alone; null for any other measure. */
export function ofOpenOf(id: MeasureId): { isOverdue: boolean } | null {
  const measure = measureOf(id);
  return (measure.family === 'cohort' && measure.ofOpen) || null;
}
