/** A day that a page promised, and of what. */
export interface PagePromise {
  id: string;
  said_at: Date;
  /** `YYYY-MM-DD`. */
  promised_on: string;
  incident_id: string | null;
  place_key: string | null;
  category: string | null;
}

const keysOf = ({ incident_id: incident, place_key: place, category }: PagePromise): string[] => [
  ...(incident ? [`incident:${incident}`] : []),
  ...(place && category ? [`place:${place}:${category}`] : []),
];

/**
 * Promises of one thing together, in the order they were said: in one incident, or of one place and sphere. The first is the promise, the
 * others are terms that were named later. `rows` in the order they were said.
 */
export function pageChains<P extends PagePromise>(rows: readonly P[]): [P, ...P[]][] {
  const chains: [P, ...P[]][] = [];
  const ofKey = new Map<string, [P, ...P[]]>();
  for (const row of rows) {
    const keys = keysOf(row);
    const known = keys.map((key) => ofKey.get(key)).find((chain) => chain !== undefined);
    const chain: [P, ...P[]] = known ?? [row];
    if (known) known.push(row);
    else chains.push(chain);
    for (const key of keys) ofKey.set(key, chain);
  }
  return chains;
}
