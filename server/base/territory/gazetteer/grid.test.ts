import { describe, expect, test } from 'vitest';
import { findGridCell, type LetteredGrid, listGridCells, parseGridLabel } from './grid.ts';

const grid: LetteredGrid = { columns: 'АБВГДЕЖЗ', rows: 8, bbox: [61.755, 56.28, 62.075, 56.54] };

describe('lettered grid', () => {
  test.each([
    [56.539, 61.756, 'А1'],
    [56.539, 62.074, 'З1'],
    [56.281, 61.756, 'А8'],
    [56.281, 62.074, 'З8'],
    [56.414962, 61.9188674, 'Д4'],
  ])('%s, %s is in %s', (lat, lon, label) => {
    expect(findGridCell({ lat, lon }, grid)?.label).toBe(label);
  });

  test.each([
    [56.6, 61.9],
    [56.2, 61.9],
    [56.4, 61.7],
    [56.4, 62.1],
    [56.4, 62.075],
  ])('%s, %s is outside', (lat, lon) => {
    expect(findGridCell({ lat, lon }, grid)).toBeNull();
  });

  test('64 squares, each found by its own middle and by its label', () => {
    const cells = listGridCells(grid);
    expect(cells).toHaveLength(64);
    expect([cells[0]?.label, cells.at(-1)?.label]).toEqual(['А1', 'З8']);
    for (const cell of cells) {
      const [west, south, east, north] = cell.bounds;
      expect(findGridCell({ lat: (south + north) / 2, lon: (west + east) / 2 }, grid)).toEqual(cell);
      expect(parseGridLabel(cell.label, grid)).toEqual(cell);
    }
  });

  test('a label is read in any case and with Latin look-alikes', () => {
    expect(parseGridLabel(' b5 ', grid)?.label).toBe('В5');
    expect(parseGridLabel('з8', grid)?.label).toBe('З8');
    for (const wrong of ['И1', 'А0', 'А9', '', 'А', '5']) expect(parseGridLabel(wrong, grid)).toBeNull();
  });
});
