import { parseQuery, type QueryText } from './url-query.ts';

/** Paths of the screens. Each world adds those of its list: web/portal/routes.tsx, web/staff/sections.ts. */
// biome-ignore lint/suspicious/noEmptyInterface: filled from there
export interface ScreenPaths {}

type Path = ScreenPaths[keyof ScreenPaths];

/** `/staff/cases/$number` as it stands in a link. */
type Filled<P extends string> = P extends `${infer Before}$${infer Rest}`
  ? Rest extends `${string}/${infer After}`
    ? `${Before}${string}/${Filled<After>}`
    : `${Before}${string}`
  : P;

type ParametersOf<P extends string> = P extends `${string}$${infer Rest}`
  ? Rest extends `${infer Name}/${infer After}`
    ? Name | ParametersOf<After>
    : Rest
  : never;

/** Parameters in the paths: `number`, `id`. */
export type ParameterName = ParametersOf<Path>;

/** Where a screen is: its path with the parameters filled in, and what it is asked for. */
export type Address = Filled<Path> | `${Filled<Path>}?${string}`;

/** An address written here leads to a screen that is there; what the server has named is any text. */
export type KnownAddress<To extends string> = To extends Address ? To : string extends To ? To : Address;

/** Where a link leads, as the router takes it: a path, and everything its query holds. */
export function splitAddress(address: string, more: QueryText = {}): { to: string; search: QueryText } {
  const [to = '', query = ''] = address.split('?');
  return { to, search: { ...parseQuery(query), ...more } };
}
