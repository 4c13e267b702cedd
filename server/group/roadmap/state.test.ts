import { describe, expect, it } from 'vitest';
import { packMeasuresOn } from './pack.ts';
import { addMonths, lateDays, measureStateOn, monthsBetween, wholeReadiness } from './state.ts';

const dated = (from_day: string, due_on: string, done_on: string | null = null) => ({
  from_day,
  due_on,
  done_on,
});

describe('a measure', () => {
  it.each([
    ['ahead', dated('2026-12-01', '2026-12-31')],
    ['running', dated('2026-11-01', '2026-11-27')],
    ['overdue', dated('2026-10-01', '2026-11-26')],
    ['done', dated('2026-10-01', '2026-11-20', '2026-11-20')],
    ['done-late', dated('2026-10-01', '2026-11-20', '2026-11-21')],
  ])('is %s by its days', (state, days) => {
    expect(measureStateOn(days, '2026-11-27')).toBe(state);
  });

  it('counts days past its due day until it is done', () => {
    expect(lateDays(dated('2026-10-01', '2026-11-20'), '2026-11-27')).toBe(7);
    expect(lateDays(dated('2026-10-01', '2026-11-27'), '2026-11-27')).toBe(0);
    expect(lateDays(dated('2026-10-01', '2026-11-20', '2026-11-25'), '2026-11-27')).toBe(0);
  });
});

describe('months', () => {
  it('run over the new year', () => {
    expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(monthsBetween('2026-11', '2026-11')).toEqual(['2026-11']);
  });
  it('end with the last day a month has', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-11-15', 3)).toBe('2027-02-15');
  });
});

describe('readiness of the whole', () => {
  it('never reads as full while something is left', () => {
    const many = Array.from({ length: 300 }, () => ({ readiness: 100 }));
    expect(wholeReadiness(many)).toBe(100);
    expect(wholeReadiness([...many, { readiness: 90 }])).toBe(99);
    expect(wholeReadiness([])).toBe(0);
  });
});

describe('the pack', () => {
  it('names each measure once, with its clause', () => {
    const measures = packMeasuresOn('2026-11-27');
    expect(new Set(measures.map(({ code }) => code)).size).toBe(measures.length);
    expect(measures.every(({ clause }) => clause.startsWith('гл. '))).toBe(true);
    expect(measures.length).toBeGreaterThanOrEqual(15);
  });
});
