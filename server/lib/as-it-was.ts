import type { Route } from '../../shared/contract/route.ts';
import { formatDateTime } from '../../shared/text/dates.ts';
import { readCity } from './city.ts';
import type { Config } from './config.ts';
import { AppError } from './errors.ts';

/** A city as it was at a moment, returned from a copy to be looked at (`OTKLIK_AS_OF`, `npm run as-of`). */

/** The clock: of a city that is looked at it begins at its moment, so that terms and figures are those of then. */
export function clockOf({ asOf }: Pick<Config, 'asOf'>): () => Date {
  if (asOf === null) return () => new Date();
  const begun = performance.now();
  return () => new Date(asOf.getTime() + (performance.now() - begun));
}

/** Refuses to change a city that is looked at: what was done in it would be nowhere tomorrow. */
export function requireLiving(config: Pick<Config, 'asOf' | 'city'>, { entry }: Pick<Route, 'entry'>): void {
  if (config.asOf === null || entry) return;
  const moment = formatDateTime(config.asOf, readCity(config).zone);
  throw new AppError(
    'lib.as-it-was',
    `Это город, каким он был ${moment}: его смотрят и ничего в нём не меняют.`,
  );
}
