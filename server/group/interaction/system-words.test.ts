import { expect, it } from 'vitest';
import { judgeExchange } from './system-words.ts';

const now = new Date('2026-11-27T10:00:00Z');
const exchange = (more: Partial<Parameters<typeof judgeExchange>[0]> = {}) => ({
  isOn: true,
  lastAt: new Date('2026-11-27T09:00:00Z'),
  waiting: 0,
  errors: 0,
  oldestWaitingAt: null,
  ...more,
});

it.each([
  ['ok', exchange()],
  ['off', exchange({ isOn: false, errors: 4 })],
  ['errors', exchange({ errors: 1, waiting: 9 })],
  ['ok', exchange({ waiting: 3, oldestWaitingAt: new Date('2026-11-27T09:50:00Z') })],
  ['waiting', exchange({ waiting: 3, oldestWaitingAt: new Date('2026-11-27T09:40:00Z') })],
  ['silent', exchange({ lastAt: null })],
  ['silent', exchange({ lastAt: new Date('2026-11-19T09:00:00Z') })],
])('an exchange is %s', (state, told) => {
  expect(judgeExchange(told, now)).toBe(state);
});
