export interface Spot<T> {
  x: number;
  y: number;
  item: T;
}

export interface Cluster<T> {
  x: number;
  y: number;
  /** In the order given; the first one leads. */
  items: T[];
}

/**
 * Joins spots nearer than `radius` pixels to the one that leads them. Those before lead those after, so what is first
 * in the list is first on the map. Up to a few hundred spots: every pair is looked at.
 */
export function clusterSpots<T>(spots: readonly Spot<T>[], radius: number): Cluster<T>[] {
  const clusters: (Cluster<T> & { sumX: number; sumY: number; leadX: number; leadY: number })[] = [];
  for (const { x, y, item } of spots) {
    const near = clusters.find(({ leadX, leadY }) => Math.hypot(leadX - x, leadY - y) < radius);
    if (near) {
      near.items.push(item);
      near.sumX += x;
      near.sumY += y;
    } else clusters.push({ x, y, items: [item], sumX: x, sumY: y, leadX: x, leadY: y });
  }
  return clusters.map(({ items, sumX, sumY }) => ({
    x: sumX / items.length,
    y: sumY / items.length,
    items,
  }));
}
