import type { Feature, FeatureCollection, Point } from 'geojson';
import { cellToBoundary } from 'h3-js';
import type { HeatPoint, listHexagons } from '../../../../shared/contract/heatmap/heatmap.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { readOutline } from './map-outline.ts';

export type Hexagon = RouteReply<typeof listHexagons>['hexagons'][number];

/** Ring of a hexagon as GeoJSON wants it: longitude first, closed. */
export function hexagonRing(cell: string): [number, number][] {
  return cellToBoundary(cell, true).map(([lon, lat]) => [lon, lat]);
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

/** The chosen hotspot and the outline everything is narrowed to. */
export function drawOutlines(cell: string | null, area: string): FeatureCollection {
  const rings = [...(cell ? [hexagonRing(cell)] : []), ...(area ? [closeRing(readOutline(area))] : [])];
  return {
    type: 'FeatureCollection',
    features: rings.map(
      (ring): Feature => ({
        type: 'Feature',
        properties: {},
        geometry: { type: 'Polygon', coordinates: [ring] },
      }),
    ),
  };
}

const closeRing = (ring: [number, number][]): [number, number][] => [...ring, ...ring.slice(0, 1)];
