import { itemAt } from '../../../../shared/lists.ts';

/** What is drawn by hand: areas of closed lines of corners. The map and the table of coordinates are two looks at it. Pure. */

export type LayerName = 'boundary' | 'districts';

/** A number is missing while it is being typed. */
export interface Corner {
  lat: number | null;
  lon: number | null;
}
export interface Ring {
  /** Rings of one polygon have one number: the first is its outline, the others are holes in it. */
  polygon: number;
  corners: readonly Corner[];
}
export interface Area {
  id: string;
  title: string;
  /** What else the layer says of it, to be given back as it was. */
  properties: Readonly<Record<string, unknown>>;
  rings: readonly Ring[];
}
export type Areas = readonly Area[];

/** Which ring of which area. */
export interface RingAt {
  area: number;
  ring: number;
}

export type Position = [lon: number, lat: number];

interface ReadFeature {
  properties: Record<string, unknown> | null;
  geometry: { type: string; coordinates: unknown };
}

const sixDigits = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

export const cornerAt = (lat: number, lon: number): Corner => ({
  lat: sixDigits(lat),
  lon: sixDigits(lon),
});

/** The layer as the server gives it; a boundary nobody has given yet is an area without lines. */
export function readAreas(layer: LayerName, data: unknown): Areas {
  const { features } = data as { features: readonly ReadFeature[] };
  if (layer === 'boundary' && features[0]?.properties?.isGiven === false)
    return [{ id: 'boundary', title: 'Граница города', properties: {}, rings: [] }];
  return features.map(({ properties, geometry }, at): Area => {
    const polygons = (
      geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    ) as Position[][][];
    const rings = polygons.flatMap((lines, polygon) =>
      lines.map((line): Ring => ({ polygon, corners: openLine(line).map(([lon, lat]) => ({ lat, lon })) })),
    );
    if (layer === 'boundary') return { id: 'boundary', title: 'Граница города', properties: {}, rings };
    const { id, title, ...rest } = properties ?? {};
    return { id: String(id ?? `district-${at + 1}`), title: String(title ?? ''), properties: rest, rings };
  });
}

/** A closed line without its last corner, which is its first again. */
function openLine(line: readonly Position[]): readonly Position[] {
  const [first, last] = [line[0], line.at(-1)];
  return first && last && first[0] === last[0] && first[1] === last[1] ? line.slice(0, -1) : line;
}

/** Corners whose both numbers are written. */
export const placedCorners = ({ corners }: Ring): Position[] =>
  corners.flatMap(({ lat, lon }) => (lat === null || lon === null ? [] : [[lon, lat] as Position]));

/** Polygons of an area as GeoJSON has them; lines of fewer than three corners are no polygon yet. */
export function polygonsOf({ rings }: Area): Position[][][] {
  const byPolygon = new Map<number, Position[][]>();
  for (const ring of rings) {
    const corners = placedCorners(ring);
    if (corners.length < 3) continue;
    const lines = byPolygon.get(ring.polygon) ?? [];
    byPolygon.set(ring.polygon, [...lines, [...corners, itemAt(corners, 0)]]);
  }
  return [...byPolygon.values()];
}

/** The file the server is sent: the same as one brought from a GIS. */
export function writeLayer(layer: LayerName, areas: Areas): File {
  const features = areas.map((area) => ({
    type: 'Feature',
    properties: layer === 'boundary' ? {} : { ...area.properties, id: area.id, title: area.title.trim() },
    geometry: { type: 'MultiPolygon', coordinates: polygonsOf(area) },
  }));
  const text = JSON.stringify({ type: 'FeatureCollection', features });
  return new File([text], `${layer}.geojson`, { type: 'application/geo+json' });
}

const changeAt = <T>(list: readonly T[], at: number, change: (one: T) => T): T[] =>
  list.map((one, index) => (index === at ? change(one) : one));

/** The corners of one ring changed. */
export const changeCorners = (
  areas: Areas,
  { area, ring }: RingAt,
  change: (corners: readonly Corner[]) => readonly Corner[],
): Areas =>
  changeAt(areas, area, (one) => ({
    ...one,
    rings: changeAt(one.rings, ring, (line) => ({ ...line, corners: change(line.corners) })),
  }));

export const insertCorner = (areas: Areas, at: RingAt, before: number, corner: Corner): Areas =>
  changeCorners(areas, at, (corners) => [...corners.slice(0, before), corner, ...corners.slice(before)]);

export const setCorner = (areas: Areas, at: RingAt, index: number, patch: Partial<Corner>): Areas =>
  changeCorners(areas, at, (corners) => changeAt(corners, index, (corner) => ({ ...corner, ...patch })));

export const removeCorner = (areas: Areas, at: RingAt, index: number): Areas =>
  changeCorners(areas, at, (corners) => corners.filter((_, other) => other !== index));

/** One more line without corners: another part of the area. */
export const addRing = (areas: Areas, area: number): Areas =>
  changeAt(areas, area, (one) => ({
    ...one,
    rings: [
      ...one.rings,
      { polygon: Math.max(-1, ...one.rings.map(({ polygon }) => polygon)) + 1, corners: [] },
    ],
  }));

/** A line taken away; an outline goes with its holes. */
export const removeRing = (areas: Areas, { area, ring }: RingAt): Areas =>
  changeAt(areas, area, (one) => {
    const { polygon } = itemAt(one.rings, ring);
    const isOutline = one.rings.findIndex((other) => other.polygon === polygon) === ring;
    return {
      ...one,
      rings: one.rings.filter((other, at) => (isOutline ? other.polygon !== polygon : at !== ring)),
    };
  });

/** A district without a name and without lines, under an id no other has. */
export function addArea(areas: Areas): Areas {
  let number = areas.length + 1;
  while (areas.some(({ id }) => id === `district-${number}`)) number += 1;
  return [
    ...areas,
    { id: `district-${number}`, title: '', properties: {}, rings: [{ polygon: 0, corners: [] }] },
  ];
}

export const setTitle = (areas: Areas, area: number, title: string): Areas =>
  changeAt(areas, area, (one) => ({ ...one, title }));

/** What is missing before it can be sent; whether the lines make sense is for the server to say. */
export function findGap(layer: LayerName, areas: Areas): string | null {
  if (areas.length === 0) return 'Нарисуйте хотя бы один район';
  for (const { title, rings } of areas) {
    const name = title.trim();
    if (!name) return 'Назовите каждый район';
    if (rings.length === 0)
      return layer === 'boundary' ? 'Нарисуйте границу города' : `«${name}»: нет контура`;
    for (const { corners } of rings) {
      const wrong = corners.findIndex(isWrongCorner);
      if (wrong >= 0) return `«${name}», точка ${wrong + 1}: впишите широту и долготу в градусах`;
      if (corners.length < 3) return `«${name}»: в контуре нужно не меньше трёх точек`;
    }
  }
  return null;
}

export const isWrongDegrees = (value: number | null, most: number): boolean =>
  value === null || Math.abs(value) > most;

const isWrongCorner = ({ lat, lon }: Corner): boolean => isWrongDegrees(lat, 90) || isWrongDegrees(lon, 180);

/** «Контур 2», «Вырез 1»: how a line is called among those of its area. */
export function ringName({ rings }: Area, at: number): string {
  const isOutline = (index: number) =>
    rings.findIndex(({ polygon }) => polygon === itemAt(rings, index).polygon) === index;
  const number = rings.slice(0, at + 1).filter((_, index) => isOutline(index) === isOutline(at)).length;
  return `${isOutline(at) ? 'Контур' : 'Вырез'} ${number}`;
}
