import { expect, test } from 'vitest';
import type { ReportFigures } from '../contract/group/head-report-figures.ts';
import { tableOf } from './chart-table.ts';
import { drawChart } from './draw.ts';
import { indicatorChart, reportTrends } from './indicator-charts.ts';
import { sectorChart } from './report-charts.ts';

const words = { id: 'K1', title: 'Просрочено', unit: 'share', better: 'down', target: 0.05 } as const;
const months = ['2026-10', '2026-11'];
const line = { ...words, value: 0.11, cases: 1, bySector: [], trend: [0.04, 0.11] };
const figures = {
  indicators: [line, { ...line, id: 'K20' }],
  trendMonths: months,
} as unknown as ReportFigures;

test('sectors are drawn by their flow, the largest first', () => {
  const sectors = [
    { title: 'Дороги', received: 3 },
    { title: 'ЖКХ', received: 12 },
  ] as ReportFigures['sectors'];
  expect(tableOf(sectorChart({ sectors })).rows).toEqual([
    ['ЖКХ', '12'],
    ['Дороги', '3'],
  ]);
});

test('past the most bars the smallest sectors stand together, and nobody is lost', () => {
  const received = [1, 20, 3, 4, 11];
  const sectors = received.map((count) => ({ title: `Сфера ${count}`, received: count }));
  const rows = (most: number) =>
    tableOf(sectorChart({ sectors } as Pick<ReportFigures, 'sectors'>, most)).rows;
  expect(rows(3)).toEqual([
    ['Сфера 20', '20'],
    ['Сфера 11', '11'],
    ['Остальные сферы', '8'],
  ]);
  expect(rows(5)).toHaveLength(5);
  expect(rows(5).at(-1)).toEqual(['Сфера 1', '1']);
});

test('an indicator is drawn in its unit beside its goal', () => {
  const { head, rows } = tableOf(indicatorChart({ ...words, unit: 'days', target: 8 }, months, [9.25, null]));
  expect(head).toEqual(['Месяц', 'месяц', 'Обычный разброс', 'Цель']);
  expect(rows.map((row) => row.join(' | ').replaceAll('\u00a0', ' '))).toEqual([
    'октябрь 2026 | 9,3 дн. | — | 8 дн.',
    'ноябрь 2026 | — | — | 8 дн.',
  ]);
  expect(indicatorChart({ ...words, target: null }, months, []).goal).toBeNull();
});

test('an indicator is drawn from the first month that has a number, over four months at least', () => {
  const year = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`);
  const drawn = (values: readonly (number | null)[]) => {
    const { categories, series } = indicatorChart(words, year, values);
    return { first: categories[0]?.short, values: series.values };
  };
  const none = (length: number) => Array.from({ length }, () => null);
  expect(drawn([...none(6), 1, null, 3, 4, 5, 6])).toEqual({
    first: 'июл',
    values: [1, null, 3, 4, 5, 6],
  });
  expect(drawn([...none(11), 1])).toEqual({ first: 'сен', values: [null, null, null, 1] });
  expect(drawn([1, ...none(11)])).toEqual({ first: 'янв\u00a02026', values: [1, ...none(11)] });
  expect(drawn(none(12))).toMatchObject({ first: 'янв\u00a02026' });
});

test('a report draws the indicators its sectors are told by, and none of those made before they were counted', () => {
  expect(reportTrends(figures).map(({ title }) => title.replaceAll('\u00a0', ' '))).toEqual([
    'К1. Просрочено, теперь 11 %',
  ]);
  const looks = drawChart(reportTrends(figures)[0]!, 290, 'small').marks.map(({ look }) => look);
  expect(looks).toEqual(expect.arrayContaining(['line', 'goal', 'dot-warning']));
  const { trendMonths: _, ...before } = figures;
  expect(reportTrends(before as ReportFigures)).toEqual([]);
  expect(
    reportTrends({ ...figures, indicators: [{ ...line, trend: undefined }] } as unknown as ReportFigures),
  ).toEqual([]);
});
