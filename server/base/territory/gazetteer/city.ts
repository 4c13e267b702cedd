import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type RawBuilder, sql } from 'kysely';
import { firstOf } from '../../../../shared/lists.ts';
import { BLANK_GROUND, readCity } from '../../../lib/city.ts';
import type { Config } from '../../../lib/config.ts';
import type { Db } from '../../../lib/database/db.ts';
import { createReferenceData } from '../../../lib/reference-data.ts';
import { buildGazetteer, type Gazetteer } from './gazetteer.ts';
import { currentGazetteerId, loadStreets } from './gazetteer-store.ts';
import { findArea, isPointInArea, type Point, type PreparedArea, prepareArea } from './geo.ts';
import { readBoundary, readDistricts } from './layer-input.ts';
import { type CityDistrict, type CityPack, listGazetteerRows, loadCityPack } from './pack.ts';
import { CITY, countResidents, type ResidentFigure, type Residents } from './residents.ts';

interface PreparedDistrict {
  id: string;
  district: CityDistrict;
  area: PreparedArea;
}

/** The territory as it is in force in this process: the pack, with the administrator's layers in place of its own. */
export interface Territory {
  pack: CityPack;
  boundary: CityPack['boundary'];
  boundaryArea: PreparedArea;
  boundaryVersion: string;
  /** Versions of the administrator's layers and list of streets as they stood in the database when this was loaded. */
  storedVersion: string;
  /** Changes with any of the layers. */
  layersVersion: string;
  /** The districts are the administrator's: what the pack says of a street's or house's district no longer holds. */
  areDistrictsOwn: boolean;
  /** The boundary is the administrator's. */
  hasOwnBoundary: boolean;
  districts: CityDistrict[];
  /** How many live where; of an administrator's districts what their layer says. */
  residents: ResidentFigure[];
  /** The smallest parts, which points are told by. */
  leaves: PreparedDistrict[];
  /** Districts that have no parts, or whose parts leave gaps. */
  parents: PreparedDistrict[];
  gazetteer: Gazetteer;
}

const current = createReferenceData<Territory>('loadTerritory has not run');

/** The territory in force. Throws before the module has started. */
export const currentTerritory = (): Territory => current.get();

const fingerprint = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

const prepare = (district: CityDistrict): PreparedDistrict => ({
  id: district.id,
  district,
  area: prepareArea(district.geometry),
});

/** A ground nobody has given has no names of its own: the town is called as its card says. */
function namesOf({ city }: CityPack): string[] {
  if (city.id !== BLANK_GROUND) return city.names;
  const { shortTitle, edition } = readCity({ city: city.id });
  return edition === 0 ? [] : [shortTitle];
}

const describeStored = (
  layers: readonly { name: string; version: string }[],
  gazetteer: string | null,
  names: readonly string[],
): string =>
  [
    ...layers.map(({ name, version }) => `${name}@${version}`),
    `gazetteer@${gazetteer ?? 'pack'}`,
    ...names,
  ].join(' ');

/** A ground nobody has given is the whole country: with a boundary of its own its maps and its squares are the city's. */
function frameBy({ bbox }: PreparedArea, pack: CityPack): CityPack {
  const [west, south, east, north] = bbox;
  const centre = { lat: (south + north) / 2, lon: (west + east) / 2 };
  const grid = { columns: pack.city.grid.columns, rows: pack.city.grid.rows, bbox };
  return { ...pack, city: { ...pack.city, bbox, centre, grid } };
}

/** Loads the pack and the layers kept in the database: call it after the commit of a change, never within it. */
export async function loadTerritory(db: Db, city: string): Promise<void> {
  const pack = loadCityPack(fileURLToPath(new URL(`../../../../packs/base/city/${city}`, import.meta.url)));
  const layers = await db
    .selectFrom('territory.layer')
    .select(['name', 'version', 'geojson'])
    .orderBy('name')
    .execute();
  const gazetteerId = await currentGazetteerId(db);
  const streets = gazetteerId && (await loadStreets(db, gazetteerId));
  const rows = { ...listGazetteerRows(pack), cityNames: namesOf(pack) };
  const own = (name: string): unknown => layers.find((layer) => layer.name === name)?.geojson;
  const boundary = own('boundary') ? readBoundary(own('boundary')) : pack.boundary;
  const layer = own('districts') ? readDistricts(own('districts')) : null;
  const districts = layer?.districts ?? pack.districts;
  const residents = layer
    ? [...pack.residents.filter(({ place }) => place === CITY), ...layer.residents]
    : pack.residents;
  const parentIds = new Set(districts.map(({ parent }) => parent));
  const boundaryArea = prepareArea(boundary);
  const isFramed = own('boundary') !== undefined && pack.city.id === BLANK_GROUND;
  current.put({
    pack: isFramed ? frameBy(boundaryArea, pack) : pack,
    boundary,
    boundaryArea,
    boundaryVersion: fingerprint(boundary),
    storedVersion: describeStored(layers, gazetteerId, rows.cityNames),
    layersVersion: fingerprint([boundary, districts, residents]),
    areDistrictsOwn: own('districts') !== undefined,
    hasOwnBoundary: own('boundary') !== undefined,
    districts,
    residents,
    leaves: districts.filter(({ id }) => !parentIds.has(id)).map(prepare),
    parents: districts.filter(({ id }) => parentIds.has(id)).map(prepare),
    gazetteer: buildGazetteer(streets ? { ...rows, streets } : rows),
  });
}

/** Takes over what another process has put in force, and a new name of the town. Two looks at tables of a few rows when there is nothing new. */
export async function refreshTerritory(db: Db, city: string): Promise<void> {
  const stored = await db.selectFrom('territory.layer').select(['name', 'version']).orderBy('name').execute();
  const version = describeStored(stored, await currentGazetteerId(db), namesOf(currentTerritory().pack));
  if (version !== currentTerritory().storedVersion) await loadTerritory(db, city);
}

/** Name of the city by itself, as a register of addresses calls it; null where nobody has said what it is called. */
export function currentCityTitle(config: Pick<Config, 'city'>): string | null {
  const { names, id } = currentTerritory().pack.city;
  const [name] = names;
  if (name !== undefined) return name;
  const { shortTitle, edition } = readCity(config);
  return id === BLANK_GROUND && edition === 0 ? null : shortTitle;
}

/** Whether a point lies within the city's boundary. */
export const isInCity = (point: Point): boolean => isPointInArea(point, currentTerritory().boundaryArea);

/** The smallest district a point lies in; null outside all of them. */
export function districtAt(point: Point): string | null {
  const { leaves, parents } = currentTerritory();
  return (findArea(point, leaves) ?? findArea(point, parents))?.id ?? null;
}

/** District of a street, house or landmark: as the pack says, or by its point once the districts were replaced. */
export function districtOf({
  district,
  point,
}: {
  district: string | null;
  point: Point | null;
}): string | null {
  if (!currentTerritory().areDistrictsOwn && district !== null) return district;
  return point && districtAt(point);
}

/** Districts, a parent before its parts. */
export const listDistricts = (): { id: string; title: string; parentId: string | null }[] =>
  currentTerritory().districts.map(({ id, title, parent }) => ({ id, title, parentId: parent }));

/**
 * How many live in the whole city (`null`) or a district on a day, as it was counted last; of a whole nobody has told of, its parts
 * together where all of them are told. null = not known.
 */
export function residentsOn(day: string, district: string | null): Residents | null {
  const { residents, districts } = currentTerritory();
  const own = countResidents(residents, day, district ?? CITY);
  if (own) return own;
  const parts = districts.filter(({ parent }) => parent === district);
  const told = parts.flatMap(({ id }) => residentsOn(day, id) ?? []);
  if (parts.length === 0 || told.length < parts.length) return null;
  return { count: told.reduce((sum, { count }) => sum + count, 0), source: firstOf(told).source };
}

/** What a map of districts is drawn by. */
export interface DistrictGround {
  /** Outlines by ids of districts: rings of longitude and latitude, outer ones and holes alike. */
  shapes: ReadonlyMap<string, [number, number][][]>;
  /** Whose they are, and whether they are drawn for the demonstration alone: to stand under every map. */
  attribution: string;
}

export function districtGround(): DistrictGround {
  const { pack, districts } = currentTerritory();
  const isSchematic = districts.some(({ schematic }) => schematic);
  return {
    shapes: new Map(
      districts.map(({ id, geometry }) => [
        id,
        geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
      ]),
    ),
    attribution: `${pack.attribution}${isSchematic ? '; границы районов условные' : ''}`,
  };
}

/** Russian title of a district; its id when the layer was replaced and no longer has it. */
export const districtTitle = (id: string): string =>
  currentTerritory().districts.find((district) => district.id === id)?.title ?? id;

/** The district and its parts: what a filter by district takes in. */
export function districtWithChildren(id: string): string[] {
  return [
    id,
    ...currentTerritory()
      .districts.filter(({ parent }) => parent === id)
      .map((district) => district.id),
  ];
}

/**
 * A district with its parts, as a condition on a column: `none` = without a district that is on the map, `<id>.none` = in the district but in
 * none of its parts.
 */
export function inDistrict(column: RawBuilder<unknown>, id: string): RawBuilder<boolean> {
  if (id === 'none') {
    const known = listDistricts().map((district) => district.id);
    return sql`(${column} IS NULL OR ${column} <> ALL(${known}::text[]))`;
  }
  if (id.endsWith('.none')) return sql`${column} = ${id.slice(0, -'.none'.length)}`;
  return sql`${column} = ANY(${districtWithChildren(id)}::text[])`;
}
