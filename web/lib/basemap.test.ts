import { describe, expect, it } from 'vitest';
import { drawGrid } from './basemap-grid.ts';

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
