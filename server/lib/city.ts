import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CityInfo } from '../../shared/contract/base/identity.ts';
import type { CityCard } from '../../shared/contract/base/our-city.ts';
import { localDay } from '../../shared/text/dates.ts';
import type { Config } from './config.ts';
import { createReferenceData } from './reference-data.ts';

const cityGround = z.object({
  id: z.string(),
  title: z.string(),
  shortTitle: z.string(),
  region: z.string(),
  zone: z.string(),
  centre: z.object({ lat: z.number(), lon: z.number() }),
  bbox: z.array(z.number()).length(4),
});
type CityGround = z.output<typeof cityGround>;

/** The card of the city as it was saved once, whole. */
export interface CityEdition {
  version: number;
  from: Date;
  card: CityCard;
}

interface Held {
  /** Every edition, the first one first. */
  editions: readonly CityEdition[];
  /** The zone this process counts in, of its start: what was counted by local days is not counted anew. */
  zone: string | null;
  /** What `readCity` says, by the ground. */
  told: Map<string, CityInfo>;
}

const folder = new URL('../../packs/base/city/', import.meta.url);
const opened = new Map<string, CityGround>();
const held = createReferenceData<Held>('the card of the city is not loaded');

/** The ground of an installation that nobody has given any: the whole country, without streets and districts. */
export const BLANK_GROUND = 'blank';

/** Whether there is such a pack. */
export const hasGround = ({ city }: Pick<Config, 'city'>): boolean =>
  existsSync(new URL(`${city || BLANK_GROUND}/city.json`, folder));

/** Where the configured city lies, by its pack; the rest of the pack is territory's. Throws when there is no such pack. */
export function readGround(config: Pick<Config, 'city'>): CityGround {
  const name = config.city || BLANK_GROUND;
  const known = opened.get(name);
  if (known) return known;
  const ground = cityGround.parse(JSON.parse(readFileSync(new URL(`${name}/city.json`, folder), 'utf8')));
  opened.set(name, ground);
  return ground;
}

/**
 * Puts the editions in force in this process; the zone of the last one only with `isStart`, and that of the first one at once: nothing
 * was counted before the city had a card.
 */
export function holdCityEditions(editions: readonly CityEdition[], { isStart }: { isStart: boolean }): void {
  const before = held.find();
  const isFirst = (before?.editions.length ?? 0) === 0;
  const zone = isStart || isFirst ? editions.at(-1)?.card.zone : before?.zone;
  held.put({ editions, zone: zone ?? null, told: new Map() });
}

/** The edition in force now, or when a paper was made; before the first one, the first. null = nothing has been said of the city. */
export function findCityEdition(at?: Date | null): CityEdition | null {
  const editions = held.find()?.editions ?? [];
  const found = at ? editions.findLast(({ from }) => from <= at) : editions.at(-1);
  return found ?? editions[0] ?? null;
}

const NOBODY = { full: '', address: '', phone: '', email: '', site: '' };

/** In whose name residents are answered, and who answers for their data. */
export function whoAnswers(card: CityCard | undefined): Pick<CityInfo, 'organisation' | 'operator'> {
  const { full, address, phone, email, site } = card?.organisation ?? NOBODY;
  const operator = card?.operator ?? { name: '', address: '', contact: '' };
  return {
    organisation: { full, address, phone, email, site },
    operator: {
      name: operator.name || full,
      address: operator.address || address,
      contact: operator.contact || [email, phone].filter(Boolean).join(', '),
    },
  };
}

function tell(ground: CityGround, edition: CityEdition | null, zone: string | null): CityInfo {
  const { id, region, centre, bbox } = ground;
  const card = edition?.card;
  const title = card?.names.title;
  const nominative = title?.nominative || ground.title;
  return {
    id,
    title: nominative,
    genitive: title?.genitive || nominative,
    prepositional: title?.prepositional || nominative,
    shortTitle: card ? card.names.town.nominative || nominative : ground.shortTitle,
    region: card ? card.region : region,
    zone: zone ?? ground.zone,
    centre,
    bbox,
    edition: edition?.version ?? 0,
    arms: card?.arms ? `/api/our-city/arms/${card.arms}` : null,
    ...whoAnswers(card),
  };
}

/** What the city is called and where it lies: by its card, and by the pack of its ground while nobody has filled one in. */
export function readCity(config: Pick<Config, 'city'>): CityInfo {
  const now = held.find();
  if (!now) return tell(readGround(config), null, null);
  const known = now.told.get(config.city);
  if (known) return known;
  const info = tell(readGround(config), now.editions.at(-1) ?? null, now.zone);
  now.told.set(config.city, info);
  return info;
}

/** Calendar day of a moment in the city's zone, `YYYY-MM-DD`. */
export const cityDay = (config: Pick<Config, 'city'>, moment: Date): string =>
  localDay(moment, readCity(config).zone);
