import { expect, test } from 'vitest';
import { quantileOf } from './definitions/records.ts';
import { BUCKET_LOG, quantileOfSketch, SKETCH_ERROR, sketchOf } from './sketch.ts';

/** The same draws every time. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const bucketsOf = (values: readonly number[]) =>
  [...Map.groupBy(values, (value) => (value === 0 ? null : Math.ceil(Math.log(value) / BUCKET_LOG)))].map(
    ([bucket, own]) => ({ bucket, count: own.length }),
  );

test('медиана и процентили — в пределах названной ошибки от точных, и после слияния частей', () => {
  const random = makeRandom(7);
  const times = (count: number, scale: number): number[] =>
    Array.from({ length: count }, () => Math.round(-Math.log(1 - random()) * scale));
  const parts = [times(4000, 864_000), times(900, 40_000), [0, 0, 0, 1], times(1, 5)];
  const whole = sketchOf([]);
  for (const part of parts) whole.merge(sketchOf(bucketsOf(part)));
  const all = parts.flat();
  expect(whole.count).toBe(all.length);
  for (const quantile of [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1]) {
    const exact = quantileOf(all, quantile)!;
    const near = quantileOfSketch(whole, quantile)!;
    expect(Math.abs(near - exact), `${quantile}`).toBeLessThanOrEqual(exact * (SKETCH_ERROR + 1e-9));
  }
  expect(quantileOfSketch(sketchOf([]), 0.5)).toBeNull();
});
