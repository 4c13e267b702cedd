/**
 * The list of streets, houses and landmarks of a city, indexed in memory for search, for reading addresses
 * out of texts and for finding the house at a point. Pure: rows come from a pack or from the database.
 */

import { firstOf } from '../../../../shared/lists.ts';
import { formatHouse, type HouseNumber, listHouseKeys, makeHouseKey, parseHouse } from '../words/house.ts';
import { formatStreet, getStreetGender } from '../words/street-types.ts';
import { foldText } from '../words/tokens.ts';
import { listLandmarkWordForms, listOrdinalForms, listStreetWordForms } from '../words/word-forms.ts';
import { listNameWords } from './address.ts';
import { distanceMeters, type Point } from './geo.ts';

/** A house without a point is known by its number alone. */
export type HouseRow = { number: string; point: Point | null };
export type StreetRow = {
  id: string;
  /** «улица», «проспект»… as in STREET_TYPES. */
  type: string;
  name: string;
  /** Former and spoken names. */
  aliases: string[];
  /** The village, where the street is not in the city itself. */
  settlement: string | null;
  /** Id of the district area, where known. */
  district: string | null;
  houses: HouseRow[];
  /** Any point on the street, for a street without houses. */
  point: Point | null;
};
export type LandmarkKind = 'stop' | 'landmark' | 'area';
export type LandmarkRow = {
  id: string;
  kind: LandmarkKind;
  name: string;
  /** As shown to people: «остановка «Титова»», «мкр. Южный». */
  label: string;
  aliases: string[];
  district: string | null;
  point: Point;
};
export type GazetteerSource = {
  /** Names of the city, to be left out of queries: «Каменск-Уральский». */
  cityNames: string[];
  streets: StreetRow[];
  landmarks: LandmarkRow[];
  /** Large parts of the city, found in texts and not offered as an address. */
  districts?: { id: string; title: string }[];
};

export type IndexedHouse = { key: string; label: string; house: HouseNumber; point: Point | null };
export type IndexedStreet = {
  row: StreetRow;
  label: string;
  /** In the order of numbers. */
  houses: IndexedHouse[];
  byKey: Map<string, IndexedHouse>;
  /** The house in the middle, or the row's own point. */
  point: Point | null;
};
export type NameTarget =
  | { kind: 'street'; street: IndexedStreet }
  | { kind: 'landmark'; landmark: LandmarkRow }
  | { kind: 'district'; district: { id: string; title: string } };
/** One name (or alias) by which a target is found. */
export type NameEntry = {
  target: NameTarget;
  /** As given. */
  name: string;
  /** Folded nominative words; ordinals as «1#». */
  words: string[];
  /** Every form of each word. */
  forms: string[][];
  /** Words that may be said with the name but are not it: the village, «остановка». */
  optional: string[];
};
type WordRef = { entry: number; word: number; isBase: boolean };
export type Gazetteer = {
  cityWords: ReadonlySet<string>;
  streets: Map<string, IndexedStreet>;
  entries: NameEntry[];
  districts: NameEntry[];
  /** Any form of any word → where it stands. */
  forms: Map<string, WordRef[]>;
  /** Nominative words, sorted, for beginnings and typing mistakes. */
  vocabulary: string[];
  houseGrid: Map<number, GridHouse[]>;
};
type GridHouse = { street: IndexedStreet; house: IndexedHouse };

const OPTIONAL_WORDS: Record<LandmarkKind, string[]> = {
  stop: ['остановка', 'остановке', 'остановки', 'ост', 'оп'],
  landmark: [],
  area: ['поселок', 'пос', 'село', 'деревня'],
};

/** Builds the index; about 0.3 s for 3,000 streets with 50,000 houses. Houses whose number cannot be read are left out. */
export function buildGazetteer(source: GazetteerSource): Gazetteer {
  const streets = new Map(source.streets.map((row) => [row.id, indexStreet(row)]));
  const entries = [
    ...[...streets.values()].flatMap(listStreetEntries),
    ...source.landmarks.flatMap(listLandmarkEntries),
  ];
  const forms = new Map<string, WordRef[]>();
  const bases = new Set<string>();
  entries.forEach((entry, index) => {
    const all = [...entry.forms, ...entry.optional.map((word) => [word])];
    all.forEach((list, word) => {
      bases.add(firstOf(list));
      list.forEach((form, i) => {
        const refs = forms.get(form) ?? [];
        refs.push({ entry: index, word, isBase: i === 0 });
        forms.set(form, refs);
      });
    });
  });
  return {
    cityWords: new Set(source.cityNames.flatMap((name) => foldText(name).split(/\s+/))),
    streets,
    entries,
    districts: (source.districts ?? []).map(makeDistrictEntry),
    forms,
    vocabulary: [...bases].sort(),
    houseGrid: indexHouses(streets.values()),
  };
}

function indexStreet(row: StreetRow): IndexedStreet {
  const houses = row.houses
    .flatMap(({ number, point }): IndexedHouse[] => {
      const house = parseHouse(number);
      return house ? [{ key: makeHouseKey(house), label: formatHouse(house), house, point }] : [];
    })
    .sort((a, b) => a.house.number - b.house.number || (a.key < b.key ? -1 : 1));
  const name = formatStreet(row.type, row.name);
  return {
    row,
    label: row.settlement ? `${row.settlement}, ${name}` : name,
    houses,
    byKey: new Map(houses.map((house) => [house.key, house])),
    point: findMiddle(houses) ?? row.point,
  };
}

function findMiddle(houses: readonly IndexedHouse[]): Point | null {
  const placed = houses.filter(({ point }) => point !== null);
  return placed[Math.floor(placed.length / 2)]?.point ?? null;
}

function listStreetEntries(street: IndexedStreet): NameEntry[] {
  const gender = getStreetGender(street.row.type);
  return [street.row.name, ...street.row.aliases].map((name) => {
    const words = listNameWords(name);
    return {
      target: { kind: 'street' as const, street },
      name,
      words,
      forms: words.map((word) => listWordForms(word, (plain) => listStreetWordForms(plain, gender))),
      optional: street.row.settlement ? listNameWords(street.row.settlement) : [],
    };
  });
}

function listLandmarkEntries(landmark: LandmarkRow): NameEntry[] {
  return [landmark.name, ...landmark.aliases].map((name) => {
    const words = listNameWords(name);
    return {
      target: { kind: 'landmark' as const, landmark },
      name,
      words,
      forms: words.map((word) => listWordForms(word, listLandmarkWordForms)),
      optional: OPTIONAL_WORDS[landmark.kind],
    };
  });
}

function makeDistrictEntry(district: { id: string; title: string }): NameEntry {
  const words = listNameWords(district.title);
  const forms = words.map(listLandmarkWordForms);
  return { target: { kind: 'district', district }, name: district.title, words, forms, optional: [] };
}

function listWordForms(word: string, bend: (word: string) => string[]): string[] {
  return word.endsWith('#') ? listOrdinalForms(word.slice(0, -1)) : bend(word);
}

/** The house of a street by its number, also where a corner number is written as a corpus; null if unknown. */
export function findHouse(street: IndexedStreet, house: HouseNumber): IndexedHouse | null {
  for (const key of listHouseKeys(house)) {
    const found = street.byKey.get(key);
    if (found) return found;
  }
  return null;
}

/** Where an unknown house of a street roughly is: at the known house with the nearest number. */
export function guessHousePoint(street: IndexedStreet, house: HouseNumber): Point | null {
  const gap = (known: IndexedHouse) =>
    Math.abs(known.house.number - house.number) + (known.house.number % 2 === house.number % 2 ? 0 : 0.5);
  const nearest = street.houses.reduce<IndexedHouse | null>(
    (best, known) => (known.point && (best === null || gap(known) < gap(best)) ? known : best),
    null,
  );
  return nearest?.point ?? street.point;
}

const CELL_DEGREES = 0.004;
const cellKey = (row: number, column: number) => row * 1_000_000 + column;

function indexHouses(streets: Iterable<IndexedStreet>): Map<number, GridHouse[]> {
  const grid = new Map<number, GridHouse[]>();
  for (const street of streets) {
    for (const house of street.houses) {
      if (!house.point) continue;
      const { lat, lon } = house.point;
      const key = cellKey(Math.floor(lat / CELL_DEGREES), Math.floor(lon / CELL_DEGREES));
      const cell = grid.get(key) ?? [];
      cell.push({ street, house });
      grid.set(key, cell);
    }
  }
  return grid;
}

export type NearestHouse = {
  label: string;
  streetId: string;
  house: string;
  point: Point;
  district: string | null;
  meters: number;
};

/** The house nearest to the point, no farther than `maxMeters`; null where there is none. */
export function findNearestHouse(gazetteer: Gazetteer, point: Point, maxMeters = 150): NearestHouse | null {
  const reachLat = maxMeters / 111_000;
  const reachLon = reachLat / Math.max(0.01, Math.cos((point.lat * Math.PI) / 180));
  const cell = (degrees: number) => Math.floor(degrees / CELL_DEGREES);
  let best: { found: GridHouse; meters: number } | null = null;
  for (let row = cell(point.lat - reachLat); row <= cell(point.lat + reachLat); row++) {
    for (let column = cell(point.lon - reachLon); column <= cell(point.lon + reachLon); column++) {
      for (const found of gazetteer.houseGrid.get(cellKey(row, column)) ?? []) {
        const meters = distanceMeters(point, found.house.point!);
        if (meters <= maxMeters && (best === null || meters < best.meters)) best = { found, meters };
      }
    }
  }
  if (!best) return null;
  const { street, house } = best.found;
  return {
    label: `${street.label}, ${house.label}`,
    streetId: street.row.id,
    house: house.key,
    point: house.point!,
    district: street.row.district,
    meters: best.meters,
  };
}
