import { z } from 'zod';
import { firstOf } from '../../../../shared/lists.ts';
import { AppError } from '../../../lib/errors.ts';
import { areaGeometrySchema, type CityDistrict } from './pack.ts';
import { type ResidentFigure, readResidents } from './residents.ts';

/** What administrators upload: GeoJSON from any GIS, so properties are read leniently and geometry strictly. */

/** Depth of a MultiPolygon's coordinates; what lies deeper is no geometry and must not be walked to its end. */
const DEPTH = 4;

// GIS exports carry heights as a third number: it is dropped.
const flatten = (value: unknown, depth = 0): unknown => {
  if (!Array.isArray(value) || depth >= DEPTH) return value;
  return typeof value[0] === 'number' ? value.slice(0, 2) : value.map((part) => flatten(part, depth + 1));
};

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

/** A district as the file has it: how many live there belongs to it whatever its id becomes. */
type ReadDistrict = CityDistrict & { residents: ResidentFigure[] };

/** Letters of a district's id; `none` is what lists call the lack of a district. */
const isUsableId = (id: string | null): id is string =>
  id !== null && /^[a-z0-9-]+(\.[a-z0-9-]+)?$/.test(id) && !/(^|\.)none$/.test(id);

/**
 * Districts with their titles, each followed by its parts; an id is taken from `id`, else made from the order. Throws on
 * a doubled id or no title.
 */
export function readDistricts(data: unknown): {
  districts: CityDistrict[];
  residents: ResidentFigure[];
  warnings: string[];
} {
  const warnings: string[] = [];
  const read = readCollection(data).map(({ properties, geometry: area }, index): ReadDistrict => {
    const title = firstText(properties, ['title', 'name', 'NAME', 'Название', 'name:ru']);
    if (!title)
      throw new AppError('lib.bad-input', `У объекта № ${index + 1} нет названия (свойство title или name).`);
    const given = firstText(properties, ['id', 'ID', 'code']);
    const id = isUsableId(given) ? given : `district-${index + 1}`;
    if (id !== given) warnings.push(`«${title}»: нет пригодного id, назначен ${id}`);
    const parent = firstText(properties, ['parent']) ?? (id.includes('.') ? firstOf(id.split('.')) : null);
    const { residents, warning } = readResidents(properties);
    if (warning) warnings.push(`«${title}»: ${warning}`);
    return { id, title, kind: 'district', parent, schematic: false, geometry: area, residents };
  });
  requireUniqueIds(read);
  dropImpossibleParents(read, warnings);
  const named = nameByParents(read);
  requireUniqueIds(named);
  return {
    districts: named.map(({ residents: _, ...district }) => district),
    residents: named.flatMap(({ id, residents }) => residents.map((figure) => ({ ...figure, place: id }))),
    warnings,
  };
}

function requireUniqueIds(districts: readonly CityDistrict[]): void {
  const seen = new Set<string>();
  for (const { id } of districts) {
    if (seen.has(id)) throw new AppError('lib.bad-input', `Код района «${id}» повторяется.`);
    seen.add(id);
  }
}

/** There are two levels: a part of a part, or of what the file does not hold, stands by itself. */
function dropImpossibleParents(districts: CityDistrict[], warnings: string[]): void {
  const parents = new Map(districts.map(({ id, parent }) => [id, parent]));
  for (const district of districts) {
    const { title, parent } = district;
    if (parent === null) continue;
    const above = parents.get(parent);
    if (above === null) continue;
    district.parent = null;
    warnings.push(
      above === undefined
        ? `«${title}»: района «${parent}» в файле нет, показан отдельно`
        : `«${title}»: район «${parent}» сам часть другого, показан отдельно`,
    );
  }
}

/** A part is called `<parent>.<own>`: by that filters and limits of access know what a district takes in. */
function nameByParents(districts: readonly ReadDistrict[]): ReadDistrict[] {
  const plain = (id: string): string => id.replaceAll('.', '-');
  return districts
    .filter(({ parent }) => parent === null)
    .flatMap((top) => {
      const id = plain(top.id);
      const parts = districts
        .filter(({ parent }) => parent === top.id)
        .map((part) => {
          const isNamed = part.id.startsWith(`${id}.`);
          return { ...part, parent: id, id: isNamed ? part.id : `${id}.${plain(part.id)}` };
        });
      return [{ ...top, id }, ...parts];
    });
}
