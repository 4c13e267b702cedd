import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Config } from './config.ts';

/** What every module may need to know of the city this installation serves; the rest of the pack is territory's. */
const schema = z.object({
  id: z.string(),
  title: z.string(),
  shortTitle: z.string(),
  /** IANA name of the time zone. */
  zone: z.string(),
  centre: z.object({ lat: z.number(), lon: z.number() }),
  population: z.number().int().positive(),
});
export type City = z.output<typeof schema>;

const opened = new Map<string, City>();

/** Head of the configured city pack. Throws when there is no such pack. */
export function readCity(config: Pick<Config, 'city'>): City {
  const known = opened.get(config.city);
  if (known) return known;
  const path = new URL(`../../packs/city/${config.city}/city.json`, import.meta.url);
  const city = schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  opened.set(config.city, city);
  return city;
}
