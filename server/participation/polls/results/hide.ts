import { itemAt, numberAt } from '../../../../shared/lists.ts';
import { suppress } from '../../../lib/suppress/suppress.ts';
import { addTotals, makeTable, placesOf, WHOLE } from '../../../lib/suppress/table.ts';
import type { Partition, Sides, Tally } from './tally.ts';

/**
 * Which numbers of a poll are not told (decision 0039): counts of classes by district and by age, with their totals. Every partition of a
 * poll is of the same people, so what is hidden of a group's total in one is hidden in all. Pure.
 */

export interface HideRules {
  smallest: number;
  width: number;
}

type Side = 'district' | 'age';

/** Null is hidden. */
export interface ToldPartition {
  partition: Partition;
  /** By class. */
  totals: (number | null)[];
  /** By class, by group of the side. */
  byDistrict: (number | null)[][];
  byAge: (number | null)[][];
}

export interface ToldTally {
  partitions: ToldPartition[];
  /** People by group of each side. */
  districts: (number | null)[];
  ages: (number | null)[];
}

const groupsOf = (sides: Sides, side: Side): number =>
  side === 'district' ? sides.districts.length : sides.ages.length;

/** Sums over the other side. */
function sumBy(sides: Sides, side: Side, cells: readonly number[]): number[] {
  const ages = sides.ages.length;
  return Array.from({ length: groupsOf(sides, side) }, (_, group) =>
    cells.reduce(
      (sum, count, cell) =>
        (side === 'district' ? Math.floor(cell / ages) : cell % ages) === group ? sum + count : sum,
      0,
    ),
  );
}

interface Marked {
  /** By class × group with totals last: of rows and columns. */
  hidden: readonly boolean[];
  columns: number;
}

/** Null where nothing is to be told at all. */
function mark(sides: Sides, side: Side, { counts }: Partition, rules: HideRules | null): Marked {
  const columns = groupsOf(sides, side);
  const shape = { rows: counts.length, columns };
  if (!rules) return { hidden: new Array<boolean>(placesOf(shape)).fill(true), columns };
  const inner = counts.flatMap((cells) => sumBy(sides, side, cells));
  const table = makeTable(shape, { values: addTotals(shape, inner), isInnerTold: columns > 1 });
  return { hidden: itemAt(suppress(table, { ...rules, isWholeKept: true }), WHOLE), columns };
}

const isHidden = ({ hidden, columns }: Marked, row: number, column: number): boolean =>
  hidden[row * (columns + 1) + column] === true;

/** Of fewer people than `smallest` nothing at all is told. */
export function hideSmall(tally: Tally, rules: HideRules): ToldTally {
  const { sides, partitions, cells, participants } = tally;
  const isNone = participants < Math.max(rules.smallest, rules.width);
  const marked = partitions.map((partition) => ({
    partition,
    district: mark(sides, 'district', partition, isNone ? null : rules),
    age: mark(sides, 'age', partition, isNone ? null : rules),
  }));
  const groups = (side: Side): (number | null)[] =>
    sumBy(sides, side, cells).map((count, group) => {
      const isGone = marked.some((one) => isHidden(one[side], one.partition.counts.length, group));
      return isGone || isNone || (count > 0 && count < rules.smallest) ? null : count;
    });
  const told = (one: (typeof marked)[number], side: Side): (number | null)[][] =>
    one.partition.counts.map((counts, row) =>
      groupsOf(sides, side) === 1
        ? []
        : sumBy(sides, side, counts).map((count, group) =>
            isNone || isHidden(one[side], row, group) ? null : count,
          ),
    );
  return {
    partitions: marked.map((one) => ({
      partition: one.partition,
      totals: one.partition.counts.map((counts, row) =>
        isNone || isHidden(one.district, row, one.district.columns) || isHidden(one.age, row, one.age.columns)
          ? null
          : counts.reduce((sum, count) => sum + count, 0),
      ),
      byDistrict: told(one, 'district'),
      byAge: told(one, 'age'),
    })),
    districts: groups('district'),
    ages: groups('age'),
  };
}

/** The number of people of one class in a partition, hidden or not: for weights alone. */
export const countOfClass = ({ counts, classes }: Partition, name: string, cell: number): number => {
  const at = classes.indexOf(name);
  return at < 0 ? 0 : numberAt(itemAt(counts, at), cell);
};
