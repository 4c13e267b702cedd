import { expect, it } from 'vitest';
import { fitSides } from './shrink-photo.ts';

it('keeps the shape, makes the longest side 2,560 and enlarges nothing', () => {
  expect(fitSides(8000, 6000)).toEqual({ width: 2560, height: 1920 });
  expect(fitSides(3000, 4000)).toEqual({ width: 1920, height: 2560 });
  expect(fitSides(1200, 900)).toEqual({ width: 1200, height: 900 });
});
