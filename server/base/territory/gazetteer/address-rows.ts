import type { RefusedListRow } from '../../../../shared/contract/base/list-rows.ts';
import { type NamedColumn, nameColumns } from '../../../lib/tables/reading/named-columns.ts';
import type { UploadedTable } from '../../../lib/tables/reading/uploaded.ts';
import { makeHouseKey, parseHouse } from '../words/house.ts';
import { findStreetType } from '../words/street-types.ts';
import { foldText } from '../words/tokens.ts';
import { isValidPoint, type Point } from './geo.ts';
import { type FreshStreet, streetKey } from './place-streets.ts';

/** Rows of a list of addresses: the streets and houses they make, and what is wrong with the rest. Pure. */

/** Columns by the names people give them. */
const columns = {
  settlement: { title: 'Населённый пункт', also: ['населенный пункт', 'село', 'посёлок', 'поселок'] },
  street: { title: 'Улица', also: ['адрес улицы', 'название улицы'], isNeeded: true },
  house: { title: 'Дом', also: ['номер дома', '№ дома', 'д.'], isNeeded: true },
  lat: { title: 'Широта', also: ['lat', 'latitude'] },
  lon: { title: 'Долгота', also: ['lon', 'lng', 'longitude'] },
} satisfies Record<string, NamedColumn>;

const typeOf = (word: string | undefined): string | null =>
  word ? findStreetType(foldText(word).replace(/\.$/u, '')) : null;

/** «ул. Ясная», «Ясная улица», «пер.Тихий»: kind and name; a street without a kind is «улица». null where no name is left. */
export function readStreet(words: string): { type: string; name: string } | null {
  const parts = words
    .replace(/^([а-яё-]+)\.(?=\S)/iu, '$1. ')
    .split(/\s+/u)
    .filter(Boolean);
  const first = parts.length > 1 ? typeOf(parts[0]) : null;
  if (first) return { type: first, name: parts.slice(1).join(' ') };
  const last = parts.length > 1 ? typeOf(parts.at(-1)) : null;
  if (last) return { type: last, name: parts.slice(0, -1).join(' ') };
  return parts.length > 0 && !typeOf(words) ? { type: 'улица', name: parts.join(' ') } : null;
}

/** «55,1234» as a table of Excel has it, or «55.1234»; NaN where it is no number. */
const readDegrees = (words: string): number =>
  /^-?\d{1,3}(?:[.,]\d+)?$/u.test(words) ? Number(words.replace(',', '.')) : Number.NaN;

function readPoint(
  { lat, lon }: Record<'lat' | 'lon', string>,
  isInside: (point: Point) => boolean,
): { point: Point | null; faults: string[] } {
  if (lat === '' && lon === '') return { point: null, faults: [] };
  const point = { lat: readDegrees(lat), lon: readDegrees(lon) };
  if (!isValidPoint(point.lat, point.lon))
    return { point: null, faults: ['широта и долгота — два числа вида 55,1234'] };
  return isInside(point)
    ? { point, faults: [] }
    : { point: null, faults: ['точка вне границы города: не перепутаны ли широта и долгота'] };
}

/** Keeps a house, or a street without one; the row before that has the same house is told. */
function keepHouse(
  street: FreshStreet & { houses: { number: string; point: Point | null }[] },
  seen: Map<string, number>,
  told: { row: number; house: string; point: Point | null },
): string[] {
  if (told.house === '') return [];
  const house = parseHouse(told.house);
  if (!house) return [`номер дома «${told.house}» не читается`];
  const key = `${street.freshId} ${makeHouseKey(house)}`;
  const before = seen.get(key);
  if (before !== undefined) return [`тот же дом в строке ${before}`];
  seen.set(key, told.row);
  street.houses.push({ number: told.house, point: told.point });
  return [];
}

/** What a list would make: `isInside` tells whether a point is within the boundary of the city. */
export function judgeAddresses(
  { headers, rows }: UploadedTable,
  isInside: (point: Point) => boolean,
): { streets: FreshStreet[]; refused: RefusedListRow[] } {
  const readRow = nameColumns(headers, columns);
  const streets = new Map<string, FreshStreet & { houses: { number: string; point: Point | null }[] }>();
  const seen = new Map<string, number>();
  const refused: RefusedListRow[] = [];
  for (const { row, values } of rows) {
    const cell = readRow(values);
    const house = cell('house');
    const read = readStreet(cell('street'));
    const { point, faults } = readPoint({ lat: cell('lat'), lon: cell('lon') }, isInside);
    if (!read) faults.unshift('не названа улица');
    if (read && faults.length === 0) {
      const named = { ...read, settlement: cell('settlement') || null };
      const key = streetKey(named);
      const street = streets.get(key) ?? { ...named, freshId: `list-${key.trim()}`, houses: [] };
      faults.push(...keepHouse(street, seen, { row, house, point }));
      if (faults.length === 0) streets.set(key, street);
    }
    if (faults.length > 0)
      refused.push({
        row,
        name: [cell('street'), house].filter(Boolean).join(', ') || 'без названия',
        faults,
      });
  }
  return { streets: [...streets.values()], refused };
}
