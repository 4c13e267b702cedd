export type DeadlineBand = 'quiet' | 'normal' | 'soon' | 'overdue';

/** Over half of the term left: quiet; under half: normal; under a fifth: soon; none: overdue. `share` is of the term, 0 to 1. */
export function bandOf(share: number): DeadlineBand {
  if (share <= 0) return 'overdue';
  if (share < 0.2) return 'soon';
  return share < 0.5 ? 'normal' : 'quiet';
}

/** Share of a term left by the clock; the server's share by working time is better where it is given. */
export function shareLeft(from: number, due: number, now: number): number {
  if (now >= due) return 0;
  return due <= from ? 1 : Math.min(1, (due - now) / (due - from));
}
