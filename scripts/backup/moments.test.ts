import { expect, test } from 'vitest';
import { describeMomentIn, parseMoment, settleInSecond } from './moments.ts';

const zone = 'Asia/Yekaterinburg';

test.each([
  ['2026-11-30 14:05', '2026-11-30T09:05:00.000Z'],
  ['2026-11-30T14:05:09', '2026-11-30T09:05:09.000Z'],
  ['2026-11-30 14:05:09.25', '2026-11-30T09:05:09.250Z'],
  ['30.11.2026, 14:05:09', '2026-11-30T09:05:09.000Z'],
  ['30.11.2026 14:05+03:00', '2026-11-30T11:05:00.000Z'],
  ['30.11.2026 14:05', '2026-11-30T09:05:00.000Z'],
  ['2026-11-30 14:05Z', '2026-11-30T14:05:00.000Z'],
  ['2026-11-30 14:05+03:00', '2026-11-30T11:05:00.000Z'],
])('%s is %s', (text, expected) => {
  expect(new Date(parseMoment(text, zone)).toISOString()).toBe(expected);
});

test('zones with summer time', () => {
  const at = (text: string) => new Date(parseMoment(text, 'Europe/Berlin')).toISOString();
  expect(at('2026-07-01 12:00')).toBe('2026-07-01T10:00:00.000Z');
  expect(at('2026-12-01 12:00')).toBe('2026-12-01T11:00:00.000Z');
});

test.each([
  '',
  'вчера',
  '2026-02-30 10:00',
  '2026-11-30',
  '2026-11-30 25:00',
  '31.02.2026 14:05',
  '1.2.2026 14:05',
])('«%s» is no moment', (text) => {
  expect(() => parseMoment(text, zone)).toThrow(/не понят/);
});

test('a moment is told in the zone of the city', () => {
  expect(describeMomentIn(zone)(Date.parse('2026-11-30T09:05:09Z'))).toBe('30.11.2026, 14:05:09');
});

test('a moment typed as it was told is that moment, though it was told without its parts of a second', () => {
  const spans = [
    { from: 10_340, to: 10_340 },
    { from: 20_500, to: 60_700 },
  ];
  const settle = (moment: number) => settleInSecond(moment, spans);
  expect([10_000, 20_000].map(settle)).toEqual([10_340, 20_500]);
  // What can be reached is left as it is, and so is what was named to its thousandth, and another second.
  expect([20_500, 60_000, 20_400, 9_000, 10_999, 61_000].map(settle)).toEqual([
    20_500, 60_000, 20_400, 9_000, 10_999, 61_000,
  ]);
});
