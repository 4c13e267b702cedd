import { expect, test } from 'vitest';
import { tableOf } from '../../../shared/charts/chart-table.ts';
import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { letterChart, tabulate } from './letter.ts';

const columns = [
  { id: 'roads', title: 'Дороги', kind: 'count' as const },
  { id: 'waste', title: 'Мусор', kind: 'count' as const },
  { id: 'total', title: 'Всего', kind: 'count' as const },
];
const table = (id: string, rows: SnapshotTable['rows']): SnapshotTable => ({
  id,
  title: 'просрочено',
  rowTitle: 'Район',
  columnTitle: 'Блок',
  columns,
  rows,
});
const row = (title: string, cells: number[], more: object = {}): SnapshotTable['rows'][number] => ({
  id: title,
  title,
  kind: 'row' as const,
  cells,
  ...more,
});

test('a district is one line of its own sum, the greatest first, with its greatest cell; quarters inside it are not told', () => {
  const rows = [
    row('Синарский', [2, 3, 5], { kind: 'group', group: 'Синарский' }),
    row('Трубный', [2, 3, 5], { group: 'Синарский' }),
    row('Сельские', [7, 0, 7]),
    row('Тихий', [0, 0, 0]),
    row('Всего', [9, 3, 12], { kind: 'total' }),
  ];
  expect(tabulate([table('pivot', rows)])).toEqual([
    'Всего, просрочено — 12',
    'Сельские — 7; больше всего: Дороги — 7',
    'Синарский — 5; больше всего: Мусор — 3',
  ]);
});

test('a compared table tells the change; what has not changed is told plainly', () => {
  const rows = [row('Сельские', [7, 0, 7]), row('Всего', [7, 0, 7], { kind: 'total' })];
  const former = [row('Сельские', [4, 0, 4]), row('Всего', [7, 0, 7], { kind: 'total' })];
  expect(tabulate([table('pivot', rows), table('before', former)])).toEqual([
    'Всего, просрочено — 7',
    'Сельские — 7 (+3); больше всего: Дороги — 7',
  ]);
});

test('many lines are cut with their number; none are said in words', () => {
  const rows = Array.from({ length: 15 }, (_, at) => row(`Улица ${at}`, [at + 1, 0, at + 1]));
  const lines = tabulate([table('pivot', [...rows, row('Всего', [120, 0, 120], { kind: 'total' })])]);
  expect(lines).toHaveLength(14);
  expect(lines.at(-1)).toBe('…и ещё 3: полностью — в снимке.');
  expect(tabulate([table('pivot', [row('Всего', [0, 0, 0], { kind: 'total' })])])).toEqual([
    'По этому отбору сообщений нет.',
  ]);
});

test('the picture of a letter has its lines and no others, and there is none of nothing', () => {
  const rows = [
    row('Синарский', [2, 3, 5], { kind: 'group', group: 'Синарский' }),
    row('Трубный', [2, 3, 5], { group: 'Синарский' }),
    row('Сельские', [7, 0, 7]),
    row('Всего', [9, 3, 12], { kind: 'total' }),
  ];
  const chart = letterChart([table('pivot', rows)])!;
  expect(chart.title).toBe('Район: просрочено');
  expect(tableOf(chart).rows).toEqual([
    ['Сельские', '7'],
    ['Синарский', '5'],
  ]);
  const many = Array.from({ length: 15 }, (_, at) => row(`Улица ${at}`, [at + 1, 0, at + 1]));
  expect(
    letterChart([table('pivot', [...many, row('Всего', [120, 0, 120], { kind: 'total' })])])!.categories,
  ).toHaveLength(12);
  expect(letterChart([table('pivot', [row('Всего', [0, 0, 0], { kind: 'total' })])])).toBeNull();
  expect(letterChart([])).toBeNull();
});

test('of ratios the worst is told first, with its worst cell; what does not tell is left out', () => {
  const one = (
    title: string,
    cells: (number | null)[],
    samples: number[],
    kind: 'row' | 'total' = 'row',
  ) => ({
    id: title,
    title,
    kind,
    cells,
    samples,
  });
  const late = {
    ...table('matrix', [
      one('Центр', [0.1, 0.4, 0.2], [20, 10, 30]),
      one('Южный', [null, 0.6, 0.5], [2, 10, 12]),
      one('Космос', [null, null, null], [2, 1, 3]),
      one('Сёла', [0, 0, 0], [9, 9, 18]),
      one('Всего', [0.1, 0.5, 0.3], [31, 21, 52], 'total'),
    ]),
    title: 'доля просроченных',
    columns: columns.map((column) => ({ ...column, kind: 'share' as const })),
    smallest: 5,
    ratio: { unit: 'share' as const, better: 'down' as const },
  };
  const plain = (lines: string[]) => lines.map((line) => line.replaceAll('\u00a0', ' '));
  expect(plain(tabulate([late]))).toEqual([
    'Всего, доля просроченных — 30 %',
    'Южный — 50 %; хуже всего: Мусор — 60 %',
    'Центр — 20 %; хуже всего: Мусор — 40 %',
    'Сёла — 0 %; хуже всего: Дороги — 0 %',
  ]);
  expect(letterChart([late])).toMatchObject({ series: [{ values: [0.5, 0.2, 0] }] });
  expect(tabulate([{ ...late, rows: late.rows.slice(2, 3) }])).toEqual(['По этому отбору мало данных.']);
});
