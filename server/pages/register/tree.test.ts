import { expect, test } from 'vitest';
import { orderTree } from './tree.ts';

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
