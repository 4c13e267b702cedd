import { parseQuery, type QueryText } from './url-query.ts';

/** Where a link leads, as the router takes it: a path, and everything its query holds. */
export function splitAddress(address: string, more: QueryText = {}): { to: string; search: QueryText } {
  const [to = '', query = ''] = address.split('?');
  return { to, search: { ...parseQuery(query), ...more } };
}
