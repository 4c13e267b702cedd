import type { PackFact } from '../../base/taxonomy/pack.ts';
import type { DemoChannel } from './channels.ts';
import { type DemoPlace, nowhere, type PlaceBook, scatter } from './places.ts';
import type { Random } from './random.ts';

/** Channels whose form asks for a point on the map. */
const pointed = new Set<DemoChannel>(['site_form', 'max_bot']);

/** Where a message on this fact comes from: seven of a hundred name no place, some only a street or a stop. */
export function choosePlace(
  places: PlaceBook,
  random: Random,
  fact: PackFact,
  channel: DemoChannel,
): DemoPlace {
  const isPlaced = fact.requiredFields.some((field) => field === 'place' || field === 'house');
  if (random.chance(isPlaced ? 0.016 : 0.058)) return nowhere;
  if (fact.demoTexts.some((text) => text.includes('«{street}»')) && random.chance(0.55))
    return places.stop(random);
  const place = places.house(random);
  if (fact.demoTexts.some((text) => !text.includes('{house}')) && random.chance(0.12)) return toStreet(place);
  if (isHomeMatter(fact) && random.chance(0.6)) return toHome(random, place);
  return pointed.has(channel) && random.chance(0.55) ? scatter(random, place, 40) : place;
}

/** Only the street is named. */
function toStreet(place: DemoPlace): DemoPlace {
  const address = place.address?.slice(0, -`, ${place.houseLabel}`.length) ?? null;
  return { ...place, address, house: null, houseLabel: null, precision: 'street' };
}

/** The person's own home, sometimes with the flat: shown to the public rounded. */
function toHome(random: Random, place: DemoPlace): DemoPlace {
  const flat = random.chance(0.4) ? `, кв. ${random.int(1, 120)}` : '';
  return { ...place, address: `${place.address}${flat}`, isHome: true };
}

/** Matters of a person's own life and flat, not of the street. */
const isHomeMatter = (fact: PackFact): boolean =>
  (fact.block === 'social' && !fact.requiredFields.includes('place')) ||
  fact.requiredFields.includes('house');
