import type { WordOutcome } from '../../../../shared/contract/base/promises.ts';

/** How a body keeps its word. */
export interface BodyWord {
  body: string;
  kept: number;
  /** Whose term is over: kept, broken, or said to be done and not proved. */
  over: number;
  /** kept / over; null where too few are over to speak of a share. */
  share: number | null;
}

/**
 * Who keeps their word, best first; those with too few promises stand behind without a share, by their names.
 * `leastForShare` promises over = a share is told.
 */
export function countByBody(
  promises: readonly { body: string; outcome: WordOutcome }[],
  { leastForShare }: { leastForShare: number },
): BodyWord[] {
  const over = promises.filter(({ outcome }) => outcome !== 'ahead');
  const bodies = [...Map.groupBy(over, ({ body }) => body)].map(([body, own]): BodyWord => {
    const kept = own.filter(({ outcome }) => outcome === 'kept').length;
    return { body, kept, over: own.length, share: own.length < leastForShare ? null : kept / own.length };
  });
  return bodies.toSorted(
    (a, b) =>
      (b.share ?? -1) - (a.share ?? -1) ||
      (a.share === null ? 0 : b.over - a.over) ||
      a.body.localeCompare(b.body, 'ru'),
  );
}
