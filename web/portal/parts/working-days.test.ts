import { describe, expect, it } from 'vitest';
import { countWorkingDays } from './working-days.ts';

const special = [
  { date: '2026-11-04', kind: 'off' as const, title: 'День народного единства' },
  { date: '2026-11-03', kind: 'shortened' as const, title: null },
  { date: '2026-11-07', kind: 'working-weekend' as const, title: null },
];

describe('working days between two days', () => {
  it('leaves out the first day, weekends and holidays', () => {
    expect(countWorkingDays('2026-11-24', '2026-12-02', special)).toEqual({
      count: 6,
      off: ['2026-11-28', '2026-11-29'],
    });
  });

  it('counts shortened days and worked weekends, not holidays', () => {
    expect(countWorkingDays('2026-11-02', '2026-11-08', special)).toEqual({
      count: 4,
      off: ['2026-11-04', '2026-11-08'],
    });
  });

  it('is nothing on the same day and negative backwards', () => {
    expect(countWorkingDays('2026-11-24', '2026-11-24', special).count).toBe(0);
    expect(countWorkingDays('2026-12-02', '2026-11-27', special).count).toBe(-3);
  });
});
