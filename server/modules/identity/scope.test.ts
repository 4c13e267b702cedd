import { describe, expect, it } from 'vitest';
import type { StaffActor } from '../../lib/context.ts';
import { findRole, roles } from './roles.ts';
import { reaches, scopesOf } from './scope.ts';

function actorWith(grants: NonNullable<StaffActor['grants']>): StaffActor {
  return {
    kind: 'staff',
    id: 'one',
    name: 'Пробный С.',
    roles: grants.map((grant) => grant.role),
    permissions: new Set(grants.flatMap((grant) => findRole(grant.role)?.permissions ?? [])),
    unitIds: [],
    blocks: [],
    districts: [],
    substitutes: [],
    grants,
  };
}

describe('where a permission reaches', () => {
  // An observer of everything who sorts the roads of one district only.
  const actor = actorWith([
    { role: 'observer', blocks: [], districts: [] },
    { role: 'operator', blocks: ['roads'], districts: ['sinarsky'] },
  ]);

  it('reading is not narrowed by the narrower role', () => {
    expect(reaches(actor, 'cases.read', { block: 'waste', district: 'krasnogorsky' })).toBe(true);
    expect(reaches(actor, 'cases.read', { block: null, district: null })).toBe(true);
  });

  it.each([
    ['roads', 'sinarsky', true],
    ['roads', 'sinarsky.trubny', true],
    ['roads', 'krasnogorsky', false],
    ['waste', 'sinarsky', false],
    ['roads', 'sinarskyother', false],
    ['roads', null, false],
    [null, 'sinarsky', false],
  ])('sorting %s in %s: %s', (block, district, expected) =>
    expect(reaches(actor, 'cases.triage', { block, district })).toBe(expected),
  );

  it('a permission nobody gave reaches nowhere', () => {
    expect(scopesOf(actor, 'cases.approve')).toEqual([]);
    expect(reaches(actor, 'cases.approve', { block: 'roads', district: 'sinarsky' })).toBe(false);
  });

  it('limits of two roles are not mixed', () => {
    const two = actorWith([
      { role: 'operator', blocks: ['roads'], districts: ['sinarsky'] },
      { role: 'operator', blocks: ['waste'], districts: ['krasnogorsky'] },
    ]);
    expect(reaches(two, 'cases.triage', { block: 'waste', district: 'sinarsky' })).toBe(false);
    expect(reaches(two, 'cases.triage', { block: 'waste', district: 'krasnogorsky' })).toBe(true);
  });
});

it('roles have unique ids and titles, and no role manages people but the administrator', () => {
  expect(new Set(roles.map((role) => role.id)).size).toBe(roles.length);
  expect(new Set(roles.map((role) => role.title)).size).toBe(roles.length);
  expect(roles.filter((role) => role.permissions.includes('identity.manage')).map((role) => role.id)).toEqual(
    ['admin'],
  );
});
