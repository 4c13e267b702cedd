import { expect, test } from 'vitest';
import { compositeArray } from './composite.ts';

test('nothing is an empty field, everything else is quoted by the row and the row by the array', () => {
  const rows = [
    [1, 'да', null, undefined, false, ''],
    [-0.5, 'a,b(c){d}', new Date('2026-11-28T01:00:00Z'), [], true, ['x']],
  ];
  expect(compositeArray(rows)).toBe(
    String.raw`{"(1,\"да\",,,false,\"\")","(-0.5,\"a,b(c){d}\",\"2026-11-28T01:00:00.000Z\",\"{}\",true,\"{\\\"x\\\"}\")"}`,
  );
  expect(compositeArray([])).toBe('{}');
});

test('a quote and a backslash are escaped for the row and once more for the array', () => {
  expect(compositeArray([[String.raw`"\ `]])).toBe(String.raw`{"(\"\\\"\\\\ \")"}`);
});
