import { describe, expect, it } from 'vitest';
import type { Access } from '../../../shared/contract/route.ts';
import type { Actor } from '../module/context.ts';
import { allows, requirePermission } from './access.ts';

const actors = {
  anonymous: { kind: 'anonymous' },
  link: { kind: 'link', caseId: '1' },
  resident: { kind: 'resident', id: '1' },
  staff: { kind: 'staff', id: '2', permissions: new Set(['cases.read']) },
  system: { kind: 'system' },
} as unknown as Record<string, Actor>;

/** What becomes of a caller at a door: let in, or the code of the refusal. */
function at(access: Access, actor: Actor): string {
  try {
    allows(access, actor);
    return 'in';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('a door', () => {
  const signIn = 'lib.not-signed-in';
  const forbidden = 'lib.forbidden';
  it.each<[Access, Record<string, string>]>([
    ['public', { anonymous: 'in', link: 'in', resident: 'in', staff: 'in', system: 'in' }],
    ['link', { anonymous: 'in', link: 'in', resident: 'in', staff: 'in', system: 'in' }],
    ['setup', { anonymous: 'in', link: 'in', resident: 'in', staff: 'in', system: 'in' }],
    ['signed-in', { anonymous: signIn, link: signIn, resident: 'in', staff: 'in', system: 'in' }],
    ['resident', { anonymous: signIn, link: signIn, resident: 'in', staff: forbidden, system: forbidden }],
    ['staff', { anonymous: signIn, link: signIn, resident: forbidden, staff: 'in', system: forbidden }],
    [
      { permission: 'cases.read' },
      { anonymous: signIn, link: signIn, resident: forbidden, staff: 'in', system: forbidden },
    ],
    [
      { permission: 'cases.triage' },
      { anonymous: signIn, link: signIn, resident: forbidden, staff: forbidden, system: forbidden },
    ],
  ])('%j', (access, expected) => {
    const found = Object.fromEntries(
      Object.entries(actors).map(([name, actor]) => [name, at(access, actor)]),
    );
    expect(found).toEqual(expected);
  });

  it('of a command that serves several routes asks the same', () => {
    expect(() => requirePermission(actors.staff!, 'cases.read')).not.toThrow();
    expect(() => requirePermission(actors.staff!, 'cases.triage')).toThrow();
    expect(() => requirePermission(actors.anonymous!, 'cases.read')).toThrow();
  });
});
