import { describe, expect, it, test } from 'vitest';
import {
  type VerificationState,
  verificationStates,
  verificationWays,
} from '../../../../shared/contract/pages/register-proof.ts';
import { checkMove } from './verify.ts';

const TODAY = '2026-11-25';
const body = (to: VerificationState, given: object = {}) => ({
  version: 1,
  to,
  on: '2026-11-24',
  ground: 'нет подписи',
  dueOn: null,
  file: { fileId: '00000000-0000-4000-8000-000000000000', token: 't' },
  ...given,
});
const fieldOf = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    return Object.keys((error as { fields?: object }).fields ?? { conflict: '' })[0];
  }
  return undefined;
};

describe('a verification goes', () => {
  const pairs = verificationStates.flatMap((from) => verificationStates.map((to) => [from, to] as const));
  test.each(pairs)('from %s to %s only where a way leads', (from, to) => {
    const move = () => checkMove(body(to), from, '2026-11-01', TODAY);
    if (verificationWays[from].includes(to)) expect(move()).toBe(to);
    else expect(fieldOf(move)).toBe('conflict');
  });

  it('by seven ways and no other', () =>
    expect(Object.values(verificationWays).flat()).toEqual([
      'documents',
      'submitted',
      'needs_fix',
      'verified',
      'submitted',
      'revoked',
      'documents',
    ]));

  test.each([
    ['on a day to come', 'submitted', 'documents', { on: '2026-11-26' }, 'on'],
    ['before the step it follows', 'submitted', 'documents', { on: '2026-10-31' }, 'on'],
    ['back without words', 'needs_fix', 'submitted', { ground: '' }, 'ground'],
    ['lost without words', 'revoked', 'verified', { ground: '' }, 'ground'],
    ['with a term where none is', 'submitted', 'documents', { dueOn: '2026-12-01' }, 'dueOn'],
    ['back to a term before it', 'needs_fix', 'submitted', { dueOn: '2026-11-23' }, 'dueOn'],
    ['verified without the picture of the mark', 'verified', 'submitted', { file: null }, 'file'],
  ] as const)('not %s', (_, to, from, given, field) =>
    expect(fieldOf(() => checkMove(body(to, given), from, '2026-11-01', TODAY))).toBe(field),
  );

  test.each([
    ['revoked', 'verified', 'Напишите, почему отозвана'],
    ['needs_fix', 'submitted', 'Напишите, что вернули исправить'],
  ] as const)('%s with no words is told which are wanted', (to, from, ground) =>
    expect(() => checkMove(body(to, { ground: '' }), from, '2026-11-01', TODAY)).toThrow(
      expect.objectContaining({ fields: { ground } }),
    ),
  );

  test.each([
    ['on the day of the step before', { on: '2026-11-01' }],
    ['today', { on: TODAY }],
  ])('%s', (_, given) =>
    expect(checkMove(body('submitted', given), 'documents', '2026-11-01', TODAY)).toBe('submitted'),
  );
  it('back with a term of the same day', () =>
    expect(checkMove(body('needs_fix', { dueOn: '2026-11-24' }), 'submitted', '2026-11-01', TODAY)).toBe(
      'needs_fix',
    ));
});
