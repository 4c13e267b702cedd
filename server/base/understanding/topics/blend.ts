/** Turns scores of one text into chances of the classes: softmax of a small linear map. */
export interface Blend {
  inputs: number;
  classes: number;
  /** `classes` rows of `inputs` + 1; the last of a row is its constant. */
  weights: Float64Array;
}

const ROUNDS = 400;
/** Holds the weights near what is given to start with: few rows teach a large map. */
const HOLD = 2e-4;
const RATE = 0.05;

/** Chances of the classes, summing up to 1. */
export function applyBlend({ inputs, classes, weights }: Blend, scores: ArrayLike<number>): Float64Array {
  const chances = new Float64Array(classes);
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < classes; row += 1) {
    const start = row * (inputs + 1);
    let sum = weights[start + inputs]!;
    for (let input = 0; input < inputs; input += 1) sum += weights[start + input]! * scores[input]!;
    chances[row] = sum;
    highest = Math.max(highest, sum);
  }
  let total = 0;
  for (let row = 0; row < classes; row += 1) {
    chances[row] = Math.exp(chances[row]! - highest);
    total += chances[row]!;
  }
  for (let row = 0; row < classes; row += 1) chances[row] = chances[row]! / total;
  return chances;
}

/** What the learned map leans on: another map's weights, and how strongly. */
interface Leaning {
  start?: Float64Array;
  hold?: number;
  rounds?: number;
}

function firstGuess(classes: number, inputs: number): Float64Array {
  const start = new Float64Array(classes * (inputs + 1));
  for (let row = 0; row < classes; row += 1) start[row * (inputs + 1) + row] = 3;
  return start;
}

/**
 * Learns the map on scores of texts the scoring models have not seen, so that the chances are honest (calibrated).
 * Multinomial logistic regression, all rows at once, Adam (Kingma and Ba 2015); the first `classes` inputs are margins of
 * the classes in their order and start with weight 3.
 */
export function learnBlend(
  scores: readonly Float64Array[],
  labels: Int32Array,
  classes: number,
  { start = firstGuess(classes, scores[0]?.length ?? classes), hold = HOLD, rounds = ROUNDS }: Leaning = {},
): Blend {
  const inputs = scores[0]?.length ?? classes;
  const blend = { inputs, classes, weights: start.slice() };
  const { weights } = blend;
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  const gradient = new Float64Array(weights.length);
  for (let round = 1; round <= rounds; round += 1) {
    for (let at = 0; at < weights.length; at += 1) gradient[at] = hold * (weights[at]! - start[at]!);
    scores.forEach((row, index) => {
      const chances = applyBlend(blend, row);
      chances[labels[index]!]! -= 1;
      for (let cls = 0; cls < classes; cls += 1) {
        const error = chances[cls]! / scores.length;
        const from = cls * (inputs + 1);
        for (let input = 0; input < inputs; input += 1) gradient[from + input]! += error * row[input]!;
        gradient[from + inputs]! += error;
      }
    });
    for (let at = 0; at < weights.length; at += 1) {
      first[at] = 0.9 * first[at]! + 0.1 * gradient[at]!;
      second[at] = 0.999 * second[at]! + 0.001 * gradient[at]! ** 2;
      const step = first[at]! / (1 - 0.9 ** round);
      weights[at]! -= (RATE * step) / (Math.sqrt(second[at]! / (1 - 0.999 ** round)) + 1e-8);
    }
  }
  return blend;
}
