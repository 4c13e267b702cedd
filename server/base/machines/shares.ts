import { MINUTE } from '../../../shared/time.ts';

/** Counts calls by key in windows of a minute, in this process. */
export function createShares(now: () => number) {
  const windows = new Map<string, { from: number; count: number }>();
  return {
    /** Takes one call; returns 0, or the ms until the next may come. */
    take(id: string, perMinute: number): number {
      const at = now();
      const window = windows.get(id);
      if (!window || at - window.from >= MINUTE) {
        windows.set(id, { from: at, count: 1 });
        return 0;
      }
      if (window.count >= perMinute) return window.from + MINUTE - at;
      window.count += 1;
      return 0;
    },
  };
}
