import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { plants } from './plants.ts';

const root = resolve(import.meta.dirname, '../..');

test.each(plants.flatMap(({ id, changes }) => changes.map((change) => ({ id, ...change }))))(
  'the words of $id stand once in $file',
  ({ file, find }) => {
    expect(readFileSync(resolve(root, file), 'utf8').split(find)).toHaveLength(2);
  },
);

test('there are fifteen plants at least, each of its own', () => {
  expect(plants.length).toBeGreaterThanOrEqual(15);
  expect(new Set(plants.map(({ id }) => id)).size).toBe(plants.length);
});
