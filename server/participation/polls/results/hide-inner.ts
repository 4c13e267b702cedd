import { addNumber, itemAt, numberAt } from '../../../../shared/lists.ts';
import { suppress } from '../../../lib/suppress/suppress.ts';
import { addTotals, makeTable, WHOLE } from '../../../lib/suppress/table.ts';
import {
  type Family,
  groupsOf,
  type HideRules,
  type Merged,
  range,
  type Side,
  sumBy,
  total,
} from './families.ts';
import type { Tally } from './tally.ts';

/** Numbers of choices by groups: margins are known, what stands within is hidden where it is of few. Pure. */

export type Inner = (number | null)[][];

/** Sums of a family by one side, small lines and small groups put together. */
interface Block {
  family: Family;
  lines: Merged;
  columns: Merged;
  /** By line, by group. */
  own: number[][];
  people: number[];
}

/** Lines and groups as they stand in a table: the bunch is one of each. */
const mergeCounts = (counts: readonly number[], { placeOf, count }: Merged): number[] => {
  const merged = new Array<number>(count).fill(0);
  for (const [at, value] of counts.entries()) addNumber(merged, numberAt(placeOf, at), value);
  return merged;
};

const asTable = (
  rows: readonly (readonly number[])[],
  columns: number,
  also: readonly number[],
  rules: HideRules,
) => {
  const shape = { rows: rows.length, columns };
  const table = makeTable(shape, { values: addTotals(shape, rows.flat()), isInnerTold: true });
  return itemAt(suppress(table, { ...rules, areTotalsKept: true, also }), WHOLE);
};

/** Hidden places of the table of all lines. */
function hideLines(
  { lines, columns, own }: Block,
  hidden: ReadonlySet<string>,
  rules: HideRules,
): Set<string> {
  const rows = Array.from({ length: lines.count }, () => new Array<number>(columns.count).fill(0));
  for (const [line, counts] of own.entries())
    for (const [group, count] of mergeCounts(counts, columns).entries())
      addNumber(itemAt(rows, numberAt(lines.placeOf, line)), group, count);
  const also = [...hidden].map((place) => {
    const [row = 0, column = 0] = place.split(' ').map(Number);
    return row * (columns.count + 1) + column;
  });
  const found = asTable(rows, columns.count, also, rules);
  return new Set(
    range(lines.count).flatMap((row) =>
      range(columns.count).flatMap((column) =>
        found[row * (columns.count + 1) + column] ? [`${row} ${column}`] : [],
      ),
    ),
  );
}

/** Of several: each choice beside those who answered and did not choose it, and those who did not answer. */
function hideBeside(
  { family, lines, columns, own, people }: Block,
  hidden: ReadonlySet<string>,
  rules: HideRules,
): Set<string> {
  const found = new Set(hidden);
  const last = own.length - 1;
  const all = mergeCounts(people, columns);
  const silent = family.hasSilent ? mergeCounts(itemAt(own, last), columns) : [];
  const isSilentTold = family.hasSilent && !lines.bunch.has(last);
  for (const [line, counts] of own.entries()) {
    if (!family.isOfSeveral || lines.bunch.has(line)) continue;
    const row = numberAt(lines.placeOf, line);
    const chosen = mergeCounts(counts, columns);
    const isThree = isSilentTold && line !== last;
    const left = all.map(
      (count, group) => count - numberAt(chosen, group) - (isThree ? numberAt(silent, group) : 0),
    );
    const rows = isThree ? [chosen, left, silent] : [chosen, left];
    const silentRow = numberAt(lines.placeOf, last);
    const also = range(columns.count).flatMap((column) => [
      ...(found.has(`${row} ${column}`) ? [column] : []),
      ...(isThree && found.has(`${silentRow} ${column}`) ? [2 * (columns.count + 1) + column] : []),
    ]);
    const hiddenHere = asTable(rows, columns.count, also, rules);
    for (const column of range(columns.count)) {
      if (hiddenHere[column] || hiddenHere[columns.count + 1 + column]) found.add(`${row} ${column}`);
      if (isThree && hiddenHere[2 * (columns.count + 1) + column]) found.add(`${silentRow} ${column}`);
    }
  }
  return found;
}

/** One family by one side. Its margins are told, or are of a bunch: what stands within is hidden where it is of few. */
export function tellInner(
  { sides, cells }: Pick<Tally, 'sides' | 'cells'>,
  { family, lines, side, columns }: { family: Family; lines: Merged; side: Side; columns: Merged },
  rules: HideRules,
): Inner {
  const own = family.lines.map((line) => sumBy(sides, side, line.cells));
  if (groupsOf(sides, side) === 1) return own.map(() => []);
  const block = { family, lines, columns, own, people: sumBy(sides, side, cells) };
  // What one way of adding up hides the other has to hide too: until nothing is added.
  let hidden = new Set<string>();
  for (let known = -1; hidden.size > known; ) {
    known = hidden.size;
    hidden = hideBeside(block, hideLines(block, hidden, rules), rules);
  }
  const merged = range(lines.count).map((row) =>
    mergeCounts(
      range(groupsOf(sides, side)).map((group) =>
        total(own.filter((_, line) => lines.placeOf[line] === row).map((counts) => numberAt(counts, group))),
      ),
      columns,
    ),
  );
  // Where everybody chose something that is told, nobody was silent.
  const isFull = range(groupsOf(sides, side)).map(
    (group) =>
      family.isOfSeveral &&
      own.some(
        (counts, line) =>
          !lines.bunch.has(line) &&
          !columns.bunch.has(group) &&
          !hidden.has(`${lines.placeOf[line]} ${columns.placeOf[group]}`) &&
          counts[group] === block.people[group],
      ),
  );
  return own.map((counts, line) =>
    counts.map((count, group) => {
      if (block.people[group] === 0 && !columns.bunch.has(group)) return 0;
      if (isFull[group] && family.hasSilent && line === own.length - 1) return 0;
      const [row, column] = [numberAt(lines.placeOf, line), numberAt(columns.placeOf, group)];
      if (hidden.has(`${row} ${column}`)) return null;
      // Nobody of the bunch is nobody of each.
      const isWithin = lines.bunch.has(line) || columns.bunch.has(group);
      return isWithin && numberAt(itemAt(merged, row), column) > 0 ? null : count;
    }),
  );
}
