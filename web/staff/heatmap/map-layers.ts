import type {
  ExpressionSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibreMap,
} from 'maplibre-gl';
import { mapFont } from '../../lib/basemap.ts';
import { drawShape, type MapColours, pointShapes } from './map-shapes.ts';

export const mapLayers = ['heat', 'hexagons', 'points'] as const;
export type MapLayer = (typeof mapLayers)[number];

export const mapLayerWords: Readonly<Record<MapLayer, string>> = {
  heat: 'Тепло',
  hexagons: 'Шестиугольники',
  points: 'Точки',
};

/** Drawn layers of each switch, from below. */
const drawnLayers: Readonly<Record<MapLayer, readonly string[]>> = {
  heat: ['heat'],
  hexagons: ['hexagons', 'hexagon-lines', 'hexagon-numbers'],
  points: ['points'],
};

export const sourceIds = ['heat', 'hexagons', 'centres', 'points', 'outline'] as const;
export type SourceId = (typeof sourceIds)[number];
export type MapData = Readonly<Record<SourceId, GeoJSON.FeatureCollection>>;

/** Puts our sources and layers over the ground; called again when the ground is replaced. */
export function addHeatLayers(map: MapLibreMap, data: MapData, colours: MapColours): void {
  for (const shape of pointShapes) {
    const picture = drawShape(shape, colours);
    if (picture && !map.hasImage(shape)) map.addImage(shape, picture, { pixelRatio: 2 });
  }
  for (const id of sourceIds) {
    if (!map.getSource(id)) map.addSource(id, { type: 'geojson', data: data[id] });
  }
  for (const layer of makeLayers(colours)) {
    if (!map.getLayer(layer.id)) map.addLayer(layer);
  }
}

export function setHeatData(map: MapLibreMap, data: MapData): void {
  for (const id of sourceIds) map.getSource<GeoJSONSource>(id)?.setData(data[id]);
}

export function showLayers(map: MapLibreMap, shown: readonly MapLayer[]): void {
  for (const layer of mapLayers) {
    const visibility = shown.includes(layer) ? 'visible' : 'none';
    for (const id of drawnLayers[layer])
      if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', visibility);
  }
}

function makeLayers(colours: MapColours): LayerSpecification[] {
  return [heatLayer(colours), ...hexagonLayers(colours), pointLayer(), outlineLayer(colours)];
}

function heatLayer({ heat }: MapColours): LayerSpecification {
  const [one = '', two = '', three = '', four = '', five = ''] = heat;
  return {
    id: 'heat',
    type: 'heatmap',
    source: 'heat',
    maxzoom: 18,
    paint: {
      'heatmap-weight': ['min', ['/', ['get', 'count'], 3], 12],
      'heatmap-radius': ['interpolate', ['exponential', 1.5], ['zoom'], 10, 16, 12, 30, 14, 46, 17, 110],
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

function hexagonLayers({ heat, onHeat, ink, surface }: MapColours): LayerSpecification[] {
  const byLook = (values: readonly string[], other: string): ExpressionSpecification =>
    [
      'match',
      ['get', 'look'],
      ...values.flatMap((value, at) => [String(at + 1), value]),
      other,
    ] as unknown as ExpressionSpecification;
  return [
    {
      id: 'hexagons',
      type: 'fill',
      source: 'hexagons',
      paint: { 'fill-color': byLook(heat, surface), 'fill-opacity': 0.78 },
    },
    {
      id: 'hexagon-lines',
      type: 'line',
      source: 'hexagons',
      paint: { 'line-color': ink, 'line-opacity': 0.35, 'line-width': 1 },
    },
    {
      id: 'hexagon-numbers',
      type: 'symbol',
      source: 'centres',
      minzoom: 11.5,
      layout: {
        'text-field': ['to-string', ['get', 'count']],
        'text-font': mapFont,
        'text-size': 13,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': byLook(onHeat, ink) },
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
