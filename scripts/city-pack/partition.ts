/**
 * Cuts a city's boundary into schematic districts: the part of the boundary nearest to each seed.
 * The result shares its vertices along every inner border, so that the parts leave no gap and no overlap.
 */

export type Vec = [x: number, y: number];
export type Seed = { id: string; at: Vec };
export type Part = { id: string; rings: Vec[][] };

/** 1e-7 degree is a centimetre: vertices are kept on this lattice so that they compare exactly. */
const snap = (value: number) => Math.round(value * 1e7) / 1e7;
const keyOf = ([x, y]: Vec) => `${x};${y}`;

/**
 * Every seed with the rings (counter-clockwise, open) of its part of `boundary`.
 * `stretch` multiplies x for the distance (cosine of the latitude), so that «nearest» means metres.
 */
export function partitionBySeeds(boundary: Vec[], seeds: Seed[], stretch: number): Part[] {
  const outer = isCounterClockwise(boundary) ? boundary : [...boundary].reverse();
  const parts = seeds.map((seed) => {
    let rings = [outer];
    for (const other of seeds) {
      if (other !== seed) rings = rings.flatMap((ring) => keepNearer(ring, seed.at, other.at, stretch));
    }
    return { id: seed.id, rings: rings.map(tidyRing).filter((ring) => ring.length >= 3) };
  });
  return shareVertices(parts);
}

function isCounterClockwise(ring: Vec[]): boolean {
  return (
    ring.reduce((sum, [x, y], i) => {
      const [nx, ny] = ring[(i + 1) % ring.length]!;
      return sum + x * ny - nx * y;
    }, 0) > 0
  );
}

function tidyRing(ring: Vec[]): Vec[] {
  const snapped = ring.map(([x, y]): Vec => [snap(x), snap(y)]);
  return snapped.filter((point, i) => keyOf(point) !== keyOf(snapped[(i + 1) % snapped.length]!));
}

/** The pieces of a simple ring that lie nearer to `a` than to `b`. */
function keepNearer(ring: Vec[], a: Vec, b: Vec, stretch: number): Vec[][] {
  const s2 = stretch * stretch;
  const normal: Vec = [(a[0] - b[0]) * s2, a[1] - b[1]];
  const middle: Vec = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const side = ([x, y]: Vec) => (x - middle[0]) * normal[0] + (y - middle[1]) * normal[1];
  const sides = ring.map(side);
  if (sides.every((value) => value > 0)) return [ring];
  if (sides.every((value) => value <= 0)) return [];
  // Position along the cutting line, growing to the left of the normal.
  const along = ([x, y]: Vec) => (y - middle[1]) * normal[0] - (x - middle[0]) * normal[1];
  return joinChains(cutIntoChains(ring, sides), along);
}

/** Runs of vertices on the kept side, each with the crossing points at both ends. */
function cutIntoChains(ring: Vec[], sides: number[]): Vec[][] {
  const size = ring.length;
  const start = sides.findIndex((value, i) => value <= 0 && sides[(i + 1) % size]! > 0);
  const chains: Vec[][] = [];
  let chain: Vec[] = [];
  for (let step = 0; step < size; step++) {
    const [i, j] = [(start + step) % size, (start + step + 1) % size];
    const [from, to, before, after] = [ring[i]!, ring[j]!, sides[i]!, sides[j]!];
    if (before > 0) chain.push(from);
    if (before > 0 === after > 0) continue;
    const t = before / (before - after);
    chain.push([from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]);
    if (before > 0) {
      chains.push(chain);
      chain = [];
    }
  }
  return chains;
}

/** Closes the chains along the cutting line: sorted crossings pair up (1–2, 3–4…) inside the ring. */
function joinChains(chains: Vec[][], along: (point: Vec) => number): Vec[][] {
  const ends = chains
    .flatMap((chain, index) => [
      { index, isEntry: true, at: along(chain[0]!) },
      { index, isEntry: false, at: along(chain.at(-1)!) },
    ])
    .sort((p, q) => p.at - q.at);
  const next = new Map<number, number>();
  for (let i = 0; i < ends.length; i += 2) {
    const pair = [ends[i]!, ends[i + 1]!];
    const [entry, exit] = pair[0]!.isEntry ? pair : [pair[1]!, pair[0]!];
    if (!entry?.isEntry || exit?.isEntry !== false) throw new Error('The boundary crosses itself.');
    next.set(exit.index, entry.index);
  }
  const rings: Vec[][] = [];
  const done = new Set<number>();
  for (let first = 0; first < chains.length; first++) {
    const ring: Vec[] = [];
    for (let i = first; !done.has(i); i = next.get(i)!) {
      done.add(i);
      ring.push(...chains[i]!);
    }
    if (ring.length > 0) rings.push(ring);
  }
  return rings;
}

/** Puts into each edge the vertices of other parts that lie on it. */
function shareVertices(parts: Part[]): Part[] {
  const vertices = [...new Map(parts.flatMap((p) => p.rings.flat()).map((v) => [keyOf(v), v])).values()];
  const splitRing = (ring: Vec[]) =>
    ring.flatMap((from, i) => {
      const to = ring[(i + 1) % ring.length]!;
      const between = vertices.filter((v) => isOnEdge(v, from, to));
      return [from, ...between.sort((p, q) => gap(from, p) - gap(from, q))];
    });
  return parts.map((part) => ({ id: part.id, rings: part.rings.map(splitRing) }));
}

const gap = (p: Vec, q: Vec) => Math.hypot(p[0] - q[0], p[1] - q[1]);

function isOnEdge(v: Vec, from: Vec, to: Vec): boolean {
  const length = gap(from, to);
  const t = ((v[0] - from[0]) * (to[0] - from[0]) + (v[1] - from[1]) * (to[1] - from[1])) / length ** 2;
  if (t <= 0 || t >= 1 || keyOf(v) === keyOf(from) || keyOf(v) === keyOf(to)) return false;
  const off = Math.abs((to[0] - from[0]) * (v[1] - from[1]) - (to[1] - from[1]) * (v[0] - from[0])) / length;
  return off < 2e-7;
}

/** The common outline of several parts: inner borders run both ways and cancel out. */
export function dissolve(rings: Vec[][]): Vec[][] {
  const edges = new Map<string, { from: Vec; to: Vec }>();
  for (const ring of rings) {
    ring.forEach((from, i) => {
      const to = ring[(i + 1) % ring.length]!;
      if (!edges.delete(`${keyOf(to)}>${keyOf(from)}`))
        edges.set(`${keyOf(from)}>${keyOf(to)}`, { from, to });
    });
  }
  const byStart = new Map([...edges.values()].map((edge) => [keyOf(edge.from), edge]));
  const outlines: Vec[][] = [];
  for (const { from } of edges.values()) {
    const ring: Vec[] = [];
    for (let edge = byStart.get(keyOf(from)); edge; edge = byStart.get(keyOf(edge.to))) {
      byStart.delete(keyOf(edge.from));
      ring.push(edge.from);
    }
    if (ring.length >= 3) outlines.push(ring);
  }
  return outlines;
}
