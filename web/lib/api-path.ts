type Params = Readonly<Record<string, unknown>>;

/** Fills `:name` of a route's path and puts it under /api. Throws when a parameter is missing: a mistake of the caller. */
export function fillPath(path: string, params: Params = {}): string {
  const filled = path.replaceAll(/:([A-Za-z]\w*)/gu, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === null || value === '') throw new Error(`no :${name} for ${path}`);
    return encodeURIComponent(String(value));
  });
  return filled.startsWith('/api/') || filled === '/api' ? filled : `/api${filled}`;
}

/** Query text with a leading «?», or ''. Empty values are left out, lists repeat their name, the order is the caller's. */
export function writeQuery(query: Params = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== '') search.append(name, String(item));
    }
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
