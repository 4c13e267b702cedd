import { findCityEdition } from '../../lib/city.ts';
import { suggestCases } from './name-cases.ts';

/** «Правительство {region}» of a pack with the region of the card in it; while nobody has named one, «Правительство региона». */
export function inRegion(title: string): string {
  const region = findCityEdition()?.card.region;
  return title.replaceAll('{region}', region ? suggestCases(region).genitive : 'региона');
}
