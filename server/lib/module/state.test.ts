import { expect, it } from 'vitest';
import { createReferenceData } from '../reference-data.ts';
import { defineState } from './state.ts';

it('memory of two servers is apart, and made once for each', () => {
  const words = defineState('words', () => new Set<string>());
  const [one, other] = [{ stateKey: {} }, { stateKey: {} }];
  words.of(one).add('яма');
  expect([...words.of(one)]).toEqual(['яма']);
  expect(words.of(other).size).toBe(0);
});

it('memory that nobody has begun is an error that names it, or nothing where asked so', () => {
  const intake = defineState<number>('intake');
  const server = { stateKey: {} };
  expect(() => intake.of(server)).toThrow('intake has not started');
  expect(intake.find(server)).toBeUndefined();
  intake.set(server, 0);
  expect(intake.of(server)).toBe(0);
});

it('reference data are an error before they are loaded, and the last put after', () => {
  const data = createReferenceData<string>('не загружено');
  expect(() => data.get()).toThrow('не загружено');
  expect(data.find()).toBeUndefined();
  data.put('2025');
  data.put('2026');
  expect(data.get()).toBe('2026');
});
