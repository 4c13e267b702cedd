/** An item of an agenda: its place among those of one parent. */
export interface TreeItem {
  id: string;
  parentId: string | null;
  place: number;
}

/** Levels of an agenda: «1.2.3» is the deepest. */
export const MAX_DEPTH = 3;

const childrenOf = <T extends TreeItem>(items: readonly T[], parentId: string | null): T[] =>
  items.filter((item) => item.parentId === parentId).sort((a, b) => a.place - b.place);

/** Items in the order they are read, each with its number: «1», «1.1», «1.2», «2». */
export function numberItems<T extends TreeItem>(
  items: readonly T[],
  parentId: string | null = null,
  prefix = '',
): (T & { number: string })[] {
  return childrenOf(items, parentId).flatMap((item, at) => {
    const number = `${prefix}${at + 1}`;
    return [{ ...item, number }, ...numberItems(items, item.id, `${number}.`)];
  });
}

function depthOf(items: readonly TreeItem[], id: string | null): number {
  const item = items.find((one) => one.id === id);
  return item ? 1 + depthOf(items, item.parentId) : 0;
}

const heightOf = (items: readonly TreeItem[], id: string): number =>
  1 + Math.max(0, ...items.filter(({ parentId }) => parentId === id).map((item) => heightOf(items, item.id)));

export type Step = 'up' | 'down' | 'in' | 'out';

/** Whether an item may stand under a parent: not below the deepest level. */
export const fitsUnder = (items: readonly TreeItem[], parentId: string | null, height = 1): boolean =>
  depthOf(items, parentId) + height <= MAX_DEPTH;

/**
 * Moves an item one step: among its like, into the one above it, or out to its parent's level. Returns parents and places of
 * all items anew; null where there is nowhere to go.
 */
export function moveInTree(items: readonly TreeItem[], id: string, step: Step): TreeItem[] | null {
  const item = items.find((one) => one.id === id);
  if (!item) return null;
  const like = childrenOf(items, item.parentId);
  const at = like.findIndex((one) => one.id === id);
  if (step === 'up' || step === 'down') {
    const other = like[at + (step === 'up' ? -1 : 1)];
    if (!other) return null;
    return items.map((one) =>
      one.id === id
        ? { ...one, place: other.place }
        : one.id === other.id
          ? { ...one, place: item.place }
          : { ...one },
    );
  }
  if (step === 'in') {
    const above = like[at - 1];
    if (!above || !fitsUnder(items, above.id, heightOf(items, id))) return null;
    const last = childrenOf(items, above.id).at(-1)?.place ?? 0;
    return items.map((one) => (one.id === id ? { ...one, parentId: above.id, place: last + 1 } : { ...one }));
  }
  const parent = items.find((one) => one.id === item.parentId);
  if (!parent) return null;
  return items.map((one) => {
    if (one.id === id) return { ...one, parentId: parent.parentId, place: parent.place + 1 };
    // Those below the parent make room.
    if (one.parentId === parent.parentId && one.place > parent.place) return { ...one, place: one.place + 1 };
    return { ...one };
  });
}
