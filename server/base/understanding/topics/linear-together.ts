import { curvatureOf, type Matrix, makeRandom, type Solver, shuffle } from './linear.ts';

/** Every class is told from the rest within this violation of optimality. */
const TOLERANCE = 0.1;
/** A class this near its optimum on a row is left as it is. */
const SETTLED = 0.02;

/**
 * All classes against the rest in one walk over the rows: as `separate`, but the weights of all classes for one column lie
 * side by side, so that a large matrix is read from memory once instead of once for each class.
 *
 * Begins with `prior` and is held near it instead of near zero: what it learned stays where new rows say nothing (transfer
 * by biased regularisation: Evgeniou and Pontil 2004).
 * @param rows which rows of the matrix it learns from.
 * @param prior weights by column, the classes of one column side by side; changed in place and returned.
 */
export function separateTogether(
  matrix: Matrix,
  labels: Int32Array,
  rows: Int32Array,
  classes: number,
  { cost, passes }: Solver,
  prior = new Float32Array(matrix.width * classes),
): Float32Array {
  const count = labels.length;
  const state: State = {
    matrix,
    labels,
    classes,
    weights: prior,
    slack: 0.5 / cost,
    alpha: new Float32Array(count * classes),
    curvature: curvatureOf(matrix, 0.5 / cost),
    margins: new Float64Array(classes),
    changes: new Float64Array(classes),
  };
  const order = rows.slice();
  const random = makeRandom();
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, order.length, random);
    let worst = 0;
    for (let place = 0; place < order.length; place += 1)
      worst = Math.max(worst, visit(state, order[place]!));
    if (worst < TOLERANCE) break;
  }
  return prior;
}

interface State {
  matrix: Matrix;
  labels: Int32Array;
  classes: number;
  weights: Float32Array;
  slack: number;
  alpha: Float32Array;
  curvature: Float64Array;
  margins: Float64Array;
  changes: Float64Array;
}

/** One row for every class. @returns the greatest violation found. */
function visit(state: State, row: number): number {
  const { matrix, classes, weights, margins } = state;
  const { starts, columns, values } = matrix;
  const [begin, end] = [starts[row]!, starts[row + 1]!];
  margins.fill(0);
  for (let at = begin; at < end; at += 1) {
    const start = columns[at]! * classes;
    const value = values[at]!;
    for (let cls = 0; cls < classes; cls += 1) margins[cls]! += weights[start + cls]! * value;
  }
  const worst = step(state, row);
  if (worst === 0) return 0;
  const { changes } = state;
  for (let at = begin; at < end; at += 1) {
    const start = columns[at]! * classes;
    const value = values[at]!;
    for (let cls = 0; cls < classes; cls += 1) weights[start + cls]! += changes[cls]! * value;
  }
  return worst;
}

/** How much each class's weights move along the row. */
function step({ labels, classes, slack, alpha, curvature, margins, changes }: State, row: number): number {
  let worst = 0;
  for (let cls = 0; cls < classes; cls += 1) {
    const sign = labels[row] === cls ? 1 : -1;
    const at = row * classes + cls;
    const former = alpha[at]!;
    const gradient = margins[cls]! * sign - 1 + former * slack;
    changes[cls] = 0;
    const projected = former === 0 ? Math.min(0, gradient) : gradient;
    if (Math.abs(projected) < SETTLED) continue;
    worst = Math.max(worst, Math.abs(projected));
    alpha[at] = Math.max(former - gradient / curvature[row]!, 0);
    changes[cls] = (alpha[at] - former) * sign;
  }
  return worst;
}

/** Weights of classes as `separateTogether` has them, those of one column side by side: one read from memory for all. */
export function sideBySide(weights: readonly Float32Array[]): Float32Array {
  const classes = weights.length;
  const all = new Float32Array((weights[0]?.length ?? 0) * classes);
  weights.forEach((own, cls) => {
    own.forEach((weight, column) => {
      all[column * classes + cls] = weight;
    });
  });
  return all;
}
