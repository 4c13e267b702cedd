import { addNumber, itemAt, numberAt } from '../../lists.ts';

/**
 * Weights that bring a sample to the make-up of a city by several sides at once (raking, iterative proportional fitting; Deming and
 * Stephan 1940). Pure.
 */

/** People of one kind: their group on each side, by number, and how many of them answered. */
export interface SampleCell {
  groups: readonly number[];
  count: number;
}

export interface Raked {
  /** By cell, their mean over the answers 1. */
  weights: number[];
  /** Every side agrees with its targets to a thousandth. */
  isSettled: boolean;
  largest: number;
  /** How many times the variance grows by weighing (Kish): n·Σw² / (Σw)². */
  designEffect: number;
  /** So many answers of equal weight would err as much. */
  effective: number;
}

export interface RakingRules {
  /** Rounds at most. */
  rounds: number;
  /** No answer counts for more than so many. */
  most: number;
}

const CLOSE = 0.001;

/** Shares of the groups of a side: of those somebody answered of, together 1. */
function targetsOf(cells: readonly SampleCell[], side: number, shares: readonly number[]): number[] {
  const isThere = shares.map((_, group) =>
    cells.some(({ groups, count }) => groups[side] === group && count > 0),
  );
  const sum = shares.reduce((all, share, group) => (isThere[group] ? all + share : all), 0);
  return shares.map((share, group) => (isThere[group] && sum > 0 ? share / sum : 0));
}

function sharesOf(
  cells: readonly SampleCell[],
  weights: readonly number[],
  side: number,
  groups: number,
): number[] {
  const sums = new Array<number>(groups).fill(0);
  let all = 0;
  for (const [at, cell] of cells.entries()) {
    const weight = numberAt(weights, at) * cell.count;
    addNumber(sums, numberAt(cell.groups, side), weight);
    all += weight;
  }
  return sums.map((sum) => (all === 0 ? 0 : sum / all));
}

/** Brings the mean weight of an answer to 1. */
function level(cells: readonly SampleCell[], weights: number[]): void {
  const answers = cells.reduce((sum, { count }) => sum + count, 0);
  const sum = cells.reduce((all, { count }, at) => all + count * numberAt(weights, at), 0);
  if (sum === 0) return;
  for (const at of weights.keys()) weights[at] = (numberAt(weights, at) * answers) / sum;
}

/** Cuts what is more than `most`; what it loses the others share, so that the mean stays 1. */
function trim(cells: readonly SampleCell[], weights: number[], most: number): void {
  const answers = cells.reduce((sum, { count }) => sum + count, 0);
  const isCut = cells.map(() => false);
  while (weights.some((weight, at) => !isCut[at] && weight > most)) {
    for (const [at, weight] of weights.entries())
      if (weight > most) {
        weights[at] = most;
        isCut[at] = true;
      }
    const sum = (cut: boolean): number =>
      cells.reduce(
        (all, { count }, at) => (isCut[at] === cut ? all + count * numberAt(weights, at) : all),
        0,
      );
    const [taken, left] = [sum(true), sum(false)];
    if (left === 0) return;
    for (const at of weights.keys())
      if (!isCut[at]) weights[at] = (numberAt(weights, at) * (answers - taken)) / left;
  }
}

/**
 * @param sides for each side, the share of each group among the people (0…1); groups nobody answered of are left out of it.
 */
export function rakeWeights(
  cells: readonly SampleCell[],
  sides: readonly (readonly number[])[],
  { rounds, most }: RakingRules,
): Raked {
  const weights = cells.map(() => 1);
  const targets = sides.map((shares, side) => targetsOf(cells, side, shares));
  const distance = (): number =>
    Math.max(
      0,
      ...targets.flatMap((wanted, side) =>
        sharesOf(cells, weights, side, wanted.length).map((share, group) =>
          Math.abs(share - numberAt(wanted, group)),
        ),
      ),
    );
  for (let round = 0; round < rounds && distance() > CLOSE / 1e6; round += 1) {
    for (const [side, wanted] of targets.entries()) {
      const now = sharesOf(cells, weights, side, wanted.length);
      for (const [at, { groups }] of cells.entries()) {
        const group = numberAt(groups, side);
        const share = numberAt(now, group);
        if (share > 0) weights[at] = (numberAt(weights, at) * numberAt(wanted, group)) / share;
      }
    }
    level(cells, weights);
  }
  trim(cells, weights, most);
  return describeWeights(cells, weights, distance() <= CLOSE);
}

function describeWeights(cells: readonly SampleCell[], weights: number[], isSettled: boolean): Raked {
  const sum = (of: (weight: number) => number): number =>
    cells.reduce((all, { count }, at) => all + count * of(numberAt(weights, at)), 0);
  const answers = sum(() => 1);
  const designEffect =
    answers === 0 ? 1 : (answers * sum((weight) => weight ** 2)) / sum((weight) => weight) ** 2;
  return {
    weights,
    isSettled,
    largest: cells.reduce(
      (most, { count }, at) => (count > 0 ? Math.max(most, itemAt(weights, at)) : most),
      0,
    ),
    designEffect,
    effective: answers / designEffect,
  };
}
