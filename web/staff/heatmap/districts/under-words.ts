import type { Map as MapLibreMap } from 'maplibre-gl';

/** What covers the ground lies under its words: a street stays named in a hexagon. */
const spread: ReadonlySet<string> = new Set([
  'areas',
  'areas-small',
  'heat',
  'heat-points',
  'hexagons',
  'hexagon-lines',
]);

export const liesUnderWords = (layer: string): boolean => spread.has(layer);

/** The lowest words of the ground; a raster has none. */
export const firstWords = (map: Pick<MapLibreMap, 'getStyle'>): string | undefined =>
  map.getStyle().layers.find(({ type }) => type === 'symbol')?.id;
