/** Counts of one trial; a place is right when it is the place said, a house when it is the house said of that place. */
export interface Tally {
  texts: number;
  expected: number;
  found: number;
  right: number;
  houses: number;
  housesRight: number;
  faults: string[];
}

export const emptyTally = (): Tally => ({
  texts: 0,
  expected: 0,
  found: 0,
  right: 0,
  houses: 0,
  housesRight: 0,
  faults: [],
});

export const ratesOf = ({ expected, found, right, houses, housesRight }: Tally) => ({
  precision: found === 0 ? 1 : right / found,
  recall: expected === 0 ? 1 : right / expected,
  house: houses === 0 ? 1 : housesRight / houses,
});
