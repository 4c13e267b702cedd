import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { areaGeometrySchema, type CityDistrict } from './pack.ts';

/** What administrators upload: GeoJSON from any GIS, so properties are read leniently and geometry strictly. */

// GIS exports carry heights as a third number: it is dropped.
const flatten = (value: unknown): unknown =>
  Array.isArray(value) ? (typeof value[0] === 'number' ? value.slice(0, 2) : value.map(flatten)) : value;

const geometry = z.preprocess(
  (value) =>
    value && typeof value === 'object' && 'coordinates' in value
      ? { ...value, coordinates: flatten(value.coordinates) }
      : value,
  areaGeometrySchema,
);
const feature = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullable(),
  geometry,
});
const collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(feature).min(1).max(2000),
});

function readCollection(data: unknown) {
  const read = collection.safeParse(data);
  if (read.success) return read.data.features;
  const issue = read.error.issues[0];
  throw new AppError(
    'lib.bad-input',
    `Слой не читается: нужен GeoJSON с полигонами (${issue?.path.join('.') || 'файл'}).`,
  );
}

/** The outer boundary: all polygons of the file as one area. */
export function readBoundary(data: unknown): CityDistrict['geometry'] {
  const polygons = readCollection(data).flatMap(({ geometry: area }) =>
    area.type === 'Polygon' ? [area.coordinates] : area.coordinates,
  );
  return { type: 'MultiPolygon', coordinates: polygons };
}

const firstText = (properties: Record<string, unknown> | null, names: string[]): string | null => {
  for (const name of names) {
    const value = properties?.[name];
    if (typeof value === 'string' && value.trim()) return value.trim();
  }
  return null;
};

/** Districts with their titles; an id is taken from `id`, else made from the order. Throws on a doubled id or no title. */
export function readDistricts(data: unknown): { districts: CityDistrict[]; warnings: string[] } {
  const warnings: string[] = [];
  const seen = new Set<string>();
  const districts = readCollection(data).map(({ properties, geometry: area }, index): CityDistrict => {
    const title = firstText(properties, ['title', 'name', 'NAME', 'Название', 'name:ru']);
    if (!title)
      throw new AppError('lib.bad-input', `У объекта № ${index + 1} нет названия (свойство title или name).`);
    const given = firstText(properties, ['id', 'ID', 'code']);
    const id = given && /^[a-z0-9-]+(\.[a-z0-9-]+)?$/.test(given) ? given : `district-${index + 1}`;
    if (id !== given) warnings.push(`«${title}»: нет пригодного id, назначен ${id}`);
    if (seen.has(id)) throw new AppError('lib.bad-input', `Код района «${id}» повторяется.`);
    seen.add(id);
    return {
      id,
      title,
      kind: 'district',
      parent: firstText(properties, ['parent']),
      schematic: false,
      geometry: area,
    };
  });
  for (const district of districts) {
    if (district.parent === null || seen.has(district.parent)) continue;
    warnings.push(`«${district.title}»: района «${district.parent}» в файле нет, показан отдельно`);
    district.parent = null;
  }
  return { districts, warnings };
}
