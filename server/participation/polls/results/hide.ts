import { itemAt, numberAt } from '../../../../shared/lists.ts';
import {
  bunchUp,
  type Family,
  familiesOf,
  groupsOf,
  type HideRules,
  isOfAll,
  isSecretOf,
  type Merged,
  mergeLines,
  range,
  type Side,
  sumBy,
  total,
} from './families.ts';
import { type Inner, tellInner } from './hide-inner.ts';
import type { Partition, Tally } from './tally.ts';

/**
 * Which numbers of a poll are not told (decision 0039): counts of classes by district and by age, with their totals. Every partition of a
 * poll is of the same people, so what is hidden of a group's total in one is hidden in all. Pure.
 */

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

interface ToldLine {
  total: number | null;
  district: (number | null)[];
  age: (number | null)[];
}

function tellFamily(
  tally: Tally,
  whole: Family,
  columns: Readonly<Record<Side, Merged>>,
  rules: HideRules,
): ToldLine[] {
  const groupsOfAll = (side: Side): (number | null)[] =>
    groupsOf(tally.sides, side) === 1
      ? []
      : sumBy(tally.sides, side, tally.cells).map((count, group) =>
          columns[side].bunch.has(group) ? null : count,
        );
  if (!whole.lines.some((line) => isOfAll(tally, line))) return tellLines(tally, whole, columns, rules);
  // Where everybody chose one, nobody was silent and of one class nobody is of another.
  const isNobody = (line: Family['lines'][number], at: number): boolean =>
    !whole.isOfSeveral || (whole.hasSilent && at === whole.lines.length - 1 && total(line.cells) === 0);
  const lines = whole.lines.filter((line, at) => !isOfAll(tally, line) && !isNobody(line, at));
  const told =
    lines.length === 0 ? [] : tellLines(tally, { ...whole, lines, hasSilent: false }, columns, rules);
  const nobody = (side: Side): number[] => groupsOfAll(side).map(() => 0);
  return whole.lines.map((line) => {
    if (isOfAll(tally, line))
      return { total: tally.participants, district: groupsOfAll('district'), age: groupsOfAll('age') };
    const at = lines.indexOf(line);
    return at < 0 ? { total: 0, district: nobody('district'), age: nobody('age') } : itemAt(told, at);
  });
}

function tellLines(
  tally: Tally,
  family: Family,
  columns: Readonly<Record<Side, Merged>>,
  rules: HideRules,
): ToldLine[] {
  const totals = family.lines.map(({ cells }) => total(cells));
  const isSecret = isSecretOf(family, totals, tally.participants, rules);
  const lines = mergeLines(totals.length, bunchUp(totals, rules, isSecret));
  const by = (side: Side): Inner => tellInner(tally, { family, lines, side, columns: columns[side] }, rules);
  const [district, age] = [by('district'), by('age')];
  return totals.map((count, line) => ({
    total: lines.bunch.has(line) ? null : count,
    district: itemAt(district, line),
    age: itemAt(age, line),
  }));
}

/**
 * Of fewer people than `smallest` nothing at all is told. Small groups are lost among others first, then small classes, and what stands
 * within is hidden beside margins that are known: so no two tables of the same people tell what neither does.
 */
export function hideSmall(tally: Tally, rules: HideRules): ToldTally {
  const { sides, partitions, cells, participants } = tally;
  const isNone = participants < Math.max(rules.smallest, rules.width);
  const peopleBy = (side: Side): number[] => sumBy(sides, side, cells);
  const columnsBy = (side: Side): Merged => {
    const people = peopleBy(side);
    return mergeLines(people.length, isNone ? new Set(range(people.length)) : bunchUp(people, rules));
  };
  const columns = { district: columnsBy('district'), age: columnsBy('age') };
  const told = new Map<string, ToldLine>();
  if (!isNone)
    for (const family of familiesOf(tally))
      for (const [at, line] of tellFamily(tally, family, columns, rules).entries()) {
        const { partition, row } = itemAt(family.lines, at);
        told.set(`${partitions.indexOf(partition)} ${row}`, line);
      }
  const groups = (side: Side): (number | null)[] =>
    peopleBy(side).map((count, group) => (columns[side].bunch.has(group) ? null : count));
  const nothing = (side: Side): null[] =>
    groupsOf(sides, side) === 1 ? [] : range(groupsOf(sides, side)).map(() => null);
  const lineOf = (at: number, row: number): ToldLine =>
    told.get(`${at} ${row}`) ?? { total: null, district: nothing('district'), age: nothing('age') };
  return {
    partitions: partitions.map((partition, at) => {
      const lines = partition.counts.map((_, row) => lineOf(at, row));
      return {
        partition,
        totals: lines.map((line) => line.total),
        byDistrict: lines.map(({ district }) => district),
        byAge: lines.map(({ age }) => age),
      };
    }),
    districts: groups('district'),
    ages: groups('age'),
  };
}

/** The number of people of one class in a partition, hidden or not: for weights alone. */
export const countOfClass = ({ counts, classes }: Partition, name: string, cell: number): number => {
  const at = classes.indexOf(name);
  return at < 0 ? 0 : numberAt(itemAt(counts, at), cell);
};
