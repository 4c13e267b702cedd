import { expect, test } from 'vitest';
import { measureByEar } from './by-ear.ts';

/** What was typed, what was meant, and what it must be further from. */
test.each([
  ['гарит', 'горит', 'парит'],
  ['фанар', 'фонар', 'фагар'],
  ['асвальт', 'асфальт', 'аскальт'],
  ['подьезд', 'подъезд', 'подмезд'],
  ['снек', 'снег', 'снес'],
  ['траса', 'трасса', 'трасма'],
  ['остонвока', 'остоновка', 'остонвома'],
])('«%s» is nearer to «%s» than to «%s»', (typed, meant, other) => {
  expect(measureByEar(typed, meant)).toBeLessThan(measureByEar(typed, other));
  expect(measureByEar(meant, meant)).toBe(0);
});
