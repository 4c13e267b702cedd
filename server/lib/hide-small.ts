/**
 * Which numbers of a table are not shown to everybody: those of fewer than `smallest` people, and, in every line whose total
 * is or may be known, so many more that what is hidden cannot be told from it: at least two, of `smallest` people together.
 * `lines` are places of the table; `also` hides for a reason of the caller's. A line whose total is small itself is let be:
 * such a total is not shown either.
 */
export function hideSmall(
  values: readonly number[],
  lines: readonly (readonly number[])[],
  smallest: number,
  also: (at: number) => boolean = () => false,
): boolean[] {
  const hidden = values.map((value, at) => isSmall(value, smallest) || also(at));
  // Hiding for one line may open another: until nothing is added, at most every cell.
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const line of lines) {
      while (isTold(values, hidden, line, smallest)) {
        const more = findNext(values, hidden, line);
        if (more === undefined) break;
        hidden[more] = true;
        isChanged = true;
      }
    }
  }
  return hidden;
}

/** Nobody is no one in particular: a zero is shown. */
export const isSmall = (value: number, smallest: number): boolean => value > 0 && value < smallest;

function isTold(
  values: readonly number[],
  hidden: readonly boolean[],
  line: readonly number[],
  smallest: number,
): boolean {
  const sum = (places: readonly number[]): number => places.reduce((all, at) => all + values[at]!, 0);
  const unseen = line.filter((at) => hidden[at]);
  if (unseen.length === 0 || sum(line) < smallest) return false;
  return unseen.length < 2 || sum(unseen) < smallest;
}

/** The smallest number that is still shown; a zero only where there is nothing else. */
function findNext(
  values: readonly number[],
  hidden: readonly boolean[],
  line: readonly number[],
): number | undefined {
  const rank = (at: number): number => values[at] || Number.POSITIVE_INFINITY;
  return line.filter((at) => !hidden[at]).toSorted((one, other) => rank(one) - rank(other))[0];
}

/** Lines of a table laid row after row: its rows, its columns, and the whole. */
export function linesOf(rows: number, columns: number): number[][] {
  const across = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_unused, column) => row * columns + column),
  );
  const down = Array.from({ length: columns }, (_, column) => across.map((row) => row[column]!));
  return [...across, ...down, across.flat()];
}
