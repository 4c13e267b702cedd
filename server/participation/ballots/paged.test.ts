import { expect, it } from 'vitest';
import { ROWS_AT_ONCE, readPaged } from './paged.ts';

it.each([0, 1, ROWS_AT_ONCE - 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1, 2 * ROWS_AT_ONCE + 7])(
  'reads all of %i rows once, in their order',
  async (count) => {
    const all = Array.from({ length: count }, (_, at) => String(at).padStart(6, '0'));
    const read = async (after: string) => all.filter((name) => name > after).slice(0, ROWS_AT_ONCE);
    const seen: string[] = [];
    for await (const name of readPaged(read, (row) => row)) seen.push(name);
    expect(seen).toEqual(all);
  },
);
