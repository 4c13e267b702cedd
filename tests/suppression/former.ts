import type { CityCase, RandomCity } from './random-city.ts';

/**
 * The rule that stood before: each measure hidden by itself, a number with those of its line, shares with the number they are
 * of. It let complements and two days of a period through; what it hid is what the present rule is held to.
 */

type Lines = readonly (readonly number[])[];

function hideSmall(
  values: readonly number[],
  lines: Lines,
  smallest: number,
  also?: readonly boolean[],
): boolean[] {
  const hidden = values.map((value, at) => (value > 0 && value < smallest) || also?.[at] === true);
  const sum = (places: readonly number[]): number => places.reduce((all, at) => all + values[at]!, 0);
  const isTold = (line: readonly number[]): boolean => {
    const unseen = line.filter((at) => hidden[at]);
    return unseen.length > 0 && sum(line) >= smallest && (unseen.length < 2 || sum(unseen) < smallest);
  };
  const rank = (at: number): number => values[at] || Number.POSITIVE_INFINITY;
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const line of lines)
      while (isTold(line)) {
        const more = line.filter((at) => !hidden[at]).toSorted((one, other) => rank(one) - rank(other))[0];
        if (more === undefined) break;
        hidden[more] = true;
        isChanged = true;
      }
  }
  return hidden;
}

function linesOf(rows: number, columns: number): number[][] {
  const across = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_x, at) => row * columns + at),
  );
  const down = Array.from({ length: columns }, (_, at) => across.map((row) => row[at]!));
  return [...across, ...down, across.flat()];
}

const parts: readonly ((one: CityCase, today: number) => boolean)[] = [
  ({ answered }, today) => answered !== null && answered < today,
  ({ answered, due }, today) => answered !== null && answered < today && answered > due,
  ({ answered, isSolved }, today) => answered !== null && answered < today && isSolved,
  ({ scored }, today) => scored !== null && scored < today,
  ({ scored, score }, today) => scored !== null && scored < today && score! >= 4,
];

export interface Tally {
  hidden: number;
  shown: number;
}

/** Numbers of the open set of thirteen months. */
function countSet(city: RandomCity, today: number, smallest: number): Tally {
  const tally: Tally = { hidden: 0, shown: 0 };
  for (const month of city.months.slice(1, 14)) {
    const cases = city.cases.filter(({ registered }) => registered >= month.from && registered < month.to);
    const blocks = city.blocks.map((_, at) => at).filter((at) => cases.some(({ block }) => block === at));
    const districts = city.districts
      .map((_, at) => at)
      .filter((at) => cases.some(({ district }) => district === at));
    const count = (is: (one: CityCase) => boolean): number[] =>
      blocks.flatMap((b) =>
        districts.map((d) => cases.filter((one) => one.block === b && one.district === d && is(one)).length),
      );
    const lines = linesOf(blocks.length, districts.length);
    const received = count(() => true);
    const first = hideSmall(received, lines, smallest);
    // A row of nothing that is not hidden is left out.
    const isRow = (at: number): boolean => received[at]! > 0 || first[at]!;
    addTo(tally, first, isRow);
    for (const part of parts)
      addTo(
        tally,
        hideSmall(
          count((one) => part(one, today)),
          lines,
          smallest,
          first,
        ),
        isRow,
      );
  }
  return tally;
}

function addTo(tally: Tally, hidden: readonly boolean[], isTold: (at: number) => boolean = () => true): void {
  for (const [at, is] of hidden.entries()) if (isTold(at)) tally[is ? 'hidden' : 'shown'] += 1;
}

/** Numbers of the page of results, in its three periods. */
function countPage(city: RandomCity, today: number, smallest: number): Tally {
  const count: Tally = { hidden: 0, shown: 0 };
  for (const days of [30, 90, 365]) {
    const cases = city.cases.filter(({ registered }) => registered >= today - days && registered < today);
    const sides: [number, (one: CityCase) => number][] = [
      [1, () => 0],
      [city.blocks.length, ({ block }) => block],
      [city.districts.length, ({ district }) => district],
    ];
    for (const [length, sideOf] of sides) {
      const tally = (is: (one: CityCase) => boolean): number[] =>
        Array.from({ length }, (_, at) => cases.filter((one) => sideOf(one) === at && is(one)).length);
      const line = [Array.from({ length }, (_, at) => at)];
      const received = hideSmall(
        tally(() => true),
        line,
        smallest,
      );
      const answered = hideSmall(
        tally((one) => parts[0]!(one, today)),
        line,
        smallest,
        received,
      );
      const due = hideSmall(
        tally((one) => parts[0]!(one, today) || one.due < today),
        line,
        smallest,
        answered,
      );
      const rated = hideSmall(
        tally((one) => parts[3]!(one, today)),
        line,
        smallest,
        received,
      );
      const said = hideSmall(
        tally((one) => one.said !== null && one.said < today),
        line,
        smallest,
        received,
      );
      // How long answers took goes with the answered.
      for (const hidden of [received, answered, answered, due, rated, said]) addTo(count, hidden);
    }
  }
  return count;
}

/** How many numbers of a city were hidden and shown, on the day after its last whole month. */
export function countFormer(city: RandomCity, smallest: number): Tally {
  const today = city.months[13]!.to;
  const [set, page] = [countSet(city, today, smallest), countPage(city, today, smallest)];
  return { hidden: set.hidden + page.hidden, shown: set.shown + page.shown };
}
