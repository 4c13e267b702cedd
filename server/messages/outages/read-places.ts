import { shorten } from '../../../shared/text/words.ts';
import {
  districtGeometry,
  findStreetHouses,
  listDistricts,
  type Position,
  resolvePlace,
} from '../../base/territory/index.ts';
import type { CoveringPlace } from './coverage.ts';
import { formatHouses, type HouseRule, hasHouse, readHouses } from './house-ranges.ts';
import { outlineOf } from './outline.ts';

/** Places as they are written and as they are kept: one reader for the form and for a supplier's table. */

export interface StoredPlace {
  kind: 'street' | 'district';
  place_id: string;
  label: string;
  houses: string;
}

const BEGINS =
  /^(?:д(?:ома?)?[.\s]\s*\d|№|\(|с\s+\d|вс[её](?:\s|$)|вся\s|целиком|полностью|(?:не)?ч[её]тн|\d)/iu;

/** A line «Титова, 10–28» in its two halves. A number before the name is the street's: «ул. 8 Марта 5». */
export function splitLine(line: string): { street: string; houses: string } {
  const text = line.trim();
  for (const { index } of text.matchAll(/,|\s/gu)) {
    const street = text.slice(0, index).replace(/[\s,]+$/u, '');
    const houses = text.slice(index + 1).trim();
    if (/\p{L}{2}/u.test(street) && BEGINS.test(houses) && isAfterName(street, houses))
      return { street, houses };
  }
  return { street: text.replace(/[\s,]+$/u, ''), houses: '' };
}

/** «ул. | 8 Марта, 5» is not the place to cut: what follows is no list of houses. */
function isAfterName(street: string, houses: string): boolean {
  if (
    /(?:^|\s)(?:ул|улица|пр|пр-т|просп|проспект|пер|переулок|б-р|бульвар|пл|площадь|проезд|ш|шоссе)\.?$/iu.test(
      street,
    )
  )
    return false;
  return 'rules' in readHouses(houses) || !/^\d+[^\s,]*\s+\p{L}{3}/u.test(houses);
}

/** What is written of a street and its houses, or why it is not understood. */
export function readStreet(street: string, houses: string): { place: StoredPlace } | { wrong: string } {
  const district = houses === '' && findDistrict(street);
  if (district)
    return { place: { kind: 'district', place_id: district.id, label: district.title, houses: '' } };
  const read = readHouses(houses);
  if ('unread' in read) return { wrong: `${echo(read.unread, 'эти слова')} — не номер и не ряд домов` };
  const found = resolvePlace({ address: street });
  const known = found.streetId && found.house === null ? findStreetHouses(found.streetId) : null;
  if (!known) return { wrong: `улицы ${echo(street, 'с таким названием')} нет в справочнике` };
  const written = formatHouses(read.rules);
  return { place: { kind: 'street', place_id: known.id, label: known.label, houses: written } };
}

/** Words told back, where they are words of a place at all. */
const echo = (words: string, otherwise: string): string =>
  /[a-z<>{}\\]/iu.test(words) ? otherwise : `«${shorten(words, 60)}»`;

const findDistrict = (words: string) =>
  listDistricts().find(({ title }) => title.toLocaleLowerCase('ru') === words.toLocaleLowerCase('ru'));

/** A line, from the first, that names no place, and why. */
interface WrongLine {
  line: number;
  words: string;
}

/** Lines of a form or a cell: a street a line, or between semicolons. */
export function readAddresses(text: string): { places: StoredPlace[]; wrong: WrongLine[] } {
  const places: StoredPlace[] = [];
  const wrong: WrongLine[] = [];
  const lines = text.split(/[\n;]/u).map((line) => line.trim());
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    const { street, houses } = splitLine(line);
    const read = readStreet(street, houses);
    if ('place' in read) places.push(read.place);
    else wrong.push({ line: at + 1, words: read.wrong });
  }
  return { places, wrong };
}

/** Whole districts by their ids; what the map does not have is told. */
export function readDistricts(ids: readonly string[]): { places: StoredPlace[]; wrong: string[] } {
  const known = new Map(listDistricts().map(({ id, title }) => [id, title]));
  const unique = [...new Set(ids)];
  return {
    places: unique.flatMap((id) => {
      const label = known.get(id);
      return label === undefined ? [] : [{ kind: 'district' as const, place_id: id, label, houses: '' }];
    }),
    wrong: unique.filter((id) => !known.has(id)).map(() => 'Такого района на карте нет'),
  };
}

const rulesOf = (houses: string): readonly HouseRule[] => {
  const read = readHouses(houses);
  // What is kept was written by `formatHouses`.
  return 'rules' in read ? read.rules : [];
};

export const coveringPlace = ({ kind, place_id, houses }: StoredPlace): CoveringPlace =>
  kind === 'district' ? { kind, districtId: place_id } : { kind, streetId: place_id, rules: rulesOf(houses) };

/** Known houses of a street that the words name. */
function housesOf({ place_id, houses }: StoredPlace) {
  const rules = rulesOf(houses);
  return (findStreetHouses(place_id)?.houses ?? []).filter(({ house }) => hasHouse(rules, house));
}

/** The smallest districts places lie in: of each known house; of a street whose houses nobody knows, its own. */
export function districtsOf(places: readonly StoredPlace[]): string[] {
  const found = places.flatMap((place) => {
    if (place.kind === 'district') return [place.place_id];
    const known = housesOf(place).flatMap(({ districtId }) => districtId ?? []);
    return known.length > 0 ? known : (findStreetHouses(place.place_id)?.districtId ?? []);
  });
  return [...new Set(found)].toSorted();
}

/** Rings to draw places by: around the known houses of each street, the outline of a district. */
export function outlinesOf(places: readonly StoredPlace[]): Position[][] {
  return places.flatMap((place) => {
    if (place.kind === 'district') return districtRings(place.place_id);
    const points = housesOf(place).flatMap(({ point }) => point ?? []);
    return [outlineOf(points)].filter((ring) => ring !== null);
  });
}

function districtRings(id: string): Position[][] {
  const geometry = districtGeometry(id);
  if (!geometry) return [];
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap(([outer]) => (outer ? [outer.map(([lon, lat]): Position => [lon, lat])] : []));
}
