import { describe, expect, test } from 'vitest';
import { type BreachAct, type BreachState, breachStates } from '../../../shared/contract/base/breaches.ts';
import { keysOf } from '../../../shared/known.ts';
import type { Actor } from '../../lib/module/context.ts';
import { breachRules, offeredBreachActs, requireBreachAct } from './policy.ts';

const staff = (id: string, ...permissions: string[]): Actor => ({
  kind: 'staff',
  id,
  name: id,
  roles: [],
  permissions: new Set(permissions),
  unitIds: [],
  blocks: [],
  districts: [],
  substitutes: [],
});
const keeper = { actor: staff('keeper', 'breaches.keep') };
const reader = { actor: staff('reader', 'audit.read') };

/** By hand: state → what may be done. */
const expected: Record<BreachState, BreachAct[]> = {
  open: ['change', 'notify', 'dismiss', 'tick'],
  notified: ['change', 'report', 'dismiss', 'tick'],
  reported: ['change', 'close', 'tick'],
  closed: [],
  dismissed: [],
};

describe('acts on a breach', () => {
  test.each(breachStates)('%s', (state) => {
    expect(offeredBreachActs(keeper, { state })).toEqual(expected[state]);
    expect(offeredBreachActs(reader, { state })).toEqual([]);
    for (const act of keysOf(breachRules)) {
      const { words, what } = breachRules[act];
      expect(() => requireBreachAct(reader, { state }, act)).toThrow('нет прав');
      if (expected[state].includes(act)) expect(requireBreachAct(keeper, { state }, act)).toEqual({ what });
      else expect(() => requireBreachAct(keeper, { state }, act)).toThrow(words);
    }
  });
});
