import { expect, test } from 'vitest';
import { onlyOneProblem } from './gather-burst.ts';

const found = (...told: [id: string, problemId: string | null][]) =>
  told.map(([id, problemId]) => ({ id, problemId }));

test.each([
  ['of no problem: all of them', found(['1', null], ['2', null]), ['1', '2']],
  ['of one problem and of none', found(['1', 'а'], ['2', 'а'], ['3', null]), ['1', '2', '3']],
  ['of two problems: those of the first', found(['1', 'а'], ['2', 'б'], ['3', null]), ['1', '3']],
  ['a problem found after cases of none', found(['1', null], ['2', 'б'], ['3', 'а']), ['1', '2']],
  ['nothing', [], []],
])('%s', (_, cases, ids) => {
  expect(onlyOneProblem(cases)).toEqual(ids);
});
