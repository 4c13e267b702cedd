import { describe, expect, it } from 'vitest';
import { formatLeft, formatSpans, formatTerm, labelDay, nameDay } from './deadlines.ts';

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null;

describe('formatTerm', () => {
  it.each([
    ['working-day', 1, '1 рабочий день'],
    ['working-day', 6, '6 рабочих дней'],
    ['calendar-day', 21, '21 календарный день'],
    ['calendar-day', 3, '3 календарных дня'],
    ['calendar-day', 30, '30 календарных дней'],
    ['calendar-month', 12, '12 месяцев'],
    ['working-hour', 1, '1 рабочий час'],
    ['working-hour', 4, '4 рабочих часа'],
    ['working-hour', 0.5, '30 минут рабочего времени'],
    ['working-hour', 1.5, '1,5 часа рабочего времени'],
    ['duty-hour', 4, '4 часа дежурства'],
    ['clock-hour', 24, '24 часа'],
  ] as const)('%s × %d is «%s»', (unit, amount, text) => {
    expect(plain(formatTerm(unit, amount))).toBe(text);
  });
});

describe('days', () => {
  it('are named in full and in a few letters', () => {
    expect(labelDay('weekend')).toBe('вых.');
    expect(labelDay('working')).toBe('');
    expect(plain(nameDay('working', 7, {}))).toBe('рабочее воскресенье');
    expect(plain(nameDay('shortened', 6, {}))).toBe('рабочая суббота, сокращённый день');
    expect(plain(nameDay('moved', 5, { movedFrom: '2026-01-03' }))).toBe(
      'выходной, перенесён с 3 января 2026 года',
    );
    expect(plain(nameDay('off', 5, { name: 'День области' }))).toBe('День области');
    expect(nameDay('working', 3, {})).toBeNull();
  });

  it('show their hours with the break', () => {
    expect(formatSpans([])).toBe('');
    expect(formatSpans([['08:00', '20:00']])).toBe('08:00–20:00');
    expect(
      formatSpans([
        ['09:00', '13:00'],
        ['14:00', '18:00'],
      ]),
    ).toBe('09:00–18:00, перерыв 13:00–14:00');
  });
});

describe('formatLeft', () => {
  it.each([
    [200, 0, '3 ч 20 мин'],
    [60, 0, '1 ч'],
    [2400, 5, '5 рабочих дней'],
    [-40, 0, 'просрочено на 40 мин'],
    [-500, 1, 'просрочено на 1 рабочий день'],
  ])('%i minutes, %i days: %s', (minutes, days, text) => {
    expect(plain(formatLeft(minutes, days))).toBe(text);
  });
});
