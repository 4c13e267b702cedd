/** How many answers are enough, and how wide the error is: of a simple random sample. Pure. */

/** Half of those asked say «yes»: the widest there is. */
const WIDEST = 0.25;

/** People to be asked for an error of `margin` (0…1) in a population; null = a population that is not known, taken as endless. */
export function sampleNeeded(population: number | null, margin: number, confidence = 1.96): number {
  const endless = (confidence ** 2 * WIDEST) / margin ** 2;
  if (population === null) return Math.ceil(endless);
  return Math.ceil(endless / (1 + (endless - 1) / population));
}

/** The error (0…1) of so many answers of equal weight. */
export const marginOf = (answers: number, confidence = 1.96): number =>
  answers <= 0 ? 1 : Math.min(1, confidence * Math.sqrt(WIDEST / answers));
