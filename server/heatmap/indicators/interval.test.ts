import { expect, test } from 'vitest';
import { shareInterval } from './interval.ts';

test.each([
  // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i из %i', (part, whole, low, high) => {
  const interval = shareInterval(part, whole, 1.96)!;
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test('ни одного дела — нет и промежутка; несколько удачных дел не выше сотни', () => {
  expect(shareInterval(0, 0, 1.96)).toBeNull();
  expect(shareInterval(3, 3, 1.96)!.low).toBeLessThan(shareInterval(80, 100, 1.96)!.low);
});

test('массовое закрытие без подтверждения только опускает', () => {
  expect(shareInterval(40, 150, 1.96)!.low).toBeLessThan(shareInterval(40, 50, 1.96)!.low);
});
