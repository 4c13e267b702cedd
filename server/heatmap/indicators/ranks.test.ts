import { expect, test } from 'vitest';
import type { PerformanceLine } from '../../../shared/contract/heatmap/indicators.ts';
import { giveRanks } from './performance.ts';

const line = (id: string, confirmed: number, of: number, doubted = 0): PerformanceLine =>
  ({ id, doubted, rank: null, figures: { confirmed: { cases: confirmed, of, value: null } } }) as never;
const ranksOf = (...lines: PerformanceLine[]) =>
  giveRanks(lines, { smallest: 5, leastRanked: 20, z: 1.96 }).map(({ id, rank }) => [id, rank]);

test.each<[string, PerformanceLine[], (readonly [string, number | null])[]]>([
  [
    'the better share is higher',
    [line('а', 15, 20), line('б', 19, 20)],
    [
      ['а', 2],
      ['б', 1],
    ],
  ],
  [
    'of equal shares the one of more cases is higher',
    [line('а', 19, 20), line('б', 95, 100)],
    [
      ['а', 2],
      ['б', 1],
    ],
  ],
  [
    'cases with a sign lift nobody',
    [line('а', 95, 100, 22), line('б', 80, 100)],
    [
      ['а', 2],
      ['б', 1],
    ],
  ],
  [
    'few signs cost little',
    [line('а', 95, 100, 1), line('б', 80, 100)],
    [
      ['а', 1],
      ['б', 2],
    ],
  ],
  [
    'who closed too few has no place, nor have cases of nobody',
    [line('а', 19, 19), line('none', 95, 100), line('б', 20, 20)],
    [
      ['а', null],
      ['none', null],
      ['б', 1],
    ],
  ],
])('%s', (_, lines, ranks) => expect(ranksOf(...lines)).toEqual(ranks));
