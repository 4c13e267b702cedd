import { describe, expect, it } from 'vitest';
import { readCaseNumber } from './case-number.ts';

describe('a number as a resident types it', () => {
  it.each([
    ['2026-11-0412', '2026-11-0412'],
    [' № 2026-11-0412 ', '2026-11-0412'],
    ['2026 11 412', '2026-11-0412'],
    ['2026–11–0412', '2026-11-0412'],
    ['2026110412', '2026-11-0412'],
    ['2026-11-1234567', '2026-11-1234567'],
  ])('reads %s', (text, number) => {
    expect(readCaseNumber(text)).toBe(number);
  });

  it.each(['', '0412', '2026-1-0412', 'ул. Титова, 14', '2026-11-'])('refuses %s', (text) => {
    expect(readCaseNumber(text)).toBeNull();
  });
});
