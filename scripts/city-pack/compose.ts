/** Composes the files of the demonstration city's pack from its boundary and sources.ts. Pure. */
import {
  type AreaGeometry,
  isPointInArea,
  type Point,
  type Position,
  prepareArea,
  roundTo,
} from '../../server/base/territory/gazetteer/geo.ts';
import { type BuiltStreet, layOutStreets, readStreetLines } from './layout.ts';
import { dissolve, type Part, partitionBySeeds, type Vec } from './partition.ts';
import { DISTRICTS, LANDMARKS } from './sources.ts';

const AREAS = DISTRICTS.flatMap((district) => district.areas);

function readBoundary(text: string): Vec[] {
  const file = JSON.parse(text) as { features: { geometry: { coordinates: Vec[][] } }[] };
  return file.features[0]!.geometry.coordinates[0]!.slice(0, -1);
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

/** The text of boundary.geojson → the texts of the other three files by name. Throws where a street leaves its area. */
export function composePack(boundaryText: string): Record<string, string> {
  const stretch = Math.cos((56.4 * Math.PI) / 180);
  const parts = partitionBySeeds(readBoundary(boundaryText), AREAS, stretch);
  const lines = readStreetLines();
  const streets = AREAS.flatMap((area) =>
    layOutStreets(
      area,
      lines.filter((line) => line.area === area.id),
    ),
  );
  if (streets.length !== lines.length) throw new Error('A street names an unknown area.');
  checkStreets(streets, parts);
  return {
    'districts.geojson': printDistricts(parts),
    'streets.json': printList('streets', streets.map(printStreet)),
    'landmarks.json': printList('landmarks', buildLandmarks(streets).map(printLandmark)),
  };
}

function printDistricts(parts: Part[]): string {
  const features = buildDistricts(parts).map((feature) => `    ${json(feature)}`);
  const note = 'Условная схема районов: внешняя граница настоящая, деление внутри условное.';
  const head = `  "type": "FeatureCollection",\n  "schematic": true,\n  "note": ${json(note)},`;
  const licence = `  "attribution": "© участники OpenStreetMap",\n  "licence": "ODbL-1.0",`;
  return `{\n${head}\n${licence}\n  "features": [\n${features.join(',\n')}\n  ]\n}\n`;
}

function printLandmark({ point, ...rest }: ReturnType<typeof buildLandmarks>[number]): string {
  const rows = Object.entries({ ...rest, point: [point.lat, point.lon] });
  return `    {\n${rows.map(([key, value]) => `      "${key}": ${spaced(value)}`).join(',\n')}\n    }`;
}

function printList(name: string, items: string[]): string {
  return `{\n  "schematic": true,\n  "note": ${json(NOTE)},\n  "${name}": [\n${items.join(',\n')}\n  ]\n}\n`;
}
