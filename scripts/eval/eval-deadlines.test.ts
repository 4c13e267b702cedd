import { describe, expect, it } from 'vitest';
import { evaluateVectors } from './eval-deadlines.ts';

describe('eval:deadlines', () => {
  it('counts each row once, right or wrong', () => {
    const outcome = evaluateVectors({
      days: [
        ['2026-04-28', 3, '2026-05-04'],
        ['2026-04-28', 3, '2026-05-03'],
        ['2026-05-09', 1, '2026-05-12'],
      ],
      calendar: [
        ['2025-10-31', 30, '2025-11-28', '2025-12-01'],
        ['2025-10-31', 30, '2025-11-28', '2025-11-30'],
        ['2025-10-31', 30, '2025-11-28'],
        ['2026-01-02', 5, '2025-12-30', '2026-01-12'],
      ],
      hours: [
        ['2026-04-29T16:30', 4, '2026-04-30T11:30'],
        ['2026-11-24T09:00', 4, '2026-11-24T13:00'],
        ['2026-11-24T09:00', 4, '2026-11-24T14:00'],
      ],
    });
    expect([outcome.passed, outcome.failed]).toEqual([6, 4]);
    expect(outcome.failures[0]).toBe('days ["2026-04-28",3,"2026-05-03"]: 2026-05-04');
  });

  it('fails a row that cannot be counted and goes on', () => {
    const outcome = evaluateVectors({
      days: [['завтра', 3, '2026-05-04'], ['2027-12-30', 5, '2028-01-12'], []],
      hours: [['2026-11-24T09:00', 1, '2026-11-24T10:00']],
    });
    expect([outcome.passed, outcome.failed]).toEqual([1, 3]);
  });

  it('refuses a file of another shape', () => {
    expect(() => evaluateVectors({ days: 'нет' })).toThrow();
  });
});
