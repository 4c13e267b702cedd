import { expect, test } from 'vitest';
import { AppError } from '../../lib/errors.ts';
import type { Actor } from '../../lib/module/context.ts';
import { offeredWidgetActs, requireWidgetAct } from './policy.ts';

const holder = (permissions: string[]) => ({
  actor: { kind: 'staff', id: 'a', name: 'А', permissions: new Set(permissions) } as unknown as Actor,
});
const keeper = holder(['widgets.keep']);
const reader = holder(['widgets.read']);

const refusal = (act: Parameters<typeof requireWidgetAct>[2], isOn: boolean, who = keeper): string => {
  try {
    requireWidgetAct(who, { is_on: isOn }, act);
    return '';
  } catch (error) {
    return error instanceof AppError ? error.code : 'other';
  }
};

test('a widget is turned only to what it is not, and changed in both', () => {
  expect(offeredWidgetActs(keeper, { is_on: true })).toEqual(['change', 'turn-off']);
  expect(offeredWidgetActs(keeper, { is_on: false })).toEqual(['change', 'turn-on']);
  expect(offeredWidgetActs(reader, { is_on: false })).toEqual([]);
  expect(refusal('change', true)).toBe('');
  expect(refusal('change', false)).toBe('');
  expect(refusal('turn-on', true)).toBe('lib.conflict');
  expect(refusal('turn-on', false)).toBe('');
  expect(refusal('turn-off', false)).toBe('lib.conflict');
  expect(refusal('turn-off', true)).toBe('');
  expect(refusal('turn-off', true, reader)).toBe('lib.forbidden');
});
