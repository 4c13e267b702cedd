import { expect, it } from 'vitest';
import { findGap } from './list.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
const duty = (from: number, to: number) => ({ from_at: at(from), to_at: at(to) });

it.each([
  ['no roster at all', [], null],
  ['the whole day kept by one', [duty(0, 40)], null],
  ['one who takes over from another', [duty(0, 12), duty(12, 40)], null],
  ['two who overlap, told out of order', [duty(10, 40), duty(0, 12)], null],
  ['hours between two', [duty(0, 12), duty(14, 40)], [12, 14]],
  ['nobody now', [duty(11, 40)], [8, 11]],
  ['nobody from an hour on', [duty(0, 20)], [20, 32]],
  ['a short one within a long one', [duty(0, 20), duty(9, 10), duty(22, 40)], [20, 22]],
] as const)('of %s the first hours nobody watches are told', (_, duties, gap) => {
  const [from, to] = gap ?? [];
  expect(findGap(duties, at(8), at(32))).toEqual(
    from === undefined || to === undefined
      ? null
      : { from: at(from).toISOString(), to: at(to).toISOString() },
  );
});
