import type { Expectation, RoleId } from './expected.ts';

/** Who reads the indicators; a part of the table of all routes. Their numbers are of the whole city, as the heat map's. */
export const indicatorRoutes = (watchers: readonly RoleId[]): Record<string, Expectation> => ({
  'indicators.list-indicators': { door: watchers },
});
