import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource } from 'maplibre-gl';
import type { MapHandle } from '../../../ui/map/city-map.tsx';
import { keepDrawn } from '../../../ui/map/outlines.ts';
import { type Areas, placedCorners, polygonsOf, type RingAt } from './sketch.ts';

const ID = 'sketch';
/** Bronze of the tokens: a place, never an action. What is in hand is drawn in the colour of actions. */
const INK = '#8f4f12';
const HAND = '#0b5d57';

/** All areas, and over them the line in hand: open while it is drawn. */
export function listShapes(areas: Areas, at: RingAt, isDrawing: boolean): FeatureCollection {
  const shapes = areas.map((area, index) => ({
    type: 'Feature' as const,
    properties: { isInHand: index === at.area },
    geometry: { type: 'MultiPolygon' as const, coordinates: polygonsOf(area) },
  }));
  const ring = areas[at.area]?.rings[at.ring];
  const corners = ring ? placedCorners(ring) : [];
  const [first] = corners;
  const line = first && !isDrawing ? [...corners, first] : corners;
  return {
    type: 'FeatureCollection',
    features: [
      ...shapes,
      {
        type: 'Feature',
        properties: { isLine: true },
        geometry: { type: 'LineString', coordinates: line.length > 1 ? line : [] },
      },
    ],
  };
}

/** Keeps the shapes on the map, and again when its ground is replaced. */
export function showShapes(handle: MapHandle, shapes: () => FeatureCollection): () => void {
  const { map } = handle;
  const draw = () => {
    if (map.getSource(ID)) return;
    map.addSource(ID, { type: 'geojson', data: shapes() });
    const isArea = ['!', ['has', 'isLine']] as ['!', ['has', string]];
    map.addLayer({
      id: ID,
      type: 'fill',
      source: ID,
      filter: isArea,
      paint: { 'fill-color': ['case', ['get', 'isInHand'], HAND, INK], 'fill-opacity': 0.12 },
    });
    map.addLayer({
      id: `${ID}-edge`,
      type: 'line',
      source: ID,
      filter: isArea,
      paint: { 'line-color': INK, 'line-width': 1.5 },
    });
    map.addLayer({
      id: `${ID}-line`,
      type: 'line',
      source: ID,
      filter: ['has', 'isLine'],
      paint: { 'line-color': HAND, 'line-width': 3 },
    });
  };
  return keepDrawn(handle, draw);
}

export function updateShapes({ map }: MapHandle, shapes: FeatureCollection): void {
  map.getSource<GeoJSONSource>(ID)?.setData(shapes);
}
