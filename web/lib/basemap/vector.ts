import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { GroundColours } from './colours.ts';

/**
 * Twelve layers over tiles of the OpenMapTiles schema, which tilemaker writes without extra settings.
 * Names are read from `name:ru`, else `name`.
 */
export function vectorLayers(colours: GroundColours, font: string[]): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': colours.ground } },
    area(
      'landcover',
      'landcover',
      colours.park,
      ['in', ['get', 'class'], ['literal', ['grass', 'wood', 'farmland']]],
      0.6,
    ),
    area('park', 'park', colours.park),
    area('water', 'water', colours.water),
    {
      id: 'waterway',
      type: 'line',
      source: 'basemap',
      'source-layer': 'waterway',
      paint: { 'line-color': colours.water, 'line-width': byZoom(10, 1, 16, 5) },
    },
    { ...area('building', 'building', colours.building), minzoom: 14 } as LayerSpecification,
    ...roads(colours),
    ...labels(colours, font),
  ];
}

const byZoom = (...stops: number[]): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.6],
  ['zoom'],
  ...stops,
];
const name: ExpressionSpecification = ['coalesce', ['get', 'name:ru'], ['get', 'name']];
const isMain: ExpressionSpecification = [
  'in',
  ['get', 'class'],
  ['literal', ['motorway', 'trunk', 'primary', 'secondary']],
];

function area(
  id: string,
  layer: string,
  colour: string,
  filter?: ExpressionSpecification,
  opacity = 1,
): LayerSpecification {
  return {
    id,
    type: 'fill',
    source: 'basemap',
    'source-layer': layer,
    ...(filter && { filter }),
    paint: { 'fill-color': colour, 'fill-opacity': opacity },
  };
}

function roads(colours: GroundColours): LayerSpecification[] {
  const layout = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    {
      id: 'road-edge',
      type: 'line',
      source: 'basemap',
      'source-layer': 'transportation',
      minzoom: 12,
      layout,
      paint: {
        'line-color': ['case', isMain, colours.mainRoadEdge, colours.roadEdge],
        'line-width': byZoom(12, 2, 14, 6, 16, 15, 18, 30),
      },
    },
    {
      id: 'road',
      type: 'line',
      source: 'basemap',
      'source-layer': 'transportation',
      layout,
      paint: {
        'line-color': ['case', isMain, colours.mainRoad, colours.road],
        'line-width': byZoom(8, 0.5, 12, 1.4, 14, 4.5, 16, 12.5, 18, 26),
      },
    },
  ];
}

function labels(colours: GroundColours, font: string[]): LayerSpecification[] {
  const halo = { 'text-color': colours.label, 'text-halo-color': colours.ground, 'text-halo-width': 1.6 };
  return [
    {
      id: 'road-label',
      type: 'symbol',
      source: 'basemap',
      'source-layer': 'transportation_name',
      minzoom: 13,
      layout: { 'symbol-placement': 'line', 'text-field': name, 'text-font': font, 'text-size': 13 },
      paint: halo,
    },
    {
      id: 'water-label',
      type: 'symbol',
      source: 'basemap',
      'source-layer': 'waterway',
      minzoom: 11,
      layout: { 'symbol-placement': 'line', 'text-field': name, 'text-font': font, 'text-size': 13 },
      paint: halo,
    },
    {
      id: 'house-number',
      type: 'symbol',
      source: 'basemap',
      'source-layer': 'housenumber',
      minzoom: 16,
      layout: { 'text-field': ['get', 'housenumber'], 'text-font': font, 'text-size': 12 },
      paint: halo,
    },
    {
      id: 'place-label',
      type: 'symbol',
      source: 'basemap',
      'source-layer': 'place',
      maxzoom: 14,
      layout: { 'text-field': name, 'text-font': font, 'text-size': 14 },
      paint: halo,
    },
  ];
}
