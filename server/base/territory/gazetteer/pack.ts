/** A city pack on disk: what it must hold, and its rows for the gazetteer. See packs/base/city/<id>/README.md. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { firstOf, itemAt } from '../../../../shared/lists.ts';
import { STREET_TYPES } from '../words/street-types.ts';
import type { GazetteerSource, LandmarkRow, StreetRow } from './gazetteer.ts';
import { findLabelPoint, type Point, prepareArea } from './geo.ts';
import { populationSchema, type ResidentFigure, readPopulation } from './residents.ts';

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);
const bbox = z.tuple([longitude, latitude, longitude, latitude]);
const position = z.tuple([longitude, latitude]);
const ring = z.array(position).min(4);
export const areaGeometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);

const citySchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  shortTitle: z.string().min(1),
  /** How residents call the city; left out of address queries. */
  names: z.array(z.string().min(1)),
  region: z.string(),
  zone: z.string().min(1),
  centre: z.object({ lat: latitude, lon: longitude }),
  bbox,
  grid: z.object({ columns: z.string().min(1).max(26), rows: z.number().int().min(1).max(99), bbox }),
  attribution: z.string().min(1),
  boundaryFile: z.string(),
  districtsFile: z.string(),
  streetsFile: z.string(),
  landmarksFile: z.string(),
  populationFile: z.string(),
});
const boundarySchema = z.object({
  attribution: z.string().min(1),
  features: z.array(z.object({ geometry: areaGeometrySchema })).length(1),
});
const districtsSchema = z.object({
  schematic: z.boolean(),
  attribution: z.string().min(1),
  features: z.array(
    z.object({
      properties: z.object({
        id: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)?$/),
        title: z.string().min(1),
        kind: z.enum(['district', 'microdistrict', 'village']),
        parent: z.string().nullable(),
        schematic: z.boolean(),
      }),
      geometry: areaGeometrySchema,
    }),
  ),
});
const streetsSchema = z.object({
  schematic: z.boolean(),
  streets: z.array(
    z.object({
      id: z.string().min(1),
      type: z.enum(STREET_TYPES),
      name: z.string().min(1),
      aliases: z.array(z.string()).default([]),
      area: z.string(),
      settlement: z.string().nullable(),
      invented: z.boolean(),
      /** [lat, lon] pairs, two or more. */
      axis: z.array(z.tuple([latitude, longitude])).min(2),
      houses: z.array(z.tuple([z.string().min(1), latitude, longitude])),
    }),
  ),
});
const landmarksSchema = z.object({
  schematic: z.boolean(),
  landmarks: z.array(
    z.object({
      id: z.string().min(1),
      kind: z.enum(['stop', 'landmark']),
      name: z.string().min(1),
      aliases: z.array(z.string()),
      area: z.string(),
      point: z.tuple([latitude, longitude]),
    }),
  ),
});

export type City = z.infer<typeof citySchema>;
export type CityDistrict = {
  id: string;
  title: string;
  kind: 'district' | 'microdistrict' | 'village';
  parent: string | null;
  schematic: boolean;
  geometry: z.infer<typeof areaGeometrySchema>;
};
export type CityPack = {
  city: City;
  /** To stand on every map and export. */
  attribution: string;
  boundary: z.infer<typeof areaGeometrySchema>;
  /** Both levels, a parent before its parts. */
  districts: CityDistrict[];
  residents: ResidentFigure[];
  streets: (Omit<StreetRow, 'houses'> & {
    houses: { number: string; point: Point }[];
    axis: Point[];
    isInvented: boolean;
  })[];
  landmarks: LandmarkRow[];
};

/** Reads and checks a pack's folder. Throws the file system's or zod's error: a broken pack must stop the start. */
export function loadCityPack(folder: string): CityPack {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const city = citySchema.parse(read('city.json'));
  const boundary = boundarySchema.parse(read(city.boundaryFile));
  const districts = districtsSchema
    .parse(read(city.districtsFile))
    .features.map(({ properties, geometry }) => ({ ...properties, geometry }));
  const streets = streetsSchema.parse(read(city.streetsFile)).streets.map((street) => {
    const axis = street.axis.map(([lat, lon]) => ({ lat, lon }));
    return {
      id: street.id,
      type: street.type,
      name: street.name,
      aliases: street.aliases,
      settlement: street.settlement,
      district: street.area,
      houses: street.houses.map(([number, lat, lon]) => ({ number, point: { lat, lon } })),
      point: itemAt(axis, Math.floor(axis.length / 2)),
      axis,
      isInvented: street.invented,
    };
  });
  const listed = landmarksSchema.parse(read(city.landmarksFile)).landmarks.map(toLandmark);
  return {
    city,
    attribution: boundary.attribution,
    boundary: firstOf(boundary.features).geometry,
    districts,
    residents: readPopulation(populationSchema.parse(read(city.populationFile))),
    streets,
    landmarks: [...listed, ...districts.filter((district) => district.parent !== null).map(toAreaLandmark)],
  };
}

function toLandmark(row: z.infer<typeof landmarksSchema>['landmarks'][number]): LandmarkRow {
  const [lat, lon] = row.point;
  const label = row.kind === 'stop' ? `остановка «${row.name}»` : row.name;
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    label,
    aliases: row.aliases,
    district: row.area,
    point: { lat, lon },
  };
}

/** A part of the city is a place too: «мкр. Южный», «с. Покровское». */
function toAreaLandmark(district: CityDistrict): LandmarkRow {
  return {
    id: `area-${district.id}`,
    kind: 'area',
    name: district.title,
    label: `${district.kind === 'village' ? 'с.' : 'мкр.'} ${district.title}`,
    aliases: [],
    district: district.id,
    point: findLabelPoint(prepareArea(district.geometry)),
  };
}

/** «Синарский район», not «Сёла и посёлки». */
const isNamedDistrict = ({ kind, title }: CityDistrict) => kind === 'district' && /район|округ/i.test(title);

/** The pack's rows for `buildGazetteer`. */
export function listGazetteerRows(pack: CityPack): GazetteerSource {
  const { city, streets, landmarks } = pack;
  return { cityNames: city.names, streets, landmarks, districts: pack.districts.filter(isNamedDistrict) };
}
