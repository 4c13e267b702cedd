/** A field of a record before and after somebody else's change. */
export interface FieldChange {
  /** By the contract's name. */
  name: string;
  was: unknown;
  now: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** What became of a record: which fields are others, and the record as it is now where it is at hand. */
export interface News {
  changed: readonly FieldChange[];
  present: Fields | null;
}
export const noNews: News = { changed: [], present: null };

/** Replies are a few levels deep; more is not looked through. */
const DEEPEST = 5;

/**
 * A record among the replies at hand: an object that has a version and, under any name, the id that was asked for. Of several
 * (a line of a list, a card) the one that tells most.
 */
export function findRecord(
  replies: readonly unknown[],
  id: string,
  fits: (version: number) => boolean,
): Fields | null {
  let best: Fields | null = null;
  const look = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
    const fields = value as Fields;
    const isIt = typeof fields.version === 'number' && fits(fields.version);
    if (isIt && Object.values(fields).includes(id) && widthOf(fields) > widthOf(best)) best = fields;
    for (const inner of Object.values(fields)) look(inner, depth + 1);
  };
  for (const reply of replies) look(reply, 0);
  return best;
}

const widthOf = (fields: Fields | null): number => (fields ? Object.keys(fields).length : 0);

/** What says nothing to a person, or follows from the rest. */
const unsaid = new Set(['version', 'can', 'may', 'id']);

/** Fields that are not the same any more; a part that only one of the two knows is no change. */
export function compareRecords(before: Fields, after: Fields): FieldChange[] {
  return Object.keys(after)
    .filter((name) => name in before && !unsaid.has(name))
    .map((name) => ({ name, was: before[name], now: after[name] }))
    .filter(({ was, now }) => JSON.stringify(was) !== JSON.stringify(now));
}
