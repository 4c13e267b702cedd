import { type OpenMeasure, openMeasures } from '../../../../shared/contract/heatmap/heatmap-open.ts';
import { knownIn } from '../../../../shared/known.ts';
import { itemAt, lastOf } from '../../../../shared/lists.ts';
import { type Rules, suppress } from '../../../lib/suppress/suppress.ts';
import {
  addTotals,
  isTotal,
  makeTable,
  PART,
  type Shape,
  type Told,
  WHOLE,
} from '../../../lib/suppress/table.ts';
import { type NetworkCounts, type NetworkMonth, publishNetworks } from './networks.ts';

/** What a month tells everybody, made once of what happened in it and never again. Pure. */

export interface Line {
  id: string;
  title: string;
}

/** What happened in a month, before anything is hidden: by block and district, row by row. */
export interface MonthCounts {
  /** `YYYY-MM`. */
  month: string;
  blocks: readonly Line[];
  districts: readonly Line[];
  counts: Readonly<Record<OpenMeasure, readonly number[]>>;
  /** Calendar days that the answers took, added up. */
  days: readonly number[];
  /** Scores added up. */
  scores: readonly number[];
  /** Of the whole city: unanswered beyond their term when the month was over. */
  overdue: number;
  /** Null where the city had no page in a network. */
  networks: NetworkCounts | null;
}

type Numbers = readonly (number | null)[];

/** Something of each measure. */
export const ofEach = <T>(of: (measure: OpenMeasure) => T): Record<OpenMeasure, T> => ({
  received: of('received'),
  answered: of('answered'),
  solved: of('solved'),
  due: of('due'),
  late: of('late'),
  rated: of('rated'),
  ratedWell: of('ratedWell'),
  said: of('said'),
  saidSolved: of('saidSolved'),
});

/** A month as it was published: null is hidden. Blocks and districts are followed by their totals. */
export interface OpenMonth {
  month: string;
  smallest: number;
  blocks: readonly Line[];
  districts: readonly Line[];
  /** Measures that are told of each block in each district; of the others totals alone are. */
  paired: readonly OpenMeasure[];
  shown: Readonly<Record<OpenMeasure, Numbers>>;
  /** Of totals, where the numbers they are of are shown: to a tenth of a day, of a score. */
  averageDays: Numbers;
  averageRating: Numbers;
  overdue: number | null;
  /** Months that were published before networks were counted have none. */
  networks?: NetworkMonth | null;
}

export interface OpenRules extends Rules {
  /** A measure is told of pairs where so many come to one on the average. */
  perPair: number;
}

/** Counts of the same people or events: a part of the other is hidden with it, for the rest of it can be subtracted. */
const families: readonly (readonly [OpenMeasure, OpenMeasure?])[] = [
  ['received'],
  ['answered', 'solved'],
  ['due', 'late'],
  ['rated', 'ratedWell'],
  ['said', 'saidSolved'],
];

export function publishMonth(month: MonthCounts, rules: OpenRules): OpenMonth {
  const shape = { rows: month.blocks.length, columns: month.districts.length };
  const shown = new Map<OpenMeasure, Numbers>();
  const paired: OpenMeasure[] = [];
  for (const [whole, part] of families) {
    const told = tellFamily(shape, month.counts[whole], part && month.counts[part], rules.perPair);
    const table = makeTable(shape, ...told);
    const hidden = suppress(table, rules);
    for (const [sheet, measure] of [[WHOLE, whole] as const, [PART, part] as const]) {
      if (!measure) continue;
      const { values, isInnerTold } = told[sheet]!;
      const isShown = (place: number): boolean => isInnerTold || isTotal(shape, place);
      shown.set(
        measure,
        values.map((value, place) => (isShown(place) && !itemAt(hidden, sheet)[place] ? value : null)),
      );
      if (isInnerTold) paired.push(measure);
    }
  }
  const of = (measure: OpenMeasure): Numbers => knownIn(shown, measure);
  const { smallest } = rules;
  return {
    month: month.month,
    smallest,
    blocks: month.blocks,
    districts: month.districts,
    paired,
    shown: ofEach(of),
    averageDays: average(shape, month.days, [of('answered')]),
    averageRating: average(shape, month.scores, [of('rated'), of('ratedWell')]),
    overdue: month.overdue > 0 && month.overdue < smallest ? null : month.overdue,
    networks: month.networks && publishNetworks(month.networks, smallest),
  };
}

/**
 * Whether each of two counts is told of pairs is seen from totals of the city, which are told anyway: it takes so many to a pair,
 * of the part and of the rest of it too, or nearly all pairs would be hidden.
 */
function tellFamily(
  shape: Shape,
  whole: readonly number[],
  part: readonly number[] | undefined,
  perPair: number,
): [Told, Told?] {
  const isEnough = (total: number): boolean => total >= perPair * shape.rows * shape.columns;
  const all = addTotals(shape, whole);
  const first = { values: all, isInnerTold: isEnough(lastOf(all)) };
  if (!part) return [first];
  const some = addTotals(shape, part);
  const isInnerTold = isEnough(Math.min(lastOf(some), lastOf(all) - lastOf(some)));
  return [first, { values: some, isInnerTold }];
}

/** Of the first numbers, where all of them are shown: an average of a hidden number would narrow it. */
function average(shape: Shape, sums: readonly number[], [of, ...others]: readonly Numbers[]): Numbers {
  return addTotals(shape, sums).map((sum, place) => {
    const count = of![place];
    const isTold = isTotal(shape, place) && others.every((numbers) => numbers[place] !== null);
    return isTold && count ? Number((sum / count).toFixed(1)) : null;
  });
}

/** Numbers of a month that are hidden, and that are shown. */
export function countShown({ shown, paired, blocks, districts }: OpenMonth): {
  hidden: number;
  shown: number;
} {
  const shape = { rows: blocks.length, columns: districts.length };
  const told = openMeasures.flatMap((measure) =>
    shown[measure].filter((_, place) => paired.includes(measure) || isTotal(shape, place)),
  );
  const hidden = told.filter((value) => value === null).length;
  return { hidden, shown: told.length - hidden };
}
