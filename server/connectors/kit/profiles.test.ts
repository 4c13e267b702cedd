import { expect, test } from 'vitest';
import { z } from 'zod';
import { readEachApart } from './profiles.ts';

const shape = z.looseObject({ uid: z.string(), name: z.string().default('') });
const read = (told: readonly unknown[]) => readEachApart(told, shape, ({ uid }) => uid);

test('one of the wrong form fails by itself, the others are read, one that is not there is not', () => {
  const found = read([
    { uid: 'a', name: 'Школа' },
    { uid: 'b', name: 7 },
  ]);
  expect(found('a')).toMatchObject({ name: 'Школа' });
  expect(found('b')).toMatchObject({ trouble: 'form' });
  expect(found('c')).toBeUndefined();
});

test.each([[null], ['words'], [{ name: 'Школа' }], [{ id: {} }]])(
  'while %j names no page, none of those asked for is told to be gone',
  (nameless) => {
    const found = read([{ uid: 'a' }, nameless]);
    expect(found('a')).toMatchObject({ name: '' });
    expect(found('c')).toMatchObject({ trouble: 'form' });
  },
);

test('a number that is no text still names the page it is of', () => {
  const found = read([{ id: 7, name: 'Школа' }]);
  expect(found('7')).toMatchObject({ trouble: 'form' });
  expect(found('8')).toBeUndefined();
});
