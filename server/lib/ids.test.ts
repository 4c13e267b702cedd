import { validate, version } from 'uuid';
import { expect, test } from 'vitest';
import { newId, orderIds } from './ids.ts';

test('each identifier is a UUID version 7 greater than the one before', () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
});

test('a clock that stands or goes back, and a full counter, do not break the order', () => {
  const drawn = [
    '019acaaf-ffff-7ffe-8000-000000000009',
    ...Array.from({ length: 3000 }, () => '019acaaf-ffff-7000-8000-000000000001'),
    '019acaaf-0000-7abc-8000-000000000002',
    '019acab0-0001-7abc-8000-000000000003',
  ];
  const next = orderIds(() => drawn.shift()!);
  const ids = Array.from({ length: drawn.length }, next);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids[0]).toBe('019acaaf-ffff-77ff-8000-000000000009');
  expect(ids.at(-2)).toMatch(/^019acab0-0000-7[0-9a-f]{3}-8000-000000000002$/);
  expect(ids.at(-1)).toBe('019acab0-0001-755e-8000-000000000003');
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
});
