/** Counts requests of each key within a second, as networks do. */
export function createFakeRate(now: () => number) {
  const seen = new Map<string, number[]>();
  return {
    /** Whether the key has asked more than so often within the last second; the request counts itself. */
    isOver: (key: string, perSecond: number): boolean => {
      const at = now();
      const recent = (seen.get(key) ?? []).filter((moment) => moment > at - 1000);
      recent.push(at);
      seen.set(key, recent);
      return recent.length > perSecond;
    },
  };
}
