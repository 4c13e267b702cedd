/** A thing that knows what it stands under. */
interface Branch {
  id: string;
  parentId: string | null;
}

/**
 * Branches in the order of a tree, each below what it stands under and among its equals as given, with how many steps below the
 * top. One whose parent is not among them stands at the top.
 */
export function orderTree<B extends Branch>(branches: readonly B[]): { branch: B; depth: number }[] {
  const known = new Set(branches.map(({ id }) => id));
  const parentOf = ({ parentId }: Branch) => (parentId !== null && known.has(parentId) ? parentId : null);
  const below = Map.groupBy(branches, parentOf);
  const walk = (parent: string | null, depth: number): { branch: B; depth: number }[] =>
    (below.get(parent) ?? []).flatMap((branch) => [{ branch, depth }, ...walk(branch.id, depth + 1)]);
  return walk(null, 0);
}

/** What a branch stands under, the nearest first; a circle in the data ends the walk. */
export function listAbove<B extends Branch>({ id, parentId }: B, known: ReadonlyMap<string, B>): B[] {
  const above: B[] = [];
  const seen = new Set([id]);
  let next = parentId === null ? undefined : known.get(parentId);
  while (next && !seen.has(next.id)) {
    above.push(next);
    seen.add(next.id);
    next = next.parentId === null ? undefined : known.get(next.parentId);
  }
  return above;
}
