import { expect, test } from 'vitest';
import { type PerformanceLine, performanceFigures } from '../../contract/heatmap/indicators.ts';
import { orderLines, sliceOfLine } from './performance.ts';

const line = (id: string, value: number | null, of: number, rank: number | null = null): PerformanceLine => ({
  id,
  title: id,
  answered: of,
  rank,
  flags: [],
  doubted: 0,
  interval: { low: 0.2, high: 0.4 },
  figures: Object.fromEntries(
    performanceFigures.map((figure) => [figure, { value, of, cases: 1 }]),
  ) as PerformanceLine['figures'],
});
const ids = (lines: readonly PerformanceLine[]): string => lines.map(({ id }) => id).join(' ');

test('сверху худшее, где дел мало — внизу, каким бы оно ни было', () => {
  const lines = [line('few', 0.9, 4), line('good', 0.1, 50), line('bad', 0.6, 5), line('none', null, 0)];
  expect(ids(orderLines(lines, 'rework', 5))).toBe('bad good few none');
});

test('исполнители — по местам, без места — внизу', () => {
  const lines = [line('few', 1, 3), line('second', 0.9, 40, 2), line('first', 0.5, 90, 1)];
  expect(ids(orderLines(lines, 'league', 5))).toBe('first second few');
});

test('строка добавляет к отбору своё, более узкая территория остаётся', () => {
  const filter = { from: '2026-11-01', to: '2026-11-30', block: 'roads' };
  expect(sliceOfLine(filter, 'unit', 'none')).toEqual({ ...filter, unitId: 'none' });
  expect(sliceOfLine(filter, 'fact', 'roads.pit')).toEqual({ ...filter, factId: 'roads.pit' });
  expect(sliceOfLine(filter, 'channel', '')).toEqual(filter);
  const part = { ...filter, districtId: 'sinarsky.trubny' };
  expect(sliceOfLine(part, 'district', 'sinarsky')).toEqual(part);
});
