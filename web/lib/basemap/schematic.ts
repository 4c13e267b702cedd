import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { HOUSES_ZOOM } from '../../../shared/contract/base/territory.ts';
import type { GroundColours } from './colours.ts';

type Width = ExpressionSpecification;
const byZoom = (...stops: number[]): Width => ['interpolate', ['exponential', 1.6], ['zoom'], ...stops];

/** Avenues and the streets of several kilometres stand out, as they do in the mind of a resident. */
const isMain: ExpressionSpecification = [
  'in',
  ['get', 'type'],
  ['literal', ['проспект', 'бульвар', 'шоссе']],
];

/** Our own ground: boundary, districts, lettered grid, streets and landmarks, all with their names. */
export function schematicLayers(colours: GroundColours, font: string[]): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': colours.outside } },
    { id: 'city', type: 'fill', source: 'boundary', paint: { 'fill-color': colours.ground } },
    ...gridLayers(colours),
    builtLayer(colours),
    ...districtLayers(colours),
    ...streetLayers(colours),
    houseLayer(colours),
    ...labelLayers(colours, font),
  ];
}

function gridLayers(colours: GroundColours): LayerSpecification[] {
  return [
    {
      id: 'grid',
      type: 'line',
      source: 'grid',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': colours.grid, 'line-width': 1 },
    },
  ];
}

/** Patches where houses stand: the city is seen before its streets are near enough. */
const builtLayer = (colours: GroundColours): LayerSpecification => ({
  id: 'built',
  type: 'fill',
  source: 'built',
  paint: { 'fill-color': colours.built },
});

/** A mark for each house of the list: where it stands is known, its walls are not. */
const houseLayer = (colours: GroundColours): LayerSpecification => ({
  id: 'house',
  type: 'circle',
  source: 'houses',
  'source-layer': 'houses',
  minzoom: HOUSES_ZOOM,
  paint: {
    'circle-radius': byZoom(14, 1.5, 16, 5, 18, 12),
    'circle-color': colours.building,
    'circle-stroke-width': 1,
    'circle-stroke-color': colours.roadEdge,
  },
});

function districtLayers(colours: GroundColours): LayerSpecification[] {
  return [
    {
      id: 'districts',
      type: 'line',
      source: 'districts',
      paint: { 'line-color': colours.border, 'line-width': 1, 'line-dasharray': [2, 3], 'line-opacity': 0.7 },
    },
  ];
}

function streetLayers(colours: GroundColours): LayerSpecification[] {
  const layout = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    {
      id: 'street-edge',
      type: 'line',
      source: 'streets',
      layout,
      paint: {
        'line-color': ['case', isMain, colours.mainRoadEdge, colours.roadEdge],
        'line-width': byZoom(10, 1.6, 12, 3.6, 14, 7, 16, 15, 18, 30),
      },
    },
    {
      id: 'street',
      type: 'line',
      source: 'streets',
      layout,
      paint: {
        'line-color': ['case', isMain, colours.mainRoad, colours.road],
        'line-width': byZoom(10, 0.8, 12, 2.2, 14, 5, 16, 12.5, 18, 26),
      },
    },
  ];
}

type Halo = Record<'text-color' | 'text-halo-color', string> & { 'text-halo-width': number };

/** Houses by their numbers, and what people go by. */
function placeWords(font: string[], colours: GroundColours, halo: Halo): LayerSpecification[] {
  return [
    {
      id: 'house-number',
      type: 'symbol',
      source: 'houses',
      'source-layer': 'houses',
      minzoom: 15.5,
      layout: { 'text-field': ['get', 'number'], 'text-font': font, 'text-size': 11 },
      paint: halo,
    },
    {
      id: 'landmark',
      type: 'circle',
      source: 'landmarks',
      minzoom: 14,
      paint: {
        'circle-radius': 3,
        'circle-color': colours.border,
        'circle-stroke-width': 1,
        'circle-stroke-color': colours.ground,
      },
    },
    {
      id: 'landmark-label',
      type: 'symbol',
      source: 'landmarks',
      minzoom: 14.5,
      layout: {
        'text-field': ['get', 'title'],
        'text-font': font,
        'text-size': 12,
        'text-anchor': 'left',
        'text-offset': [0.7, 0],
        'text-max-width': 9,
        'text-justify': 'left',
      },
      paint: halo,
    },
  ];
}

function labelLayers(colours: GroundColours, font: string[]): LayerSpecification[] {
  const halo = { 'text-color': colours.label, 'text-halo-color': colours.ground, 'text-halo-width': 1.6 };
  return [
    {
      id: 'grid-label',
      type: 'symbol',
      source: 'grid',
      filter: ['==', ['geometry-type'], 'Point'],
      maxzoom: 15,
      layout: {
        'text-field': ['get', 'label'],
        'text-font': font,
        'text-size': 12,
        'text-anchor': 'top-left',
        'text-offset': [0.4, 0.3],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': colours.label, 'text-opacity': 0.75 },
    },
    {
      id: 'street-label',
      type: 'symbol',
      source: 'streets',
      minzoom: 13,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 320,
        'text-field': ['concat', ['get', 'type'], ' ', ['get', 'title']],
        'text-font': font,
        'text-size': 13,
      },
      paint: halo,
    },
    ...placeWords(font, colours, halo),
    {
      id: 'district-label',
      type: 'symbol',
      source: 'district-labels',
      // Names of the great districts from afar, of their parts from nearer: never both over each other.
      filter: ['case', ['==', ['get', 'kind'], 'district'], ['<', ['zoom'], 11], ['>=', ['zoom'], 11]],
      maxzoom: 13.5,
      layout: { 'text-field': ['get', 'title'], 'text-font': font, 'text-size': 13, 'text-max-width': 8 },
      paint: halo,
    },
  ];
}
