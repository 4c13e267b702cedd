import type { Evidence } from '../../taxonomy/index.ts';

/** Less than this is a word in passing: keywords of full worth, as an administrator weighs them. */
const CLEAR = 2;
/** So many times what speaks for any other fact. */
const LEAD = 3;

/**
 * The fact whose own words a text has clearly and by far the most of, among facts no label of the portals measures: those
 * an administrator has added, first of all. The model does not know them and states no great chance, whatever is written;
 * it is enough to ask what the fact asks, and no more.
 */
export function findByOwnWords({ facts }: Evidence, isMeasured: (factId: string) => boolean): string | null {
  const [best, next] = facts.toSorted((a, b) => b.score - a.score);
  if (!best || best.score < CLEAR || best.score < LEAD * (next?.score ?? 0)) return null;
  return isMeasured(best.factId) ? null : best.factId;
}
