import { describe, expect, it } from 'vitest';
import { drawGrid } from './grid.ts';
import { placeLabels } from './labels.ts';

describe('lettered grid of the schematic', () => {
  const grid = drawGrid({ columns: 'АБВ', rows: 2, bbox: [60, 50, 63, 52] });
  const points = grid.features.filter(({ geometry }) => geometry.type === 'Point');

  it('names squares from the north-west: letters by column, digits by row', () => {
    expect(points.map(({ properties }) => properties?.label)).toEqual(['А1', 'А2', 'Б1', 'Б2', 'В1', 'В2']);
    expect(points[3]?.geometry).toEqual({ type: 'Point', coordinates: [61, 51] });
  });

  it('draws one line more than squares each way', () => {
    expect(grid.features.length - points.length).toBe(4 + 3);
  });
});

describe('names of districts', () => {
  const square = (west: number, size: number) => [
    [west, 0],
    [west + size, 0],
    [west + size, size],
    [west, size],
    [west, 0],
  ];

  it('stand in the middle of the largest part', () => {
    const labels = placeLabels({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { title: 'Район' },
          geometry: { type: 'MultiPolygon', coordinates: [[square(0, 1)], [square(10, 4)]] },
        },
      ],
    });
    expect(labels.features).toEqual([
      { type: 'Feature', properties: { title: 'Район' }, geometry: { type: 'Point', coordinates: [12, 2] } },
    ]);
  });

  it('leave out what has no area', () => {
    const feature = {
      type: 'Feature' as const,
      properties: {},
      geometry: { type: 'Point' as const, coordinates: [1, 2] },
    };
    expect(placeLabels({ type: 'FeatureCollection', features: [feature] }).features).toEqual([]);
  });
});
