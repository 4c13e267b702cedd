import { describe, expect, it, test } from 'vitest';
import type { Ctx } from '../../../lib/module/context.ts';
import { higherLevel, reachesLevel } from './level.ts';
import { findLevelRule, levelOfActor, requireLevel } from './level-rules.ts';

const ctx = (actor: object, now = '2026-11-24T09:00:00Z') =>
  ({ actor, now: new Date(now), config: { city: 'kamensk-uralsky' } }) as unknown as Ctx;
const resident = (level: string | null) => ctx({ kind: 'resident', id: '1', level });

describe('a category that asks to know the resident', () => {
  it.each([
    ['anonymous', 'social.payments', false],
    ['phone', 'social.payments', true],
    ['esia_verified', 'social.payments', true],
    ['phone', 'social.housing', false],
    ['esia_simplified', 'social.housing', true],
    [null, 'social.payments', false],
    ['anonymous', 'roads.pavement', true],
  ])('«%s» for %s is enough: %s', (level, category, isEnough) => {
    const ask = () => requireLevel(resident(level), category);
    if (isEnough) expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ code: 'identity.level-too-low' }));
  });

  it('is not asked for before its rule is in force', () => {
    const early = ctx({ kind: 'anonymous' }, '2025-12-31T12:00:00Z');
    expect(() => requireLevel(early, 'social.payments')).not.toThrow();
    expect(findLevelRule('social.payments', '2025-12-31')).toBeUndefined();
    expect(findLevelRule('social.payments', '2026-01-01')?.level).toBe('phone');
  });

  it('says which level, and why', () => {
    expect(() => requireLevel(resident('phone'), 'social.housing')).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({
          level: 'esia_simplified',
          why: expect.stringContaining('очереднику'),
        }),
      }),
    );
  });
});

test.each([
  [{ kind: 'resident', level: 'phone' }, 'phone'],
  [{ kind: 'resident', level: null }, 'anonymous'],
  [{ kind: 'staff', level: 'esia_verified' }, 'anonymous'],
  [{ kind: 'link' }, 'anonymous'],
])('%j is known as %s: staff and links act for others', (actor, level) => {
  expect(levelOfActor(ctx(actor))).toBe(level);
});

test.each([
  ['phone', 'phone', true],
  ['phone', 'anonymous', true],
  ['anonymous', 'phone', false],
  ['esia_simplified', 'phone', true],
] as const)('%s reaches %s: %s', (level, needed, isReached) => {
  expect(reachesLevel(level, needed)).toBe(isReached);
});

test.each([
  [null, 'anonymous', 'anonymous'],
  ['phone', 'anonymous', 'phone'],
  ['anonymous', 'phone', 'phone'],
  ['phone', 'phone', 'phone'],
] as const)('of %s and %s the higher is %s', (one, other, higher) => {
  expect(higherLevel(one, other)).toBe(higher);
});
