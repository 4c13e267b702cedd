/** A file of the build as the bundler makes it by itself: a screen, or what the same screens share. */
export interface BuiltFile {
  /** Bytes as it travels, with its styles. */
  size: number;
  /** Names of the files it cannot start without. */
  needs: readonly string[];
  /** Asked for by its name (a screen, a dialog that opens later): nothing else lies with it. */
  isAskedFor: boolean;
}

/** Files that travel as one. */
interface Pile {
  names: string[];
  size: number;
  needs: Set<Pile>;
  isAskedFor: boolean;
  /** Of each page, in their order: 1 = it needs this pile at once. */
  pages: Uint8Array;
}

/**
 * Which files of a build lie together, so that all pages taken together are sent the least: one file fewer spares each page that
 * needs both what a file costs, and costs each page that needs one of them the other. Nothing is joined that would then wait for
 * itself through a third.
 *
 * @param pages of each page the names it asks for; what these need comes along.
 * @param perFile what one more file costs a page, in bytes.
 * @returns names that lie together, two and more.
 */
export function packFiles(
  files: ReadonlyMap<string, BuiltFile>,
  pages: readonly (readonly string[])[],
  perFile: number,
): string[][] {
  let piles = makePiles(files, pages);
  for (;;) {
    const pair = findBestPair(piles, perFile);
    if (!pair) break;
    piles = join(piles, ...pair);
  }
  return piles.filter(({ names }) => names.length > 1).map(({ names }) => names);
}

function makePiles(
  files: ReadonlyMap<string, BuiltFile>,
  pages: readonly (readonly string[])[],
): readonly Pile[] {
  const piles = new Map<string, Pile>();
  for (const [name, { size, isAskedFor }] of files)
    piles.set(name, {
      names: [name],
      size,
      isAskedFor,
      needs: new Set(),
      pages: new Uint8Array(pages.length),
    });
  const find = (name: string): Pile => {
    const pile = piles.get(name);
    if (!pile) throw new Error(`The build has no file ${name}`);
    return pile;
  };
  for (const [name, { needs }] of files) for (const other of needs) find(name).needs.add(find(other));
  for (const [at, names] of pages.entries())
    for (const name of names) for (const pile of [find(name), ...reachOf(find(name))]) pile.pages[at] = 1;
  return [...piles.values()];
}

/** What comes along with a pile; itself only where it waits for itself. */
function reachOf(pile: Pile, seen = new Set<Pile>()): Set<Pile> {
  for (const next of pile.needs) {
    if (seen.has(next)) continue;
    seen.add(next);
    reachOf(next, seen);
  }
  return seen;
}

/** The two that spare most by lying together; undefined when no two spare anything. */
function findBestPair(piles: readonly Pile[], perFile: number): [Pile, Pile] | undefined {
  const free = piles.filter(({ isAskedFor }) => !isAskedFor);
  const reach = new Map(piles.map((pile) => [pile, reachOf(pile)]));
  let best: [Pile, Pile] | undefined;
  let most = 0;
  for (const [at, one] of free.entries())
    for (const other of free.slice(at + 1)) {
      const spared = spareAlone(one, other, perFile);
      if (spared <= most) continue;
      const whole = spared - costOfRest(one, other, reach, perFile);
      if (whole > most && !wouldWait(one, other, reach)) [best, most] = [[one, other], whole];
    }
  return best;
}

/** Bytes all pages spare when two lie together, were nothing else to come along. */
function spareAlone(one: Pile, other: Pile, perFile: number): number {
  let [both, first, second] = [0, 0, 0];
  // Each pair is looked at for each join: an iterator would be most of the work.
  for (let at = 0; at < one.pages.length; at += 1) {
    if (one.pages[at] === 1 && other.pages[at] === 1) both += 1;
    else if (one.pages[at] === 1) first += 1;
    else if (other.pages[at] === 1) second += 1;
  }
  return both * perFile - first * other.size - second * one.size;
}

type Reach = ReadonlyMap<Pile, ReadonlySet<Pile>>;
const none: ReadonlySet<Pile> = new Set();

/** Bytes of what the two need and a page that needs only one of them did not have yet. */
function costOfRest(one: Pile, other: Pile, reach: Reach, perFile: number): number {
  const rest = new Set([...(reach.get(one) ?? none), ...(reach.get(other) ?? none)]);
  let cost = 0;
  for (const pile of rest) {
    if (pile === one || pile === other) continue;
    const missing = pile.pages.filter((has, at) => has === 0 && (one.pages[at] || other.pages[at])).length;
    cost += missing * (pile.size + perFile);
  }
  return cost;
}

/** Whether one needs the other through a third. */
function wouldWait(one: Pile, other: Pile, reach: Reach): boolean {
  const through = (from: Pile, to: Pile) =>
    [...from.needs].some((next) => next !== to && reach.get(next)?.has(to));
  return through(one, other) || through(other, one);
}

function join(piles: readonly Pile[], one: Pile, other: Pile): readonly Pile[] {
  const joined: Pile = {
    names: [...one.names, ...other.names],
    size: one.size + other.size,
    isAskedFor: false,
    needs: new Set([...one.needs, ...other.needs].filter((pile) => pile !== one && pile !== other)),
    pages: one.pages.map((has, at) => (has || other.pages[at] ? 1 : 0)),
  };
  const rest = piles.filter((pile) => pile !== one && pile !== other);
  for (const pile of rest)
    if (pile.needs.has(one) || pile.needs.has(other)) {
      pile.needs.delete(one);
      pile.needs.delete(other);
      pile.needs.add(joined);
    }
  for (const pile of reachOf(joined))
    for (const [at, has] of joined.pages.entries()) if (has) pile.pages[at] = 1;
  return [...rest, joined];
}
