/** One circle of what waits for each other, in its order, the first named again at the end; empty when there is none. */
export function findCircle(waits: ReadonlyMap<string, Iterable<string>>): string[] {
  const done = new Set<string>();
  const walk = (one: string, way: readonly string[]): string[] => {
    if (way.includes(one)) return [...way.slice(way.indexOf(one)), one];
    if (done.has(one)) return [];
    for (const next of waits.get(one) ?? []) {
      const circle = walk(next, [...way, one]);
      if (circle.length > 0) return circle;
    }
    done.add(one);
    return [];
  };
  for (const one of waits.keys()) {
    const circle = walk(one, []);
    if (circle.length > 0) return circle;
  }
  return [];
}
