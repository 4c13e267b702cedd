import { readFileSync } from 'node:fs';
import { type CityInfo, cityInfo } from '../../shared/contract/base/identity.ts';
import { localDay } from '../../shared/text/dates.ts';
import type { Config } from './config.ts';

const folder = new URL('../../packs/base/city/', import.meta.url);
const opened = new Map<string, CityInfo>();

/** Name, zone and centre of the configured city, from its pack; the rest of the pack is territory's. Throws when there is no such pack. */
export function readCity(config: Pick<Config, 'city'>): CityInfo {
  const known = opened.get(config.city);
  if (known) return known;
  const city = cityInfo.parse(JSON.parse(readFileSync(new URL(`${config.city}/city.json`, folder), 'utf8')));
  opened.set(config.city, city);
  return city;
}

/** Calendar day of a moment in the city's zone, `YYYY-MM-DD`. */
export const cityDay = (config: Pick<Config, 'city'>, moment: Date): string =>
  localDay(moment, readCity(config).zone);
