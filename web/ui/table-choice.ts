/** Which rows are marked, by key. */
export type Picked = ReadonlySet<string>;

export function togglePicked(picked: Picked, key: string): Picked {
  const next = new Set(picked);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** All shown rows marked, or none of them when all already are. */
export function toggleAll(picked: Picked, keys: readonly string[]): Picked {
  const isFull = keys.every((key) => picked.has(key));
  const next = new Set(picked);
  for (const key of keys) {
    if (isFull) next.delete(key);
    else next.add(key);
  }
  return next;
}

/** Adds every row between two keys, both ends among them: Shift+X. */
export function pickRange(picked: Picked, keys: readonly string[], from: string, to: string): Picked {
  const [a, b] = [keys.indexOf(from), keys.indexOf(to)].sort((x, y) => x - y);
  if (a === undefined || b === undefined || a < 0) return picked;
  return new Set([...picked, ...keys.slice(a, b + 1)]);
}

export interface Sort {
  column: string;
  descending: boolean;
}

/** The next order after a press on a column's head: rising, then falling. */
export function nextSort(sort: Sort | null, column: string): Sort {
  return { column, descending: sort?.column === column ? !sort.descending : false };
}

/** «-due» ⇄ { column: 'due', descending: true }, for the address. */
export function writeSort(sort: Sort | null): string {
  return sort ? `${sort.descending ? '-' : ''}${sort.column}` : '';
}

export function readSort(text: string | undefined): Sort | null {
  if (!text) return null;
  return { column: text.replace(/^-/u, ''), descending: text.startsWith('-') };
}
