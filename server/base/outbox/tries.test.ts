import { describe, expect, it } from 'vitest';
import { SendFailure } from './sender.ts';
import { endOfTry } from './tries.ts';

const now = new Date('2026-11-29T10:00:00Z');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
type Facts = Partial<SendFailure['facts']>;
const end = (facts: Facts, letter = { attempts: 0, channel: 'sms' }) =>
  endOfTry(letter, new SendFailure('почему', facts), now, 0.5);

describe('what a failure makes of a letter', () => {
  it.each<[string, Facts, object]>([
    [
      'a passing one: another try after the pause',
      {},
      { state: 'queued', attempts: 1, nextAt: inMinutes(1) },
    ],
    [
      'asked to wait longer than the pause',
      { retryAfter: 600_000 },
      { state: 'queued', nextAt: inMinutes(10) },
    ],
    ['asked to wait less than the pause', { retryAfter: 1000 }, { state: 'queued', nextAt: inMinutes(1) }],
    ['a final one', { isFinal: true }, { state: 'dead', attempts: 1 }],
    [
      'the other side is left alone: no try',
      { isUntried: true, retryAfter: 120_000 },
      { state: 'queued', attempts: 0, nextAt: inMinutes(2) },
    ],
    ['it may have arrived', { mayHaveArrived: true }, { state: 'unknown', attempts: 1 }],
    [
      'it may have arrived, and trying again cannot help',
      { mayHaveArrived: true, isFinal: true },
      { state: 'unknown' },
    ],
  ])('%s', (_, facts, expected) => {
    expect(end(facts)).toMatchObject({ ...expected, reason: 'почему' });
  });

  it('a browser sees a repeat once: it is tried again', () => {
    expect(end({ mayHaveArrived: true }, { attempts: 0, channel: 'push' })).toMatchObject({
      state: 'queued',
      attempts: 1,
    });
  });

  it('after the last try it is dead', () => {
    expect(end({}, { attempts: 6, channel: 'sms' })).toMatchObject({
      state: 'queued',
      nextAt: inMinutes(1440),
    });
    expect(end({}, { attempts: 7, channel: 'sms' })).toEqual({
      state: 'dead',
      attempts: 8,
      reason: 'почему',
    });
  });
});
