import type {
  ExpressionSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibreMap,
  SymbolLayerSpecification,
  VectorTileSource,
} from 'maplibre-gl';
import type { HeatScale } from '../../../../shared/charts/heat-scale.ts';
import { FINE_FROM_ZOOM } from '../../../../shared/contract/heatmap/heatmap.ts';
import { mapFont } from '../../../lib/basemap/style.ts';
import { AREA_OPACITY, addHatch, areaLayerIds, makeAreaLayers } from '../districts/area-layers.ts';
import { firstWords, liesUnderWords } from '../districts/under-words.ts';
import { makeZoneLayers, zoneLayerIds } from '../zones/zone-layers.ts';
import { drawShape, type MapColours, pointShapes } from './map-shapes.ts';

export const mapLayers = ['heat', 'hexagons', 'clusters', 'points', 'areas', 'zones'] as const;
export type MapLayer = (typeof mapLayers)[number];

export const mapLayerWords: Readonly<Record<MapLayer, string>> = {
  heat: 'Тепло',
  hexagons: 'Шестиугольники',
  clusters: 'Скопления',
  points: 'Точки',
  areas: 'Районы',
  zones: 'Красные зоны',
};

/** Those coloured by how much lies in a hexagon. */
export const hexagonLayers: readonly MapLayer[] = ['heat', 'hexagons', 'clusters'];

/** Drawn layers of each switch, from below. */
const drawnLayers: Readonly<Record<MapLayer, readonly string[]>> = {
  heat: ['heat', 'heat-points'],
  hexagons: ['hexagons', 'hexagon-lines', 'hexagon-numbers'],
  clusters: ['clusters', 'cluster-numbers'],
  points: ['points'],
  areas: areaLayerIds,
  zones: zoneLayerIds,
};

const drawnHere = ['points', 'outline', 'areas', 'areaLabels', 'zones', 'zoneLabels'] as const;

/** What lies on the map: counts come as tiles of the server, single cases and outlines are drawn here. */
export interface MapData {
  /** Address of the tiles with `{z}/{x}/{y}`. */
  tiles: string;
  points: GeoJSON.FeatureCollection;
  outline: GeoJSON.FeatureCollection;
  /** Districts with their look and number, and a point for each number. */
  areas: GeoJSON.FeatureCollection;
  areaLabels: GeoJSON.FeatureCollection;
  /** Places of red zones, and a point for the words of each. */
  zones: GeoJSON.FeatureCollection;
  zoneLabels: GeoJSON.FeatureCollection;
  /** Heat of the points themselves where all of them are here, else of the middles of hexagons. */
  isWhole: boolean;
  /** Bounds of the colours of hexagons of 0,1 km² and of 0,7 km². */
  scales: { fine: HeatScale; coarse: HeatScale };
}

/** Nearer than this a tile is stretched: a hexagon is half a kilometre wide. */
const TILES_TO = 14;
const COUNTS = 'counts';

/** Puts our sources and layers over the ground; called again when the ground is replaced. */
export function addHeatLayers(map: MapLibreMap, data: MapData, colours: MapColours): void {
  for (const shape of pointShapes) {
    const picture = drawShape(shape, colours);
    if (picture && !map.hasImage(shape)) map.addImage(shape, picture, { pixelRatio: 2 });
  }
  addHatch(map, colours);
  for (const id of drawnHere) {
    if (!map.getSource(id)) map.addSource(id, { type: 'geojson', data: data[id] });
  }
  if (!map.getSource(COUNTS))
    map.addSource(COUNTS, { type: 'vector', tiles: [data.tiles], minzoom: 6, maxzoom: TILES_TO });
  const words = firstWords(map);
  for (const layer of makeLayers(colours, data)) {
    if (!map.getLayer(layer.id)) map.addLayer(layer, liesUnderWords(layer.id) ? words : undefined);
  }
}

export function setHeatData(map: MapLibreMap, data: MapData, colours: MapColours): void {
  for (const id of drawnHere) map.getSource<GeoJSONSource>(id)?.setData(data[id]);
  const counts = map.getSource<VectorTileSource>(COUNTS);
  // As it was asked for: what it is made of comes later.
  if (counts && counts.serialize().tiles?.[0] !== data.tiles) counts.setTiles([data.tiles]);
  if (!map.getLayer('hexagons')) return;
  const { heat, surface, onHeat, ink } = colours;
  map.setPaintProperty('hexagons', 'fill-color', byScale(data.scales, heat, surface));
  map.setPaintProperty('hexagon-numbers', 'text-color', byScale(data.scales, onHeat, ink));
  map.setPaintProperty('clusters', 'circle-color', byScale(data.scales, heat, surface));
  map.setPaintProperty('cluster-numbers', 'text-color', byScale(data.scales, onHeat, ink));
}

export function showLayers(map: MapLibreMap, shown: readonly MapLayer[], isWhole: boolean): void {
  for (const layer of mapLayers) {
    for (const id of drawnLayers[layer]) {
      const isOther = (id === 'heat' && isWhole) || (id === 'heat-points' && !isWhole);
      const visibility = shown.includes(layer) && !isOther ? 'visible' : 'none';
      if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', visibility);
    }
  }
}

/** Opacity of heat, hexagons, clusters and districts, and how far heat spreads: 1 = as it comes. */
export interface MapLook {
  opacity: number;
  radius: number;
}

export function setLook(map: MapLibreMap, { opacity, radius }: MapLook): void {
  if (!map.getLayer('hexagons')) return;
  map.setPaintProperty('hexagons', 'fill-opacity', 0.78 * opacity);
  map.setPaintProperty('areas', 'fill-opacity', AREA_OPACITY * opacity);
  map.setPaintProperty('clusters', 'circle-opacity', 0.85 * opacity);
  for (const id of ['heat', 'heat-points']) {
    map.setPaintProperty(id, 'heatmap-opacity', 0.85 * opacity);
    map.setPaintProperty(id, 'heatmap-radius', heatRadius(radius));
  }
}

function makeLayers(colours: MapColours, { scales }: MapData): LayerSpecification[] {
  return [
    ...makeAreaLayers(colours),
    heatLayer('heat', { source: COUNTS, 'source-layer': 'centres' }, colours),
    heatLayer('heat-points', { source: 'points' }, colours),
    ...makeHexagonLayers(colours, scales),
    ...clusterLayers(colours, scales),
    pointLayer(),
    ...makeZoneLayers(colours),
    outlineLayer(colours),
  ];
}

const heatRadius = (by: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  10,
  16 * by,
  12,
  30 * by,
  14,
  46 * by,
  17,
  110 * by,
];

/** A colour of the scale by the number, whose bounds are those of the hexagons drawn at this zoom. */
function byScale(
  { fine, coarse }: MapData['scales'],
  values: readonly string[],
  other: string,
): ExpressionSpecification {
  const steps = (scale: HeatScale) => [
    'step',
    ['get', 'count'],
    other,
    ...scale.flatMap((bound, at) => [bound, values[at] ?? other]),
  ];
  return ['step', ['zoom'], steps(coarse), FINE_FROM_ZOOM, steps(fine)] as unknown as ExpressionSpecification;
}

function heatLayer(
  id: string,
  from: { source: string; 'source-layer'?: string },
  { heat }: MapColours,
): LayerSpecification {
  const [one = '', two = '', three = '', four = '', five = ''] = heat;
  return {
    id,
    type: 'heatmap',
    ...from,
    maxzoom: 18,
    paint: {
      'heatmap-weight': ['min', ['/', ['get', 'count'], 3], 12],
      'heatmap-radius': heatRadius(1),
      'heatmap-intensity': ['interpolate', ['linear'], ['zoom'], 10, 0.8, 14, 1.6],
      'heatmap-opacity': 0.85,
      'heatmap-color': [
        'interpolate',
        ['linear'],
        ['heatmap-density'],
        0,
        'rgba(0, 0, 0, 0)',
        0.08,
        withAlpha(one, 0.55),
        0.3,
        withAlpha(two, 0.8),
        0.55,
        withAlpha(three, 0.85),
        0.8,
        withAlpha(four, 0.9),
        1,
        withAlpha(five, 0.92),
      ],
    },
  };
}

/** `#rrggbb` with an opacity: the ground stays seen through the heat. */
function withAlpha(colour: string, alpha: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}

function makeHexagonLayers(
  { heat, onHeat, ink, surface }: MapColours,
  scales: MapData['scales'],
): LayerSpecification[] {
  return [
    {
      id: 'hexagons',
      type: 'fill',
      source: COUNTS,
      'source-layer': 'hexagons',
      paint: { 'fill-color': byScale(scales, heat, surface), 'fill-opacity': 0.78 },
    },
    {
      id: 'hexagon-lines',
      type: 'line',
      source: COUNTS,
      'source-layer': 'hexagons',
      paint: { 'line-color': ink, 'line-opacity': 0.35, 'line-width': 1 },
    },
    {
      id: 'hexagon-numbers',
      type: 'symbol',
      source: COUNTS,
      'source-layer': 'centres',
      minzoom: 11.5,
      layout: numberLayout,
      paint: { 'text-color': byScale(scales, onHeat, ink) },
    },
  ];
}

const numberLayout: NonNullable<SymbolLayerSpecification['layout']> = {
  'text-field': ['to-string', ['get', 'count']],
  'text-font': mapFont,
  'text-size': 13,
  'text-allow-overlap': true,
};

function clusterLayers(
  { heat, onHeat, ink, surface }: MapColours,
  scales: MapData['scales'],
): LayerSpecification[] {
  return [
    {
      id: 'clusters',
      type: 'circle',
      source: COUNTS,
      'source-layer': 'clusters',
      paint: {
        'circle-radius': ['min', ['+', 9, ['*', 4, ['log10', ['get', 'count']]]], 26],
        'circle-color': byScale(scales, heat, surface),
        'circle-opacity': 0.85,
        'circle-stroke-width': 1,
        'circle-stroke-color': ink,
      },
    },
    {
      id: 'cluster-numbers',
      type: 'symbol',
      source: COUNTS,
      'source-layer': 'clusters',
      layout: numberLayout,
      paint: { 'text-color': byScale(scales, onHeat, ink) },
    },
  ];
}

function pointLayer(): LayerSpecification {
  return {
    id: 'points',
    type: 'symbol',
    source: 'points',
    layout: {
      'icon-image': ['get', 'shape'],
      'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.35, 12, 0.5, 14, 0.8, 17, 1.2],
      'icon-allow-overlap': true,
      // Overdue ones lie on top of the rest.
      'symbol-sort-key': ['match', ['get', 'shape'], 'overdue', 2, 'new', 1, 0],
    },
  };
}

function outlineLayer({ accent }: MapColours): LayerSpecification {
  return { id: 'outline', type: 'line', source: 'outline', paint: { 'line-color': accent, 'line-width': 3 } };
}
