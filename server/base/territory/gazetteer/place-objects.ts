/** Things of a city that have a history of their own: a house, its yard, a stretch of a street, a stop, a district. */

import { formatHouse, makeHouseKey, parseHouse } from '../words/house.ts';
import { currentTerritory, districtAt, districtOf, districtTitle, isInCity, listDistricts } from './city.ts';
import {
  findHouse,
  findNearestHouse,
  type Gazetteer,
  guessHousePoint,
  type IndexedStreet,
  type LandmarkRow,
} from './gazetteer.ts';
import { type Point, roundTo } from './geo.ts';
import { searchPlaces } from './search.ts';

export type ObjectKind = 'house' | 'yard' | 'section' | 'street' | 'stop' | 'landmark' | 'point' | 'area';

/** What cases belong to an object by: their address, or a circle around its point, or their district. */
export interface PlaceObject {
  /** Stable name in addresses: `house:ul-titova:14`, `section:ul-titova:1-19`, `stop:stop-7`. */
  key: string;
  kind: ObjectKind;
  /** «ул. Титова, 14», «двор: ул. Титова, 14», «ул. Титова, дома 1–19». */
  label: string;
  districtId: string | null;
  point: Point | null;
  streetId: string | null;
  house: string | null;
  /** First and last number of a section, both included. */
  numbers: readonly [from: number, to: number] | null;
  /** Radius of the circle of a yard, a stop, a landmark, a point. */
  metres: number | null;
  areaId: string | null;
}

/** How far a yard, a stop and a landmark reach, metres. A neighbour's wall is about forty metres away. */
const REACH = { yard: 60, stop: 60, landmark: 100, point: 100 } as const;
/** House numbers of one section of a street: about a quarter of a city block's length on each side. */
const SECTION = 20;
/** Stands in a key for the stroke of «12/3», which would part the address of a page. */
const STROKE = '~';
/** Longest key that is looked at. */
const LONGEST_KEY = 120;

const bare = { streetId: null, house: null, numbers: null, metres: null, areaId: null } as const;

/** The object of a key; null when the gazetteer knows no such street, landmark or district, or the key is none. */
export function readObject(key: string): PlaceObject | null {
  if (key.length > LONGEST_KEY) return null;
  const [kind = '', id = '', part = '', ...rest] = key.split(':');
  if (id === '' || rest.length > 0) return null;
  const { gazetteer } = currentTerritory();
  switch (kind) {
    case 'house':
    case 'yard':
      return readHouse(kind, gazetteer.streets.get(id), part);
    case 'section':
      return readSection(gazetteer.streets.get(id), part);
    case 'street': {
      const street = gazetteer.streets.get(id);
      return street && part === '' ? describeStreet(street) : null;
    }
    case 'stop':
    case 'landmark':
    case 'area': {
      const object = part === '' && (kind === 'area' ? describeArea(id) : findLandmark(gazetteer, id));
      return object && object.kind === kind ? object : null;
    }
    case 'point':
      return part === '' ? readPoint(id) : null;
    default:
      return null;
  }
}

/** A place no address leads to: the point itself, named by what stands nearest. */
function readPoint(text: string): PlaceObject | null {
  const [, lat, lon] = /^(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)$/.exec(text) ?? [];
  if (lat === undefined || lon === undefined) return null;
  const point = { lat: Number(lat), lon: Number(lon) };
  if (!isInCity(point)) return null;
  const near = findNearestHouse(currentTerritory().gazetteer, point);
  return {
    ...bare,
    key: pointKey(point),
    kind: 'point',
    label: near ? `место у дома ${near.label}` : `точка ${point.lat.toFixed(4)}, ${point.lon.toFixed(4)}`,
    districtId: districtAt(point),
    point,
    metres: REACH.point,
  };
}

const pointKey = ({ lat, lon }: Point): string => `point:${roundTo(lat, 5)},${roundTo(lon, 5)}`;

function readHouse(
  kind: 'house' | 'yard',
  street: IndexedStreet | undefined,
  text: string,
): PlaceObject | null {
  const number = street && parseHouse(text.replaceAll(STROKE, '/'));
  if (!street || !number) return null;
  const known = findHouse(street, number);
  // Around a house whose place is guessed nobody can say what its yard is.
  if (kind === 'yard' && !known?.point) return null;
  const house = known?.key ?? makeHouseKey(number);
  const point = known?.point ?? guessHousePoint(street, number);
  const label = `${street.label}, ${known?.label ?? formatHouse(number)}`;
  return {
    ...bare,
    key: `${kind}:${street.row.id}:${house.replaceAll('/', STROKE)}`,
    kind,
    label: kind === 'yard' ? `двор: ${label}` : label,
    districtId: districtOf({ district: street.row.district, point }),
    point,
    streetId: street.row.id,
    house,
    metres: kind === 'yard' ? REACH.yard : null,
  };
}

function readSection(street: IndexedStreet | undefined, text: string): PlaceObject | null {
  const [, first, last] = /^(\d{1,3})-(\d{1,3})$/.exec(text) ?? [];
  if (!street || first === undefined || last === undefined) return null;
  const [from, to] = [Number(first), Number(last)];
  if (from < 1 || to < from) return null;
  const within = street.houses.filter(
    ({ house, point }) => point && house.number >= from && house.number <= to,
  );
  return {
    ...bare,
    key: `section:${street.row.id}:${from}-${to}`,
    kind: 'section',
    label: `${street.label}, дома ${from}–${to}`,
    districtId: districtOf(street.row),
    point: within[Math.floor(within.length / 2)]?.point ?? street.point,
    streetId: street.row.id,
    numbers: [from, to],
  };
}

const describeStreet = (street: IndexedStreet): PlaceObject => ({
  ...bare,
  key: `street:${street.row.id}`,
  kind: 'street',
  label: street.label,
  districtId: districtOf(street.row),
  point: street.point,
  streetId: street.row.id,
});

function describeLandmark(landmark: LandmarkRow): PlaceObject | null {
  if (landmark.kind === 'area') return describeArea(landmark.id.replace(/^area-/, ''));
  return {
    ...bare,
    key: `${landmark.kind}:${landmark.id}`,
    kind: landmark.kind,
    label: landmark.label,
    districtId: districtOf(landmark),
    point: landmark.point,
    metres: REACH[landmark.kind],
  };
}

const describeArea = (id: string): PlaceObject | null =>
  listDistricts().some((district) => district.id === id)
    ? {
        ...bare,
        key: `area:${id}`,
        kind: 'area',
        label: districtTitle(id),
        districtId: id,
        point: null,
        areaId: id,
      }
    : null;

/** Landmarks of a gazetteer by id and by what cases call them; made once for each gazetteer. */
const landmarks = new WeakMap<
  Gazetteer,
  { byId: Map<string, LandmarkRow>; byLabel: Map<string, LandmarkRow> }
>();

function landmarksOf(gazetteer: Gazetteer) {
  const known = landmarks.get(gazetteer);
  if (known) return known;
  const rows = gazetteer.entries.flatMap(({ target }) =>
    target.kind === 'landmark' ? [target.landmark] : [],
  );
  const made = {
    byId: new Map(rows.map((row) => [row.id, row])),
    byLabel: new Map(rows.map((row) => [row.label, row])),
  };
  landmarks.set(gazetteer, made);
  return made;
}

function findLandmark(gazetteer: Gazetteer, id: string): PlaceObject | null {
  const found = landmarksOf(gazetteer).byId.get(id);
  return found ? describeLandmark(found) : null;
}

/** Stops of the city, for counting by them. */
export const listStops = (): PlaceObject[] =>
  [...landmarksOf(currentTerritory().gazetteer).byId.values()].flatMap((row) =>
    row.kind === 'stop' ? (describeLandmark(row) ?? []) : [],
  );

/** Where a case stands, as its columns hold it. */
interface StoredPlace {
  address: string | null;
  streetId: string | null;
  house: string | null;
  lat: number | null;
  lon: number | null;
}

/** The nearest object of a case's place: the landmark it is called by, its house, its street, its point; null for words alone. */
export function objectKeyOf({ address, streetId, house, lat, lon }: StoredPlace): string | null {
  const { gazetteer } = currentTerritory();
  const landmark = address === null ? undefined : landmarksOf(gazetteer).byLabel.get(address);
  if (landmark) return describeLandmark(landmark)?.key ?? null;
  const street = streetId === null ? undefined : gazetteer.streets.get(streetId);
  if (!street) return lat === null || lon === null ? null : pointKey({ lat, lon });
  return (house === null ? null : readHouse('house', street, house)?.key) ?? `street:${street.row.id}`;
}

/** Objects by the words of an address, best first; a house that is known brings its yard along. */
export function searchObjects(text: string, limit: number): PlaceObject[] {
  const { gazetteer } = currentTerritory();
  const found = searchPlaces(gazetteer, text, limit).flatMap(({ streetId, house, landmarkId }) => {
    if (landmarkId !== null) return findLandmark(gazetteer, landmarkId) ?? [];
    const street = streetId === null ? undefined : gazetteer.streets.get(streetId);
    if (!street) return [];
    if (house === null) return describeStreet(street);
    return [readHouse('house', street, house), readHouse('yard', street, house)].flatMap((one) => one ?? []);
  });
  return found.slice(0, limit);
}

/** What an object is a part of, the nearest first: the yard and the street of a house, the district of all. */
export function listWider(object: PlaceObject): PlaceObject[] {
  const street =
    object.streetId === null ? undefined : currentTerritory().gazetteer.streets.get(object.streetId);
  const yard = object.kind === 'house' && street ? readHouse('yard', street, object.house ?? '') : null;
  const house = object.kind === 'yard' && street ? readHouse('house', street, object.house ?? '') : null;
  const own = street && object.kind !== 'street' ? describeStreet(street) : null;
  const areaId = object.kind === 'area' ? parentOf(object.areaId) : object.districtId;
  return [yard, house, own, areaId === null ? null : describeArea(areaId)].flatMap((one) => one ?? []);
}

const parentOf = (id: string | null): string | null =>
  listDistricts().find((district) => district.id === id)?.parentId ?? null;

/** Sections of a street by its house numbers; none for one short enough to be looked at whole. */
export function listSections(streetId: string): PlaceObject[] {
  const street = currentTerritory().gazetteer.streets.get(streetId);
  const last = street?.houses.at(-1)?.house.number ?? 0;
  if (!street || last <= SECTION) return [];
  const parts = new Set(street.houses.map(({ house }) => Math.floor((house.number - 1) / SECTION)));
  return [...parts]
    .sort((a, b) => a - b)
    .flatMap((at) => readSection(street, `${at * SECTION + 1}-${(at + 1) * SECTION}`) ?? []);
}
