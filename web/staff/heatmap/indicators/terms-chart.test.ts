import { expect, test } from 'vitest';
import { tableOf } from '../../../../shared/charts/chart-table.ts';
import type { PerformanceLine } from '../../../../shared/contract/heatmap/indicators.ts';
import { termsChart } from './terms-chart.ts';

const line = (title: string, of: number, cases: number): PerformanceLine =>
  ({
    id: title,
    title,
    figures: { overdue: { value: of ? cases / of : null, of, cases } },
  }) as PerformanceLine;

test('the most loaded first, kept and broken together; who had no term and the whole are left out', () => {
  const lines = [line('Дороги', 10, 2), line('', 99, 9), line('Школы', 0, 0), line('ЖКХ', 40, 8)];
  expect(tableOf(termsChart(lines)).rows).toEqual([
    ['ЖКХ', '40', '32', '8'],
    ['Дороги', '10', '8', '2'],
  ]);
});

test('more than twelve are read in the table', () => {
  const lines = Array.from({ length: 20 }, (_, at) => line(`Организация ${at}`, at + 1, 0));
  expect(termsChart(lines).categories).toHaveLength(12);
  expect(termsChart(lines).categories[0]!.title).toBe('Организация 19');
});
