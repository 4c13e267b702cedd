import { describe, expect, test } from 'vitest';
import {
  type InitiativeAct,
  type InitiativeState,
  initiativeStates,
} from '../../../shared/contract/participation/initiatives.ts';
import { keysOf } from '../../../shared/known.ts';
import type { Actor } from '../../lib/module/context.ts';
import { initiativeRules, offeredInitiativeActs, requireInitiativeAct } from './policy.ts';

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
const keeper = { actor: staff('keeper', 'initiatives.read', 'initiatives.keep') };
const reader = { actor: staff('reader', 'initiatives.read') };

/** By hand: state → what a keeper may do. */
const expected: Record<InitiativeState, InitiativeAct[]> = {
  waiting: ['publish', 'refuse'],
  refused: [],
  open: ['refuse'],
  reached: ['answer'],
  accepted: ['decide'],
  declined: [],
  decided: [],
  ended: [],
};

describe('acts on an initiative', () => {
  test.each(initiativeStates)('%s', (state) => {
    expect(offeredInitiativeActs(keeper, { state })).toEqual(expected[state]);
    expect(offeredInitiativeActs(reader, { state })).toEqual([]);
    for (const act of keysOf(initiativeRules)) {
      const { words, what } = initiativeRules[act];
      expect(() => requireInitiativeAct(reader, { state }, act)).toThrow('нет прав');
      if (expected[state].includes(act))
        expect(requireInitiativeAct(keeper, { state }, act)).toEqual({ what });
      else expect(() => requireInitiativeAct(keeper, { state }, act)).toThrow(words);
    }
  });
});
