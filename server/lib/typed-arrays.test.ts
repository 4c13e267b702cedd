import { describe, expect, test } from 'vitest';
import {
  addFloat32,
  addFloat64,
  float32At,
  float64At,
  int8At,
  int32At,
  uint8At,
  uint16At,
  uint32At,
} from './typed-arrays.ts';

describe('a typed array', () => {
  test('gives the number at its place, zero too', () => {
    expect(int8At(Int8Array.of(-1, 0), 1)).toBe(0);
    expect(uint8At(Uint8Array.of(7, 8), 0)).toBe(7);
    expect(uint16At(Uint16Array.of(7, 8), 1)).toBe(8);
    expect(int32At(Int32Array.of(-7), 0)).toBe(-7);
    expect(uint32At(Uint32Array.of(7), 0)).toBe(7);
    expect(float32At(Float32Array.of(0.5), 0)).toBe(0.5);
    expect(float64At(Float64Array.of(Number.NaN), 0)).toBeNaN();
  });

  test('is never read nor added to outside: no NaN goes on from there', () => {
    const reads = [
      () => int8At(new Int8Array(2), 2),
      () => uint8At(new Uint8Array(2), -1),
      () => uint16At(new Uint16Array(0), 0),
      () => int32At(new Int32Array(2), 2),
      () => uint32At(new Uint32Array(2), 0.5),
      () => float32At(new Float32Array(2), Number.NaN),
      () => float64At(new Float64Array(2), 2),
      () => addFloat32(new Float32Array(2), 2, 1),
      () => addFloat64(new Float64Array(2), 2, 1),
    ];
    for (const read of reads) expect(read).toThrow(RangeError);
  });

  test('is added to in its place', () => {
    const [single, double] = [Float32Array.of(1, 2), Float64Array.of(1, 2)];
    addFloat32(single, 1, 0.5);
    addFloat64(double, 0, -0.25);
    expect([...single, ...double]).toEqual([1, 2.5, 0.75, 2]);
  });
});
