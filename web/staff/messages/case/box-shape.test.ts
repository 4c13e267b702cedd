import { expect, test } from 'vitest';
import { boxBetween, isDrawn, moveBox, pressBox, resizeBox } from './box-shape.ts';

const box = { x: 0.4, y: 0.4, width: 0.2, height: 0.1 };

test('a box is drawn from any corner and stays within the picture', () => {
  expect(boxBetween({ x: 0.6, y: 0.5 }, { x: 0.4, y: 0.4 })).toEqual(box);
  expect(boxBetween({ x: -1, y: -1 }, { x: 2, y: 2 })).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  expect(isDrawn(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.505, y: 0.9 }))).toBe(false);
});

test('moving and resizing stop at the edge', () => {
  expect(moveBox(box, 1, -1)).toEqual({ ...box, x: 0.8, y: 0 });
  expect(resizeBox(box, 1, -1)).toEqual({ ...box, width: 0.6, height: 0.02 });
});

test('arrows move, with Shift they resize, other keys are left alone', () => {
  expect(pressBox(box, 'ArrowLeft', false)).toEqual({ ...box, x: 0.39 });
  expect(pressBox(box, 'ArrowDown', true)).toEqual({ ...box, height: 0.11 });
  expect(pressBox(box, 'Tab', false)).toBeNull();
});
