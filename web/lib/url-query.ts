/** The query of an address as plain texts; a list is written with commas by its owner. */
export type QueryText = Record<string, string | undefined>;

export function parseQuery(search: string): QueryText {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifyQuery(query: Record<string, unknown>): '' | `?${string}` {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
