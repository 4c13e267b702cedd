import { describe, expect, it } from 'vitest';
import { systemStates } from '../../../shared/contract/base/exchange.ts';
import { faultOf, judgeExchange } from './judge.ts';

const now = new Date('2026-11-27T10:00:00Z');
const facts = (more: Partial<Parameters<typeof judgeExchange>[0]> = {}) => ({
  isOn: true,
  lastAt: new Date('2026-11-27T09:00:00Z'),
  waiting: 0,
  errors: 0,
  oldestWaitingAt: null,
  ...more,
});

it.each([
  ['ok', facts(), null],
  ['off', facts({ isOn: false, errors: 4 }), null],
  ['none', facts({ isOn: 'none', lastAt: null }), null],
  ['errors', facts({ errors: 1, waiting: 9 }), null],
  ['ok', facts({ waiting: 3, oldestWaitingAt: new Date('2026-11-27T09:45:00Z') }), null],
  ['waiting', facts({ waiting: 3, oldestWaitingAt: new Date('2026-11-27T09:44:59Z') }), null],
  ['ok', facts({ waiting: 0, oldestWaitingAt: new Date('2026-11-27T09:00:00Z') }), null],
  ['silent', facts({ lastAt: null }), null],
  ['ok', facts({ lastAt: new Date('2026-11-20T10:00:00Z') }), null],
  ['silent', facts({ lastAt: new Date('2026-11-20T09:59:59Z') }), null],
  ['ok', facts({ lastAt: new Date('2026-11-20T09:00:00Z'), isAskedSeldom: true }), null],
  ['ok', facts({ lastAt: null, isAskedSeldom: true }), null],
  ['silent', facts({ lastAt: null, isAskedSeldom: true }), 1],
  ['ok', facts({ lastAt: new Date('2026-11-27T08:00:00Z') }), 2],
  ['silent', facts({ lastAt: new Date('2026-11-27T07:59:59Z') }), 2],
])('an exchange is %s', (state, told, silentAfter) => {
  expect(judgeExchange(told, silentAfter, now)).toBe(state);
});

describe('people are told', () => {
  it('of failures and backlogs always, of silence where somebody said how long it may last', () => {
    expect(systemStates.flatMap((state) => faultOf(state, null) ?? [])).toEqual(['waiting', 'errors']);
    expect(systemStates.flatMap((state) => faultOf(state, 1) ?? [])).toEqual(['waiting', 'errors', 'silent']);
  });
});
