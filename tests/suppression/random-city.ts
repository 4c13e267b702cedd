import { DAY } from '../../shared/time.ts';

/** A city of a seed: messages of fifteen months, each with its fate. What it is told of afterwards is counted from these alone. */

export interface CityCase {
  block: number;
  district: number;
  /** Days since the first day of the city; null where it never came to it. */
  registered: number;
  due: number;
  answered: number | null;
  isSolved: boolean;
  score: number | null;
  scored: number | null;
  isDone: boolean | null;
  said: number | null;
}

export interface RandomCity {
  blocks: string[];
  districts: string[];
  /** First days of the months, and of the one after the last. */
  months: { id: string; from: number; to: number }[];
  cases: CityCase[];
}

export type Dice = () => number;

/** Numbers from 0 to 1 by a seed (mulberry32). */
export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FIRST = Date.UTC(2025, 8, 1);
/** Fourteen months: the last is not over, the one before all the fates are still open. */
const MONTHS = 15;

function listMonths(): RandomCity['months'] {
  const start = (at: number): number => Math.round((Date.UTC(2025, 8 + at, 1) - FIRST) / DAY);
  return Array.from({ length: MONTHS }, (_, at) => ({
    id: new Date(Date.UTC(2025, 8 + at, 1)).toISOString().slice(0, 7),
    from: start(at),
    to: start(at + 1),
  }));
}

/** Few have most: the share of each, by rank. */
function weigh(dice: Dice, count: number, slope: number): number[] {
  const weights = Array.from({ length: count }, (_, at) => (0.5 + dice()) / (at + 1) ** slope);
  const sum = weights.reduce((all, one) => all + one, 0);
  return weights.map((one) => one / sum);
}

function draw(dice: Dice, weights: readonly number[]): number {
  let left = dice();
  for (const [at, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return at;
  }
  return weights.length - 1;
}

export function makeCity(seed: number): RandomCity {
  const dice = makeDice(seed * 7919 + 17);
  const blocks = Array.from({ length: 4 + Math.floor(dice() * 6) }, (_, at) => `block-${at}`);
  const districts = Array.from({ length: 2 + Math.floor(dice() * 8) }, (_, at) => `district-${at}`);
  const months = listMonths();
  const byBlock = weigh(dice, blocks.length, 0.4 + dice());
  const byDistrict = weigh(dice, districts.length, 0.2 + dice() * 0.8);
  const monthly = 60 * 12 ** dice();
  const [late, rated, said] = [0.04 + dice() * 0.2, 0.15 + dice() * 0.3, 0.15 + dice() * 0.3];
  const cases: CityCase[] = [];
  for (const month of months) {
    const count = Math.round(monthly * (0.7 + dice() * 0.6));
    for (let at = 0; at < count; at += 1) {
      const registered = month.from + Math.floor(dice() * (month.to - month.from));
      const due = registered + [3, 8, 10, 30][Math.floor(dice() * 4)]!;
      const wait = dice() < late ? due - registered + 1 + dice() * 20 : dice() * (due - registered);
      const answered = dice() < 0.02 ? null : registered + Math.floor(wait);
      const score = answered !== null && dice() < rated ? 1 + draw(dice, [0.08, 0.08, 0.14, 0.3, 0.4]) : null;
      const word = answered !== null && dice() < said;
      cases.push({
        block: draw(dice, byBlock),
        district: draw(dice, byDistrict),
        registered,
        due,
        answered,
        isSolved: answered !== null && dice() < 0.75,
        score,
        scored: score === null ? null : answered! + Math.floor(dice() * 6),
        isDone: word ? dice() < 0.7 : null,
        said: word ? answered! + Math.floor(dice() * 9) : null,
      });
    }
  }
  return { blocks, districts, months, cases };
}
