/** One proposal on a text kept aside, beside what a person chose. */
export interface Proposed {
  factId: string;
  category: string;
  block: string;
  confidence: number;
  /** The fact is right. */
  isRight: boolean;
}

/**
 * Confidence from which the program is sure of a proposal: by fact, where few are known by category, else by block.
 * Keys are ids.
 */
export interface Thresholds {
  facts: Record<string, number>;
  categories: Record<string, number>;
  blocks: Record<string, number>;
  /** Where nothing is known of the block either. */
  overall: number;
}

/** Nine sure proposals of ten are to be right. */
export const WANTED_PRECISION = 0.9;
/** Fewer proposals on texts kept aside do not make a threshold. */
const LEAST = 20;
const DEFAULT = 0.6;
/** A guess less likely than this is not sure, however lucky it was. */
const FLOOR = 0.6;
/** Higher than any confidence: never sure. */
const NEVER = 1;

/** Learns thresholds on texts kept aside; `base` stands where they say nothing. */
export function learnThresholds(proposed: readonly Proposed[], base?: Thresholds): Thresholds {
  const by = (key: 'factId' | 'category' | 'block') =>
    Object.fromEntries(
      [...Map.groupBy(proposed, (one) => one[key])]
        .filter(([id, group]) => id !== '' && group.length >= LEAST)
        .map(([id, group]) => [id, thresholdOf(group)]),
    );
  return {
    facts: { ...base?.facts, ...by('factId') },
    categories: { ...base?.categories, ...by('category') },
    blocks: { ...base?.blocks, ...by('block') },
    overall: proposed.length >= LEAST ? thresholdOf(proposed) : (base?.overall ?? DEFAULT),
  };
}

/** The least confidence above which proposals are right often enough; in whole percents. */
export function thresholdOf(judged: readonly { confidence: number; isRight: boolean }[]): number {
  const sorted = [...judged].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let threshold = NEVER;
  sorted.forEach(({ confidence, isRight }, index) => {
    if (isRight) right += 1;
    const isLastOfEqual = sorted[index + 1]?.confidence !== confidence;
    // A threshold that two lucky proposals pass is luck.
    if (isLastOfEqual && index + 1 >= LEAST / 4 && right / (index + 1) >= WANTED_PRECISION)
      threshold = confidence;
  });
  // Where all of them pass, less sure ones were not met: they are no worse than elsewhere.
  if (threshold === sorted.at(-1)?.confidence) threshold = Math.min(threshold, DEFAULT);
  return Math.min(NEVER, Math.max(FLOOR, Math.floor(threshold * 100) / 100));
}

/** What an administrator has set by hand: `fact:<id>`, `category:<id>`, `block:<code>` → confidence. */
export type Overrides = ReadonlyMap<string, number>;

/** From which confidence a proposal of this fact is sure: set by hand at the nearest level, else learned at the nearest. */
export function thresholdFor(
  { facts, categories, blocks, overall }: Thresholds,
  overrides: Overrides,
  { id, category, block }: { id: string; category: string; block: string },
): number {
  return (
    overrides.get(`fact:${id}`) ??
    overrides.get(`category:${category}`) ??
    overrides.get(`block:${block}`) ??
    facts[id] ??
    categories[category] ??
    blocks[block] ??
    overall
  );
}

/** The thresholds of a program that has measured nothing. */
export const plainThresholds: Thresholds = { facts: {}, categories: {}, blocks: {}, overall: DEFAULT };
