import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { MAX_DEPTH, moveInTree, numberItems, type Step, type TreeItem } from './agenda-tree.ts';

const tree: TreeItem[] = [
  { id: 'a', parentId: null, place: 1 },
  { id: 'b', parentId: null, place: 2 },
  { id: 'b1', parentId: 'b', place: 1 },
  { id: 'b2', parentId: 'b', place: 2 },
  { id: 'c', parentId: null, place: 5 },
];
const read = (items: readonly TreeItem[]) => numberItems(items).map(({ id, number }) => `${number} ${id}`);

describe('an agenda', () => {
  it('is numbered as it is read, whatever the places', () => {
    expect(read(tree)).toEqual(['1 a', '2 b', '2.1 b1', '2.2 b2', '3 c']);
  });

  test.each<[string, Step, string[] | null]>([
    ['c', 'up', ['1 a', '2 c', '3 b', '3.1 b1', '3.2 b2']],
    ['a', 'down', ['1 b', '1.1 b1', '1.2 b2', '2 a', '3 c']],
    ['b2', 'up', ['1 a', '2 b', '2.1 b2', '2.2 b1', '3 c']],
    ['c', 'in', ['1 a', '2 b', '2.1 b1', '2.2 b2', '2.3 c']],
    ['b', 'in', ['1 a', '1.1 b', '1.1.1 b1', '1.1.2 b2', '2 c']],
    ['b1', 'out', ['1 a', '2 b', '2.1 b2', '3 b1', '4 c']],
    ['a', 'up', null],
    ['a', 'in', null],
    ['a', 'out', null],
    ['c', 'down', null],
    ['nobody', 'up', null],
  ])('%s %s', (id, step, expected) => {
    const moved = moveInTree(tree, id, step);
    expect(moved && read(moved)).toEqual(expected);
  });

  it('is never deeper than it may be, loses nobody and makes no circle, whatever is pressed', () => {
    const presses = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'b1', 'b2', 'c'), fc.constantFrom<Step>('up', 'down', 'in', 'out')),
      { maxLength: 40, size: 'max' },
    );
    fc.assert(
      fc.property(presses, (steps) => {
        const moved = steps.reduce((items, [id, step]) => moveInTree(items, id, step) ?? items, tree);
        const numbers = numberItems(moved);
        expect(numbers).toHaveLength(tree.length);
        expect(Math.max(...numbers.map(({ number }) => number.split('.').length))).toBeLessThanOrEqual(
          MAX_DEPTH,
        );
      }),
    );
  });
});
