import { expect, test } from 'vitest';
import { listAbove, orderTree } from './tree.ts';

const branch = (id: string, parentId: string | null = null) => ({ id, parentId });
const told = (branches: ReturnType<typeof branch>[]) =>
  orderTree(branches).map((one) => `${'-'.repeat(one.depth)}${one.branch.id}`);

test.each([
  ['nothing', [], []],
  [
    'each below its parent, equals as given',
    [branch('school', 'edu'), branch('edu', 'city'), branch('city'), branch('art', 'city'), branch('port')],
    ['city', '-edu', '--school', '-art', 'port'],
  ],
  [
    'one whose parent is not here stands at the top',
    [branch('school', 'gone'), branch('class', 'school')],
    ['school', '-class'],
  ],
])('%s', (_, branches, order) => expect(told(branches)).toEqual(order));

test.each<[string, string, ReturnType<typeof branch>[], string[]]>([
  [
    'the nearest first',
    'class',
    [branch('class', 'school'), branch('school', 'city'), branch('city')],
    ['school', 'city'],
  ],
  ['nothing over the top', 'city', [branch('city')], []],
  ['a parent that is not here ends it', 'class', [branch('class', 'gone')], []],
  ['a circle ends it', 'a', [branch('a', 'b'), branch('b', 'a')], ['b']],
  ['so does a circle above it', 'a', [branch('a', 'b'), branch('b', 'c'), branch('c', 'b')], ['b', 'c']],
])('above a branch: %s', (_, id, branches, expected) => {
  const known = new Map(branches.map((one) => [one.id, one]));
  expect(listAbove(known.get(id)!, known).map((one) => one.id)).toEqual(expected);
});
