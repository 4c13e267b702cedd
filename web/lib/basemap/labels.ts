import type { Feature, FeatureCollection, Position } from 'geojson';
import { getLayer } from '../../../shared/contract/base/territory.ts';
import { buildUrl } from '../api.ts';

/**
 * One point for the name of each district. A polygon is cut by tiles and would show its name in every one of them.
 * Empty when the layer cannot be read: a map without names is still a map.
 */
export async function loadDistrictLabels(): Promise<FeatureCollection> {
  try {
    const response = await fetch(buildUrl(getLayer, { params: { name: 'districts' } }));
    return placeLabels((await response.json()) as FeatureCollection);
  } catch {
    return { type: 'FeatureCollection', features: [] };
  }
}

export function placeLabels({ features }: FeatureCollection): FeatureCollection {
  const points = features.flatMap(({ properties, geometry }): Feature[] => {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    const rings = polygons.map(([outer]) => measureRing(outer ?? []));
    const largest = rings.toSorted((a, b) => b.area - a.area)[0];
    if (!largest || largest.area === 0) return [];
    return [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: largest.centre } }];
  });
  return { type: 'FeatureCollection', features: points };
}

/** Area and centre of mass of a ring, in degrees: good enough to put a name into a district. */
function measureRing(ring: readonly Position[]): { area: number; centre: Position } {
  let [sum, x, y] = [0, 0, 0];
  for (const [at, [x1 = 0, y1 = 0]] of ring.entries()) {
    const [x2 = 0, y2 = 0] = ring[(at + 1) % ring.length] ?? [];
    const cross = x1 * y2 - x2 * y1;
    sum += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  }
  return { area: Math.abs(sum / 2), centre: sum === 0 ? [0, 0] : [x / (3 * sum), y / (3 * sum)] };
}
