import { itemAt, numberAt } from '../../../../shared/lists.ts';
import { LEFT, type Partition, type Sides, type Tally } from './tally.ts';

/** What of a poll is told together, and who is lost among whom: for hide.ts. Pure. */

export interface HideRules {
  smallest: number;
  width: number;
}

export type Side = 'district' | 'age';

export const groupsOf = (sides: Sides, side: Side): number =>
  side === 'district' ? sides.districts.length : sides.ages.length;

/** Sums over the other side. */
export function sumBy(sides: Sides, side: Side, cells: readonly number[]): number[] {
  const ages = sides.ages.length;
  return Array.from({ length: groupsOf(sides, side) }, (_, group) =>
    cells.reduce(
      (sum, count, cell) =>
        (side === 'district' ? Math.floor(cell / ages) : cell % ages) === group ? sum + count : sum,
      0,
    ),
  );
}

const isFew = (count: number, { smallest }: HideRules): boolean => count > 0 && count < smallest;
export const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
export const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/**
 * Few, and as many others as they need to be lost among: all of them are hidden, and told together they would be enough. Whoever is of
 * one of them could be of another and nothing that is told would change.
 */
export function bunchUp(
  counts: readonly number[],
  rules: HideRules,
  isSecret = (at: number): boolean => isFew(numberAt(counts, at), rules),
): Set<number> {
  const bunch = new Set(range(counts.length).filter(isSecret));
  const others = range(counts.length)
    .filter((at) => !bunch.has(at))
    .toSorted((one, other) => rankOf(counts, one) - rankOf(counts, other));
  const isEnough = (): boolean =>
    bunch.size > 1 &&
    total([...bunch].map((at) => numberAt(counts, at))) >= Math.max(rules.smallest, rules.width);
  if (bunch.size > 0) for (const at of others) if (!isEnough()) bunch.add(at);
  return bunch;
}

/** Nobody comes last: they hide no one. */
const rankOf = (counts: readonly number[], at: number): number =>
  numberAt(counts, at) || Number.POSITIVE_INFINITY;

/** Lines of a table with those of the bunch put into one, which comes last. */
export interface Merged {
  bunch: ReadonlySet<number>;
  /** By line: its place among the merged. */
  placeOf: readonly number[];
  count: number;
}

export function mergeLines(count: number, bunch: ReadonlySet<number>): Merged {
  const kept = range(count).filter((at) => !bunch.has(at));
  return {
    bunch,
    placeOf: range(count).map((at) => (bunch.has(at) ? kept.length : kept.indexOf(at))),
    count: kept.length + (bunch.size > 0 ? 1 : 0),
  };
}

/** What is told together: classes of one partition, or choices of a question of which several are chosen. */
export interface Family {
  /** By line: its partition and its class there. */
  lines: { partition: Partition; row: number; cells: readonly number[] }[];
  /** Each line is people who chose it, of all; the last one, where it is there, those who chose nothing. */
  isOfSeveral: boolean;
  hasSilent: boolean;
}

const isOfSeveral = ({ classes }: Partition): boolean => classes.length === 2 && classes[1] === LEFT;

/** Chosen by everybody: its numbers are those of the groups, and hide nothing. */
export const isOfAll = ({ participants }: Tally, { cells }: Family['lines'][number]): boolean =>
  total(cells) === participants;

export function familiesOf({ partitions }: Tally): Family[] {
  const alone = partitions
    .filter((one) => !isOfSeveral(one))
    .map(
      (partition): Family => ({
        lines: partition.counts.map((cells, row) => ({ partition, row, cells })),
        isOfSeveral: false,
        hasSilent: false,
      }),
    );
  const together = Map.groupBy(partitions.filter(isOfSeveral), ({ questionId }) => questionId);
  return [
    ...alone,
    ...[...together.values()].map(
      (own): Family => ({
        lines: own.map((partition) => ({ partition, row: 0, cells: itemAt(partition.counts, 0) })),
        isOfSeveral: true,
        hasSilent: true,
      }),
    ),
  ];
}

/** Whether the total of a line is a secret. Of several, how many did not choose it is subtracted from all, and from those who answered. */
export function isSecretOf(
  { isOfSeveral: several, hasSilent }: Family,
  totals: readonly number[],
  people: number,
  rules: HideRules,
) {
  const last = totals.length - 1;
  const silent = hasSilent ? numberAt(totals, last) : 0;
  return (at: number): boolean => {
    const count = numberAt(totals, at);
    if (isFew(count, rules) || (several && isFew(people - count, rules))) return true;
    return several && !(hasSilent && at === last) && isFew(people - silent - count, rules);
  };
}
