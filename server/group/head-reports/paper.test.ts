import { describe, expect, it, test } from 'vitest';
import { readConfig } from '../../lib/config.ts';
import type { Block } from '../../lib/documents/model.ts';
import { drawReport, numberCaptions, periodWords } from './paper.ts';

test('no report is drawn for a city whose organisation nobody has named', () => {
  const config = readConfig({ DATABASE_URL: 'any' });
  expect(() => drawReport({ config }, {} as never, null)).toThrow(/не задана организация этого города/u);
});

describe('the period in words', () => {
  it.each([
    ['2026-11-01', '2026-11-30', 'за ноябрь 2026 года'],
    ['2028-02-01', '2028-02-29', 'за февраль 2028 года'],
    ['2026-12-01', '2026-12-31', 'за декабрь 2026 года'],
    ['2026-11-01', '2026-11-29', 'за период с 01.11.2026 по 29.11.2026'],
    ['2026-11-02', '2026-11-30', 'за период с 02.11.2026 по 30.11.2026'],
    ['2026-10-01', '2026-11-30', 'за период с 01.10.2026 по 30.11.2026'],
    ['2025-11-01', '2026-11-30', 'за период с 01.11.2025 по 30.11.2026'],
  ])('%s — %s is %s', (from, to, words) => expect(periodWords(from, to)).toBe(words));
});

test('tables and pictures are numbered as they stand, each kind by itself', () => {
  const table = (caption: string): Block => ({
    kind: 'table',
    caption,
    head: [],
    rows: [],
    widths: [],
    figures: [],
    hasTotal: false,
  });
  const picture: Block = { kind: 'charts', caption: 'Рисунок 4. Поток', charts: [], size: 'full' };
  const blocks = numberCaptions([
    table('Таблица 1. Сферы'),
    { kind: 'text', text: 'Таблица 9.' },
    table('Таблица 6. Выдано'),
    picture,
    table('Без номера'),
    table('Таблица 8. О чём'),
  ]);
  expect(blocks.flatMap((block) => ('caption' in block ? [block.caption] : []))).toEqual([
    'Таблица 1. Сферы',
    'Таблица 2. Выдано',
    'Рисунок 1. Поток',
    'Без номера',
    'Таблица 3. О чём',
  ]);
});
