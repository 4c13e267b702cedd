import { describe, expect, it } from 'vitest';
import { nextTry, type Wishes, whenToSend } from './pace.ts';

const zone = 'Asia/Yekaterinburg';
const wish = (pace: Wishes['pace'], quietFrom: number | null = null, quietTo: number | null = null) => ({
  pace,
  quietFrom,
  quietTo,
});
const at = (local: string) => new Date(`2026-11-${local}+05:00`);

describe('when a letter goes', () => {
  it.each([
    ['at once', wish('instant'), '26T14:20:10', '26T14:20:10'],
    ['at the next full hour', wish('hourly'), '26T14:20:00', '26T15:00:00'],
    ['at nine', wish('daily'), '26T14:20:00', '27T09:00:00'],
    ['at nine of the same day', wish('daily'), '26T08:20:00', '26T09:00:00'],
    ['a letter of nine goes the next day', wish('daily'), '26T09:00:00', '27T09:00:00'],
    ['after the quiet hours over midnight', wish('instant', 22, 8), '26T23:10:00', '27T08:00:00'],
    ['after the quiet hours before morning', wish('instant', 22, 8), '26T03:10:00', '26T08:00:00'],
    ['the end of the quiet hours is not quiet', wish('instant', 22, 8), '26T08:00:00', '26T08:00:00'],
    ['quiet hours of the day', wish('hourly', 13, 15), '26T12:30:00', '26T15:00:00'],
    [
      'the daily letter waits for the end of the quiet hours',
      wish('daily', 22, 10),
      '26T14:00:00',
      '27T10:00:00',
    ],
  ])('%s', (_name, wishes, now, due) => {
    expect(whenToSend(at(now), wishes, zone, 'result')).toEqual(at(due));
  });

  it('never, when the recipient wants none; an urgent one always and at once', () => {
    expect(whenToSend(at('26T23:00:00'), wish('off'), zone, 'result')).toBeNull();
    expect(whenToSend(at('26T23:00:00'), wish('off', 22, 8), zone, 'urgent')).toEqual(at('26T23:00:00'));
  });

  it('«only the answer» drops steps and brings results at once; what law owes is moved, never dropped', () => {
    expect(whenToSend(at('26T14:20:10'), wish('answer'), zone, 'step')).toBeNull();
    expect(whenToSend(at('26T14:20:10'), wish('answer'), zone, 'result')).toEqual(at('26T14:20:10'));
    expect(whenToSend(at('26T14:20:10'), wish('off'), zone, 'duty')).toEqual(at('26T14:20:10'));
    expect(whenToSend(at('26T23:00:00'), wish('off', 22, 8), zone, 'duty')).toEqual(at('27T08:00:00'));
    expect(whenToSend(at('26T14:20:00'), wish('daily'), zone, 'duty')).toEqual(at('27T09:00:00'));
  });
});

it('pauses grow, have some chance in them, obey the other side and end', () => {
  const now = new Date('2026-11-26T10:00:00Z');
  const pause = (attempts: number, chance: number, asked?: number) =>
    (nextTry(now, attempts, chance, asked)?.getTime() ?? 0) - now.getTime();
  expect([pause(1, 0), pause(1, 0.5), pause(1, 1)]).toEqual([48_000, 60_000, 72_000]);
  expect(pause(2, 0.5)).toBe(300_000);
  expect(pause(1, 0.5, 3_600_000)).toBe(3_600_000);
  expect(nextTry(now, 7, 0.5)).not.toBeNull();
  expect(nextTry(now, 8, 0.5)).toBeNull();
});
