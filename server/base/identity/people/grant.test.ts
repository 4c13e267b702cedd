import { describe, expect, it } from 'vitest';
import type { Ctx } from '../../../lib/module/context.ts';
import { presentGrant, requireDay } from './grant.ts';
import { isSelfGrant } from './self-grant.ts';

const row = {
  id: '1',
  role: 'operator',
  blocks: ['roads'],
  districts: ['sinarsky'],
  valid_from: '2026-11-20',
  valid_to: '2026-11-24' as string | null,
};

describe('a grant of a role', () => {
  it.each([
    ['the day before it begins', '2026-11-19', '2026-11-24', false],
    ['its first day', '2026-11-20', '2026-11-24', true],
    ['its last day', '2026-11-24', '2026-11-24', true],
    ['the day after', '2026-11-25', '2026-11-24', false],
    ['without an end', '2099-01-01', null, true],
    ['without an end, not begun', '2026-11-19', null, false],
  ])('on %s holds: %s, %s', (_name, today, valid_to, isActive) => {
    expect(presentGrant({ ...row, valid_to }, today)).toEqual({
      id: '1',
      role: 'operator',
      roleTitle: 'Оператор',
      blocks: ['roads'],
      districts: ['sinarsky'],
      validFrom: '2026-11-20',
      validTo: valid_to,
      isActive,
    });
  });

  it.each(['2026-02-28', '2024-02-29', '2026-12-31'])('may begin on %s', (day) => {
    expect(requireDay('validFrom', day)).toBe(day);
  });

  it.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10'])('may not begin on %s', (day) => {
    expect(() => requireDay('validFrom', day)).toThrow(
      expect.objectContaining({ code: 'lib.bad-input', fields: { validFrom: 'Такого дня нет в календаре' } }),
    );
  });
});

describe('a role given to oneself', () => {
  const ctx = (actor: object) => ({ actor }) as unknown as Pick<Ctx, 'actor'>;
  const staff = ctx({ kind: 'staff', id: 'me' });
  it.each([
    ['opens personal data', staff, 'me', 'operator', true],
    ['opens cases alone', staff, 'me', 'executor', true],
    ['as much as the journal does', staff, 'me', 'privacy-officer', true],
    ['opens the letters', staff, 'me', 'admin', true],
    ['is no role at all', staff, 'me', 'tsar', false],
    ['is another’s', staff, 'you', 'operator', false],
    ['by no member of staff', ctx({ kind: 'resident', id: 'me' }), 'me', 'operator', false],
  ])('%s', (_name, who, personId, role, isIt) => {
    expect(isSelfGrant(who, personId, role)).toBe(isIt);
  });
});
