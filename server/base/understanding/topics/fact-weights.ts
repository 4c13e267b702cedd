import { numberAt } from '../../../../shared/lists.ts';
import { addFloat64, float64At } from '../../../lib/typed-arrays.ts';

/** What speaks for a fact in one text. */
export interface FactSigns {
  /** Chance of its block. */
  block: number;
  /** The taxonomy's words, as a share of the utmost. */
  evidence: number;
  /** Chance that a kind of matter is meant whose name covers the fact. */
  meant: number;
  /** Share within its block by the cases of this place; undefined where none were learned. */
  learned: number | undefined;
  isGeneral: boolean;
}

/** By id: how much likelier or rarer a fact is than its signs say, a logarithm. */
export type FactBias = Readonly<Record<string, number>>;

/**
 * Shares of one sum, learned as a softmax over all facts of texts kept aside: logarithms of the chances of the block and of
 * the kind, the taxonomy's words, and what is said by a general fact and by one that no word speaks for.
 */
const SHARES = { block: 0.72, evidence: 0.86, meant: 1.11, general: -0.66, silent: -0.46 } as const;
/** The choices made in this place are worth as much as the kinds of the portals. */
const LEARNED = 1;
const LEAST = 1e-3;
/** Of a block's cases, one that was never seen here is likelier than nothing. */
const LEAST_LEARNED = 0.05;

/** How much speaks for a fact: a logarithm of its share among all. */
export function weighFact({ block, evidence, meant, learned, isGeneral }: FactSigns): number {
  const said =
    SHARES.block * Math.log(block + LEAST) +
    SHARES.meant * Math.log(meant + LEAST) +
    SHARES.evidence * evidence +
    (isGeneral ? SHARES.general : 0) +
    (evidence === 0 ? SHARES.silent : 0);
  return learned === undefined ? said : said + LEARNED * Math.log(learned + LEAST_LEARNED);
}

/** A text its model had not seen: what was weighed of each fact, and whether the label covers it. */
export interface WeighedFact {
  factId: string;
  weight: number;
  isRight: boolean;
}

/** How strongly a leaning is held to nothing, found by cross-validation. */
const HOLD = 6e-4;
const ROUNDS = 150;
const RATE = 0.1;

/** Learns the leanings that make the labels likeliest (softmax, Adam); facts no label covers have none. */
export function learnFactBias(texts: readonly (readonly WeighedFact[])[]): FactBias {
  const useful = texts.filter((facts) => facts.some(({ isRight }) => isRight));
  const ids = [
    ...new Set(useful.flatMap((facts) => facts.filter(({ isRight }) => isRight).map(idOf))),
  ].sort();
  const place = new Map(ids.map((id, index) => [id, index]));
  const leanings = new Float64Array(ids.length);
  const moments = { first: new Float64Array(ids.length), second: new Float64Array(ids.length) };
  for (let round = 1; round <= ROUNDS; round += 1) {
    const slope = leanings.map((leaning) => HOLD * leaning);
    for (const facts of useful) addSlope(facts, { place, leanings, slope, count: useful.length });
    takeStep(leanings, slope, moments, round);
  }
  return Object.fromEntries(ids.map((id, index) => [id, Number(float64At(leanings, index).toFixed(3))]));
}

const idOf = ({ factId }: WeighedFact): string => factId;

/** Adds what one text asks of the leanings: chances less those among the right facts. */
function addSlope(
  facts: readonly WeighedFact[],
  task: { place: ReadonlyMap<string, number>; leanings: Float64Array; slope: Float64Array; count: number },
): void {
  const { place, leanings, slope, count } = task;
  const powers = facts.map(({ factId, weight }) =>
    Math.exp(weight + (leanings[place.get(factId) ?? -1] ?? 0)),
  );
  let [all, right] = [0, 0];
  facts.forEach(({ isRight }, at) => {
    all += numberAt(powers, at);
    if (isRight) right += numberAt(powers, at);
  });
  facts.forEach(({ factId, isRight }, at) => {
    const own = place.get(factId);
    if (own !== undefined)
      addFloat64(
        slope,
        own,
        (numberAt(powers, at) / all - (isRight ? numberAt(powers, at) / right : 0)) / count,
      );
  });
}

function takeStep(
  values: Float64Array,
  slope: Float64Array,
  { first, second }: { first: Float64Array; second: Float64Array },
  round: number,
): void {
  for (let at = 0; at < values.length; at += 1) {
    first[at] = 0.9 * float64At(first, at) + 0.1 * float64At(slope, at);
    second[at] = 0.999 * float64At(second, at) + 0.001 * float64At(slope, at) ** 2;
    const step = float64At(first, at) / (1 - 0.9 ** round);
    addFloat64(
      values,
      at,
      -((RATE * step) / (Math.sqrt(float64At(second, at) / (1 - 0.999 ** round)) + 1e-8)),
    );
  }
}
