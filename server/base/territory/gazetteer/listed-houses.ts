import { listHouseKeys, parseHouse } from '../words/house.ts';
import { listNameWords } from './address.ts';
import { readStreet } from './address-rows.ts';
import { currentTerritory } from './city.ts';
import type { Gazetteer, IndexedStreet } from './gazetteer.ts';
import { streetKey } from './place-streets.ts';

/** A house of the gazetteer: its street, and the key houses are compared by. */
export interface ListedHouse {
  streetId: string;
  house: string;
}

interface Words {
  settlement: string;
  street: string;
  house: string;
}

const nameKey = ({ name, settlement }: { name: string; settlement: string | null }): string =>
  streetKey({ type: '', name, settlement });

/** Finds houses by the words of a list: «ул. Титова», «14а». A street written without its kind is the only one of that name. */
export function makeHouseFinder(gazetteer: Gazetteer): (words: Words) => ListedHouse | { fault: string } {
  const streets = [...gazetteer.streets.values()];
  const byKey = new Map(streets.map((street) => [streetKey(street.row), street]));
  const byName = Map.groupBy(streets, ({ row }) => nameKey(row));
  const findStreet = ({ settlement, street }: Words): IndexedStreet | undefined => {
    const read = readStreet(street);
    if (!read) return undefined;
    const named = { ...read, settlement: settlement || null };
    const exact = byKey.get(streetKey(named));
    if (exact) return exact;
    const isBare = listNameWords(street).length === listNameWords(read.name).length;
    const same = isBare ? (byName.get(nameKey(named)) ?? []) : [];
    return same.length === 1 ? same[0] : undefined;
  };
  return (words) => {
    if (words.street === '') return { fault: 'не названа улица' };
    const street = findStreet(words);
    if (!street) return { fault: `улицы «${words.street}» нет в справочнике` };
    if (words.house === '') return { fault: 'не назван дом' };
    const read = parseHouse(words.house);
    if (!read) return { fault: `номер дома «${words.house}» не читается` };
    const house = listHouseKeys(read).find((key) => street.byKey.has(key));
    return house === undefined
      ? { fault: `дома ${words.house} на этой улице нет в справочнике` }
      : { streetId: street.row.id, house };
  };
}

/** The same over the list in force. */
export const houseFinder = (): ReturnType<typeof makeHouseFinder> =>
  makeHouseFinder(currentTerritory().gazetteer);

/** How many houses the list in force has. */
export const countHouses = (): number =>
  [...currentTerritory().gazetteer.streets.values()].reduce((sum, { houses }) => sum + houses.length, 0);
