import { expect, it } from 'vitest';
import { firstRow } from './first-row.ts';

it('gives the first row, and throws where there is none', () => {
  expect(firstRow([{ count: 0 }, { count: 1 }])).toEqual({ count: 0 });
  expect(() => firstRow([])).toThrow('gave none');
});
