import { parseHouse } from '../words/house.ts';
import { listNameWords } from './address.ts';
import { findHouse, type Gazetteer, type HouseRow, type StreetRow } from './gazetteer.ts';

/** A street of a list that is about to replace the one in force. */
export interface FreshStreet {
  /** Its id where the list in force does not know the street. */
  freshId: string;
  type: string;
  name: string;
  settlement: string | null;
  houses: readonly HouseRow[];
}

export const streetKey = ({ type, name, settlement }: Pick<FreshStreet, 'type' | 'name' | 'settlement'>) =>
  `${type} ${listNameWords(name).join(' ')} ${settlement ? listNameWords(settlement).join(' ') : ''}`;

/**
 * A street the list in force knows keeps its id, district and point, for cases remember them; its houses keep their points where the
 * new list tells none. The others have an address without a point.
 */
export function placeStreets(streets: readonly FreshStreet[], known: Gazetteer): StreetRow[] {
  const byName = new Map([...known.streets.values()].map((street) => [streetKey(street.row), street]));
  return streets.map(({ freshId, type, name, settlement, houses }) => {
    const same = byName.get(streetKey({ type, name, settlement }));
    return {
      id: same?.row.id ?? freshId,
      type,
      name,
      settlement,
      aliases: same?.row.aliases ?? [],
      district: same?.row.district ?? null,
      point: same?.point ?? null,
      houses: houses.map(({ number, point }) => {
        const house = same && parseHouse(number);
        return { number, point: point ?? (house && findHouse(same, house)?.point) ?? null };
      }),
    };
  });
}
