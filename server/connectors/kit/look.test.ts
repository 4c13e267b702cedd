import { expect, test } from 'vitest';
import { keyOfLook, makeReading, tellOnce } from './look.ts';

test('the same look has the same key, another word another', () => {
  expect(keyOfLook('wall-1_2', ['Яма', []])).toBe(keyOfLook('wall-1_2', ['Яма', []]));
  expect(keyOfLook('wall-1_2', ['Яма', []])).not.toBe(keyOfLook('wall-1_2', ['Ямы', []]));
  expect(keyOfLook('wall-1_2', [])).toMatch(/^wall-1_2#[\w-]{22}$/);
});

test('what is longer than the port takes is cut between characters and read no further', () => {
  const long = makeReading('k'.repeat(400), 'ё'.repeat(200_000), [
    { fact: 'gone', id: '1', at: null, by: 'unknown' },
  ]);
  expect(long.key.length).toBeLessThanOrEqual(300);
  expect(long.facts).toEqual([]);
  expect(long.ignored).toBe('Длиннее 256 КБ');
  expect(Buffer.byteLength(long.raw)).toBeLessThanOrEqual(256 * 1024);
  expect(long.raw).toMatch(/^ё+$/);
});

test('a reading without facts says why', () => {
  expect(makeReading('k', {}, [])).toEqual({ key: 'k', raw: '{}', facts: [], ignored: 'Читать нечего' });
});

test('what fits to the byte is whole, and so is a key of three hundred', () => {
  const gone = { fact: 'gone', id: '1', at: null, by: 'unknown' } as const;
  const whole = makeReading('k'.repeat(300), 'x'.repeat(256 * 1024), [gone]);
  expect(whole).toMatchObject({ key: 'k'.repeat(300), facts: [gone], ignored: null });
  expect(makeReading('k', `x${'ё'.repeat(200_000)}`, []).raw).toMatch(/^xё+$/);
});

test('one pull tells each thing once', () => {
  const told = ['a', 'b', 'a'].map((key) => makeReading(key, key, []));
  expect(tellOnce(told).map(({ key }) => key)).toEqual(['a', 'b']);
});
