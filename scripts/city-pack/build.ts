/**
 * Rebuilds districts.geojson, streets.json and landmarks.json of the demonstration city from its boundary
 * and sources.ts. Run from the repository root: node scripts/city-pack/build.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  type AreaGeometry,
  isPointInArea,
  type Point,
  type Position,
  prepareArea,
  roundTo,
} from '../../server/modules/territory/geo.ts';
import { type BuiltStreet, layOutStreets, readStreetLines } from './layout.ts';
import { dissolve, type Part, partitionBySeeds, type Vec } from './partition.ts';
import { DISTRICTS, LANDMARKS } from './sources.ts';

const PACK = new URL('../../packs/city/kamensk-uralsky/', import.meta.url);
const AREAS = DISTRICTS.flatMap((district) => district.areas);

function readBoundary(): Vec[] {
  const file = JSON.parse(readFileSync(new URL('boundary.geojson', PACK), 'utf8')) as {
    features: { geometry: { coordinates: Vec[][] } }[];
  };
  const ring = file.features[0]!.geometry.coordinates[0]!;
  return ring.slice(0, -1);
}

function toGeometry(rings: Vec[][]): AreaGeometry {
  const closed = rings.map((ring): Position[] => [...ring, ring[0]!]);
  return closed.length === 1
    ? { type: 'Polygon', coordinates: closed }
    : { type: 'MultiPolygon', coordinates: closed.map((ring) => [ring]) };
}

function buildDistricts(parts: Part[]) {
  const ringsOf = (id: string) => parts.find((part) => part.id === id)!.rings;
  const features = DISTRICTS.flatMap((district) => [
    {
      properties: { id: district.id, title: district.title, kind: 'district', parent: null as string | null },
      rings: dissolve(district.areas.flatMap((area) => ringsOf(area.id))),
    },
    ...district.areas.map((area) => ({
      properties: { id: area.id, title: area.title, kind: area.kind, parent: district.id },
      rings: ringsOf(area.id),
    })),
  ]);
  return features.map(({ properties, rings }) => ({
    type: 'Feature',
    properties: { ...properties, schematic: true },
    geometry: toGeometry(rings),
  }));
}

/** A street must lie wholly in its own area, or the matrix by district would contradict its addresses. */
function checkStreets(streets: BuiltStreet[], parts: Part[]): void {
  for (const street of streets) {
    const area = prepareArea(toGeometry(parts.find((part) => part.id === street.area)!.rings));
    const stray = street.houses.filter((house) => !isPointInArea(house.point, area));
    if (stray.length > 0) {
      throw new Error(
        `${street.name}: outside ${street.area}: ${stray.map((house) => house.number).join(', ')}`,
      );
    }
  }
}

function buildLandmarks(streets: BuiltStreet[]) {
  return LANDMARKS.trim()
    .split('\n')
    .map((line, index) => {
      const [kind, name, where, aliases] = line.split('|') as [string, string, string, string];
      const [streetName, house] = where.split(',') as [string, string];
      const street = streets.find((candidate) => candidate.name === streetName);
      const near = street?.houses.find((candidate) => Number.parseInt(candidate.number, 10) >= Number(house));
      if (!street || !near) throw new Error(`${name}: no ${where}`);
      const point = { lat: roundTo(near.point.lat + 0.0003, 6), lon: roundTo(near.point.lon + 0.0002, 6) };
      const names = aliases.split(';').filter(Boolean);
      return { id: `${kind}-${index + 1}`, kind, name, aliases: names, area: street.area, point };
    });
}

const json = JSON.stringify;
const spaced = (value: unknown) => json(value).replace(/,/g, ', ').replace(/":/g, '": ');
const pair = (point: Point) => `[${point.lat}, ${point.lon}]`;

/** One house a line, so that a change of one house is a change of one line. */
function printStreet(street: BuiltStreet): string {
  const rows = (['id', 'type', 'name', 'area', 'settlement', 'invented'] as const).map(
    (key) => `      "${key}": ${json(street[key])},`,
  );
  const houses = street.houses.map(
    (house) => `        [${json(house.number)}, ${house.point.lat}, ${house.point.lon}]`,
  );
  const axis = street.axis.map(pair).join(', ');
  return `    {\n${rows.join('\n')}\n      "axis": [${axis}],\n      "houses": [\n${houses.join(',\n')}\n      ]\n    }`;
}

const NOTE = 'Условная схема: расположение улиц и домов нарисовано программой, см. README.md.';

function main(): void {
  const boundary = readBoundary();
  const stretch = Math.cos((56.4 * Math.PI) / 180);
  const parts = partitionBySeeds(boundary, AREAS, stretch);
  const lines = readStreetLines();
  const streets = AREAS.flatMap((area) =>
    layOutStreets(
      area,
      lines.filter((line) => line.area === area.id),
    ),
  );
  if (streets.length !== lines.length) throw new Error('A street names an unknown area.');
  checkStreets(streets, parts);
  const features = buildDistricts(parts).map((feature) => `    ${json(feature)}`);
  const licence = `  "attribution": "© участники OpenStreetMap",\n  "licence": "ODbL-1.0"`;
  write(
    'districts.geojson',
    `{\n  "type": "FeatureCollection",\n  "schematic": true,\n  "note": "Условная схема районов: внешняя граница настоящая, деление внутри условное.",\n${licence},\n  "features": [\n${features.join(',\n')}\n  ]\n}\n`,
  );
  write(
    'streets.json',
    `{\n  "schematic": true,\n  "note": ${json(NOTE)},\n  "streets": [\n${streets.map(printStreet).join(',\n')}\n  ]\n}\n`,
  );
  const landmarks = buildLandmarks(streets).map(({ point, ...rest }) => {
    const rows = Object.entries({ ...rest, point: [point.lat, point.lon] });
    return `    {\n${rows.map(([key, value]) => `      "${key}": ${spaced(value)}`).join(',\n')}\n    }`;
  });
  write(
    'landmarks.json',
    `{\n  "schematic": true,\n  "note": ${json(NOTE)},\n  "landmarks": [\n${landmarks.join(',\n')}\n  ]\n}\n`,
  );
  const houses = streets.reduce((sum, street) => sum + street.houses.length, 0);
  console.log(`Частей ${parts.length}, улиц ${streets.length}, домов ${houses}, мест ${landmarks.length}.`);
}

function write(name: string, text: string): void {
  writeFileSync(new URL(name, PACK), text);
}

main();
