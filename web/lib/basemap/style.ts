import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import {
  type getCity,
  getHouseTile,
  getLayer,
  HOUSES_ZOOM,
} from '../../../shared/contract/base/territory.ts';
import type { RouteInput, RouteReply } from '../../../shared/contract/route.ts';
import { buildUrl } from '../api.ts';
import type { GroundColours } from './colours.ts';
import { drawGrid } from './grid.ts';
import { schematicLayers } from './schematic.ts';
import { vectorLayers } from './vector.ts';

export type City = RouteReply<typeof getCity>;

const light: GroundColours = {
  outside: '#e4dfd2',
  ground: '#efeae0',
  built: '#e6dece',
  park: '#dae3d0',
  building: '#e2dac9',
  water: '#bfd2d6',
  road: '#ffffff',
  roadEdge: '#d3c9b4',
  mainRoad: '#fbf3dc',
  mainRoadEdge: '#e3d4a8',
  border: '#8f8877',
  grid: '#cfc6b2',
  label: '#4b534c',
};
const dark: GroundColours = {
  outside: '#0c100f',
  ground: '#161c1a',
  built: '#1f2724',
  park: '#1b2a22',
  building: '#202825',
  water: '#1c2f38',
  road: '#33403b',
  roadEdge: '#101513',
  mainRoad: '#45524b',
  mainRoadEdge: '#101513',
  border: '#7d8a83',
  grid: '#2c3632',
  label: '#b6c1ba',
};

export interface Basemap {
  style: StyleSpecification;
  /** One line for the map's foot: what the ground is and whose the data are. */
  note: string;
}

/** Fonts are drawn by the browser from the page's own faces: no glyph server. */
export const mapFont = ['Golos Text Variable'];

/**
 * The ground of a map by the chain of fallbacks: vector tiles of the administrator, else a raster of the settings,
 * else the schematic of our own layers. `only: 'schematic'` is for when the first two failed to load; `labels` are points with
 * the names of districts for it, see `loadDistrictLabels`.
 */
export function makeBasemap(
  city: City,
  options: { isDark?: boolean; only?: 'schematic'; labels?: FeatureCollection } = {},
): Basemap {
  const colours = options.isDark ? dark : light;
  const { kind, url, attribution } = city.basemap;
  if (options.only === 'schematic' || !url || kind === 'schematic')
    return makeSchematic(city, colours, options.labels);
  const border = borderLayer(colours);
  if (kind === 'pmtiles') {
    const source: SourceSpecification = { type: 'vector', url: `pmtiles://${absolute(url)}` };
    const layers = [...vectorLayers(colours, mapFont), border];
    return {
      style: makeStyle({ basemap: source, boundary: layerSource('boundary') }, layers),
      note: attribution,
    };
  }
  const source: SourceSpecification = { type: 'raster', tiles: [url], tileSize: 256, maxzoom: 19 };
  const ground: LayerSpecification[] = [
    { id: 'ground', type: 'background', paint: { 'background-color': colours.outside } },
    { id: 'raster', type: 'raster', source: 'basemap', ...(options.isDark && { paint: darkenRaster }) },
  ];
  return {
    style: makeStyle({ basemap: source, boundary: layerSource('boundary') }, [...ground, border]),
    note: attribution,
  };
}

const darkenRaster = { 'raster-brightness-max': 0.55, 'raster-saturation': -0.5 } as const;

function makeSchematic(
  city: City,
  colours: GroundColours,
  labels: FeatureCollection = { type: 'FeatureCollection', features: [] },
): Basemap {
  const sources = {
    boundary: layerSource('boundary'),
    districts: layerSource('districts'),
    'district-labels': { type: 'geojson', data: labels } as const,
    streets: layerSource('streets'),
    landmarks: layerSource('landmarks'),
    built: layerSource('built'),
    houses: houseTiles(),
    grid: { type: 'geojson', data: drawGrid(city.grid) } as const,
  };
  return {
    style: makeStyle(sources, [...schematicLayers(colours, mapFont), borderLayer(colours)]),
    note: `Подложка: автономная схема. ${city.basemap.attribution}`,
  };
}

function makeStyle(
  sources: Record<string, SourceSpecification>,
  layers: LayerSpecification[],
): StyleSpecification {
  return { version: 8, sources, layers };
}

function houseTiles(): SourceSpecification {
  const path = buildUrl(getHouseTile, { params: { z: 0, x: 0, y: 0 } });
  const tiles = [absolute(path.replace(/0\/0\/0$/u, '{z}/{x}/{y}'))];
  return { type: 'vector', tiles, minzoom: HOUSES_ZOOM, maxzoom: HOUSES_ZOOM };
}

function layerSource(name: RouteInput<typeof getLayer>['params']['name']): SourceSpecification {
  return { type: 'geojson', data: absolute(buildUrl(getLayer, { params: { name } })) };
}

function borderLayer(colours: GroundColours): LayerSpecification {
  return {
    id: 'boundary-line',
    type: 'line',
    source: 'boundary',
    paint: { 'line-color': colours.border, 'line-width': 1.5, 'line-dasharray': [4, 2] },
  };
}

/** The worker that reads sources has another base address than the page. */
function absolute(url: string): string {
  return new URL(url, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
}
