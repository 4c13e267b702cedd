import type { Chance } from '../topics/topic-model.ts';

/** What a classifier is worth on texts it has not seen; shares 0–1. */
export interface Figures {
  accuracy: number;
  /** Mean of F1 over the classes that occur. */
  macroF1: number;
  top3: number;
  /** Largest share of texts, taken by falling confidence, of which at least 95 % are right. */
  coverage95: number;
  /** Expected calibration error, 15 bins of equal width. */
  ece: number;
}

/** One text: its true class and the chances given, best first. */
export interface Judged {
  truth: string;
  chances: readonly Chance[];
}

const PRECISION = 0.95;
const BINS = 15;

/** Figures over all judged texts. */
export function figuresOfJudged(judged: readonly Judged[]): Figures {
  const right = judged.filter(isRight).length;
  const inThree = judged.filter(({ truth, chances }) =>
    chances.slice(0, 3).some(({ label }) => label === truth),
  ).length;
  return {
    accuracy: right / judged.length,
    macroF1: macroF1(judged),
    top3: inThree / judged.length,
    coverage95: coverage(judged),
    ece: calibrationError(judged),
  };
}

const isRight = ({ truth, chances }: Judged): boolean => chances[0]?.label === truth;
const confidence = ({ chances }: Judged): number => chances[0]?.chance ?? 0;

function macroF1(judged: readonly Judged[]): number {
  const classes = [...new Set(judged.map(({ truth }) => truth))];
  const sum = classes.reduce((total, cls) => {
    const hit = judged.filter((one) => one.truth === cls && isRight(one)).length;
    const said = judged.filter(({ chances }) => chances[0]?.label === cls).length;
    const real = judged.filter(({ truth }) => truth === cls).length;
    return total + (2 * hit) / (said + real);
  }, 0);
  return sum / classes.length;
}

function coverage(judged: readonly Judged[]): number {
  const sorted = [...judged].sort((a, b) => confidence(b) - confidence(a));
  let right = 0;
  let covered = 0;
  sorted.forEach((one, index) => {
    if (isRight(one)) right += 1;
    if (right / (index + 1) >= PRECISION) covered = index + 1;
  });
  return covered / judged.length;
}

function calibrationError(judged: readonly Judged[]): number {
  let error = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const inside = judged.filter((one) => Math.min(BINS - 1, Math.floor(confidence(one) * BINS)) === bin);
    const said = inside.reduce((sum, one) => sum + confidence(one), 0);
    error += Math.abs(inside.filter(isRight).length - said) / judged.length;
  }
  return error;
}
