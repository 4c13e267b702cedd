import type { LateRate, RiskCase } from '../cases/index.ts';

/** Rates of the last half a year by dimension and key. */
export type Rates = ReadonlyMap<string, { total: number; late: number }>;

export const rateKey = (dimension: LateRate['dimension'], key: string): string => `${dimension} ${key}`;

/** Answers added to each rate at the mean, so that three cases of a topic do not speak for it. */
const SMOOTHING = 20;
/** Below this many answers nothing is foretold at all. */
export const LEAST = 30;
/** Topic, body and load tell partly of the same thing: each is believed this far. */
const BELIEF = 0.7;
/** Shares of a term at which the rates were counted. */
const passedShares = [0, 0.25, 0.5, 0.75, 0.9];

/** One thing that raises or lowers the risk. `weight` is in log odds. */
export interface RiskReason {
  kind: 'fact' | 'block' | 'unit' | 'load' | 'weekday' | 'passed';
  weight: number;
  /** Share of such answers that were late, 0…1. */
  rate: number;
  /** Share of the term passed, of `passed`; cases now and usually, of `load`. */
  facts: { passed?: number; load?: number; usual?: number };
}

export interface Risk {
  probability: number;
  /** Share of all answers that were late. */
  mean: number;
  /** The three that raise it most. */
  reasons: RiskReason[];
}

const logit = (p: number): number => Math.log(p / (1 - p));
const clip = (p: number): number => Math.min(0.98, Math.max(0.005, p));

/**
 * The probability that an answer will be late: that of answers not given by this share of their term, moved by how its
 * topic, body, load and weekday differ from the mean. Null while there is too little to learn from.
 */
export function foretell(rates: Rates, file: RiskCase, now: Date): Risk | null {
  const all = rates.get(rateKey('all', ''));
  if (!all || all.total < LEAST) return null;
  const mean = clip(all.late / all.total);
  const smooth = (found: { total: number; late: number } | undefined, prior: number): number =>
    clip(((found?.late ?? 0) + SMOOTHING * prior) / ((found?.total ?? 0) + SMOOTHING));
  const of = (dimension: LateRate['dimension'], key: string, prior = mean): number =>
    smooth(rates.get(rateKey(dimension, key)), prior);
  const reasons: RiskReason[] = [];
  const add = (kind: RiskReason['kind'], rate: number, facts: RiskReason['facts'] = {}, belief = BELIEF) =>
    reasons.push({ kind, rate, facts, weight: (logit(rate) - logit(mean)) * belief });

  const passed = shareOf(file, now);
  const step = passedShares.findLast((share) => share <= passed) ?? 0;
  add('passed', of('passed', String(step)), { passed }, 1);
  const block = file.block ? of('block', file.block) : mean;
  if (file.factId) add('fact', of('fact', file.factId, block));
  else if (file.block) add('block', block);
  if (file.unitId) {
    add('unit', of('unit', file.unitId));
    const usual = rates.get(rateKey('unit-load', file.unitId))?.total;
    if (usual !== undefined && file.load !== null)
      add('load', of('load', loadOf(file.load, usual)), { load: file.load, usual });
  }
  add('weekday', of('weekday', String(file.weekday)));

  const sum = reasons.reduce((total, { weight }) => total + weight, logit(mean));
  const raising = reasons.filter(({ weight }) => weight > 0.02).toSorted((a, b) => b.weight - a.weight);
  return { probability: clip(1 / (1 + Math.exp(-sum))), mean, reasons: raising.slice(0, 3) };
}

function shareOf({ startedAt, dueAt }: RiskCase, now: Date): number {
  const whole = Math.max(1, dueAt.getTime() - startedAt.getTime());
  return Math.min(1, Math.max(0, (now.getTime() - startedAt.getTime()) / whole));
}

function loadOf(load: number, usual: number): 'low' | 'usual' | 'high' {
  const ratio = load / Math.max(1, usual);
  return ratio < 0.75 ? 'low' : ratio <= 1.25 ? 'usual' : 'high';
}
