import { expect, test } from 'vitest';
import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { territoryTable } from '../../../tests/support/figures/snapshot-table.ts';
import { drawDistrictMap } from './district-map.ts';

const ring: [number, number][] = [
  [61, 56],
  [62, 56],
  [62, 57],
  [61, 56],
];
const shapes = new Map(['north', 'north.a', 'north.b', 'south'].map((id) => [id, [ring]]));
const table = territoryTable(
  'все открытые',
  [
    ['roads', 'Дороги', 'count'],
    ['total', 'Всего', 'count'],
  ],
  [
    ['north', 'Север', 'group', [36, 40]],
    ['north.a', 'Горка', 'row', [30, 31]],
    ['north.b', 'Низ', 'row', [1, 3]],
    ['north.none', 'без уточнения', 'row', [5, 6]],
    ['south', 'Юг', 'row', [0, 9]],
    ['none', 'Без места', 'row', [2, 2]],
    ['total', 'Всего', 'total', [38, 51]],
  ],
);

test('parts that lie somewhere are drawn by their last column, by a scale of their own', () => {
  const map = drawDistrictMap(table, { shapes })!;
  expect(map.categories.map(({ title }) => title)).toEqual(['Горка', 'Низ', 'Юг']);
  expect(map.areas.map(({ look, text }) => [look, text])).toEqual([
    [5, '31'],
    ['small', '3'],
    [2, '9'],
  ]);
  expect([map.series.values, map.hatched]).toEqual([[31, 3, 9], 'меньше 5']);
});

test('a ratio is drawn by how bad it is, and what does not tell says so', () => {
  const cells: Record<string, [number | null, number | null]> = {
    'north.a': [0.5, 20],
    'north.b': [null, 3],
    south: [null, null],
  };
  const shares: SnapshotTable = {
    ...table,
    ratio: { unit: 'share', better: 'down' },
    columns: table.columns.map((column) => ({ ...column, kind: 'share' as const })),
    rows: table.rows.map((row) => {
      const [value = null, sample = null] = cells[row.id] ?? [];
      return { ...row, cells: [value, value], samples: [sample, sample] };
    }),
  };
  const map = drawDistrictMap(shares, { shapes })!;
  expect(map.areas.map(({ look, text }) => [look, text.replaceAll('\u00a0', ' ')])).toEqual([
    [5, '50 %'],
    ['small', 'мало'],
    ['plain', 'нет данных'],
  ]);
  expect(map.hatched).toBe('мало данных: меньше 5');
});

test.each<[string, SnapshotTable, typeof shapes]>([
  ['of no districts', table, new Map()],
  ['of one district', table, new Map([['south', [ring]]])],
  ['without a last column of sums', { ...table, columns: table.columns.slice(0, 1) }, shapes],
  ['of no colours', { ...table, smallest: undefined }, shapes],
  ['of nothing', { ...table, rows: table.rows.map((row) => ({ ...row, cells: [0, 0] })) }, shapes],
])('a table %s has none', (_, one, ground) => expect(drawDistrictMap(one, { shapes: ground })).toBeNull());
