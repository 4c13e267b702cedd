import type { FeatureCollection, Point, Polygon } from 'geojson';
import { cellToBoundary, cellToLatLng } from 'h3-js';
import type { listHexagons } from '../../../shared/contract/heatmap.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { classOf, type HeatScale } from './heat-scale.ts';
import type { HeatPoint } from './places-table.tsx';

export type Hexagon = RouteReply<typeof listHexagons>['hexagons'][number];

/** Ring of a hexagon as GeoJSON wants it: longitude first, closed. */
export function hexagonRing(cell: string): [number, number][] {
  return cellToBoundary(cell, true).map(([lon, lat]) => [lon, lat]);
}

export function drawHexagons(
  hexagons: readonly Hexagon[],
  scale: HeatScale,
): FeatureCollection<Polygon, { cell: string; count: number; look: string }> {
  return {
    type: 'FeatureCollection',
    features: hexagons.map(({ cell, count }) => ({
      type: 'Feature',
      properties: { cell, count, look: String(classOf(count, scale)) },
      geometry: { type: 'Polygon', coordinates: [hexagonRing(cell)] },
    })),
  };
}

/** Where the numbers of hexagons stand: a label of a polygon would be drawn once for each tile. */
export function drawCentres(
  hexagons: readonly Hexagon[],
  scale: HeatScale,
): FeatureCollection<Point, { count: number; look: string }> {
  return {
    type: 'FeatureCollection',
    features: hexagons.map(({ cell, count }) => {
      const [lat, lon] = cellToLatLng(cell);
      return {
        type: 'Feature',
        properties: { count, look: String(classOf(count, scale)) },
        geometry: { type: 'Point', coordinates: [lon, lat] },
      };
    }),
  };
}

export function drawPoints(
  points: readonly HeatPoint[],
): FeatureCollection<Point, { number: string; shape: string; count: number }> {
  return {
    type: 'FeatureCollection',
    features: points.map(({ number, shape, lon, lat }) => ({
      type: 'Feature',
      properties: { number, shape, count: 1 },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  };
}

export function drawOutline(cell: string | null): FeatureCollection<Polygon> {
  return {
    type: 'FeatureCollection',
    features: cell
      ? [
          {
            type: 'Feature',
            properties: {},
            geometry: { type: 'Polygon', coordinates: [hexagonRing(cell)] },
          },
        ]
      : [],
  };
}
