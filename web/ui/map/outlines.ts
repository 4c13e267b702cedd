import type { MapHandle } from './city-map.tsx';

/** Rings of [lon, lat], closed, as contracts give them. */
export type Outlines = readonly (readonly (readonly [number, number])[])[];

/** Pixels around; at the foot stands whose data the ground is. */
const padding = { top: 20, left: 20, right: 20, bottom: 52 };

const ID = 'outlines';
/** Bronze of the tokens: a place, never an action. */
const INK = '#8f4f12';

/** Draws what is not there yet, now and when the ground is replaced; what it returns ends that. */
export function keepDrawn({ map }: MapHandle, draw: () => void): () => void {
  // A style that is there already tells of itself no more: the map that comes to rest does.
  map.on('style.load', draw);
  map.on('idle', draw);
  if (map.isStyleLoaded()) draw();
  return () => {
    map.off('style.load', draw);
    map.off('idle', draw);
  };
}

/** Draws outlines over the ground, and again when the ground is replaced; what it returns puts them away. */
export function drawOutlines(handle: MapHandle, outlines: Outlines): () => void {
  const { map } = handle;
  const features = outlines.map((ring) => ({
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'Polygon' as const, coordinates: [ring.map(([lon, lat]) => [lon, lat])] },
  }));
  const draw = () => {
    if (map.getSource(ID)) return;
    map.addSource(ID, { type: 'geojson', data: { type: 'FeatureCollection', features } });
    map.addLayer({ id: ID, type: 'fill', source: ID, paint: { 'fill-color': INK, 'fill-opacity': 0.16 } });
    map.addLayer({
      id: `${ID}-line`,
      type: 'line',
      source: ID,
      paint: { 'line-color': INK, 'line-width': 2 },
    });
  };
  const stop = keepDrawn(handle, draw);
  return () => {
    stop();
    // A map that is gone has no style to ask.
    if (!map.style) return;
    for (const layer of [ID, `${ID}-line`]) if (map.getLayer(layer)) map.removeLayer(layer);
    if (map.getSource(ID)) map.removeSource(ID);
  };
}

/** Brings outlines, and a point beside them, into view. */
export function fitOutlines(
  { map, maplibre }: MapHandle,
  outlines: Outlines,
  point?: { lat: number; lon: number },
): void {
  const box = new maplibre.LngLatBounds();
  for (const [lon, lat] of outlines.flat()) box.extend([lon, lat]);
  if (point) box.extend([point.lon, point.lat]);
  if (!box.isEmpty()) map.fitBounds(box, { padding, maxZoom: 17, animate: false });
}
