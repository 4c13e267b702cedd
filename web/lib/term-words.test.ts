import { describe, expect, it } from 'vitest';
import { bandOf } from '../ui/deadline-band.ts';
import { makeFormats } from './format.ts';
import { describeTermLeft, describeTermShort, drawnShare } from './term-words.ts';

// A working day that is over at 18:00, with a term that ends with the day.
const formats = makeFormats('Asia/Yekaterinburg', () => Date.parse('2026-11-26T13:05:00Z'));
const evening = { dueAt: '2026-11-26T18:59:59Z', leftWorkingMinutes: 0, leftShare: 0 };

describe('the term of a row', () => {
  it('is not called overdue while it lasts, though nobody works any more', () => {
    const term = { ...evening, state: 'soon' } as const;
    expect(describeTermShort(term, formats)).toMatch(/^5\sч\s54\sмин$/u);
    expect(bandOf(drawnShare(term))).toBe('soon');
  });

  it('says that it is over by the clock and by working days', () => {
    const hour = { ...evening, dueAt: '2026-11-26T12:05:00Z', state: 'overdue' } as const;
    expect(describeTermShort(hour, formats)).toMatch(/^просрочено/u);
    expect(bandOf(drawnShare(hour))).toBe('overdue');
    const days = { ...hour, leftWorkingMinutes: -2 * 480, leftShare: -0.3 };
    expect(describeTermLeft(days, formats)).toBe(describeTermShort(days, formats));
    expect(describeTermShort(days, formats)).toMatch(/^просрочено на 2\sрабочих\sдня$/u);
  });

  it('is a date while more than a day is left', () => {
    const term = { dueAt: '2026-12-02T18:59:59Z', leftWorkingMinutes: 1900, state: 'soon' } as const;
    expect(describeTermShort(term, formats)).toBe('до\u00a002.12');
  });
});
