import { describe, expect, it } from 'vitest';
import { staffActor } from '../../../../tests/support/actors.ts';
import type { StaffActor } from '../../../lib/module/context.ts';
import { findRole, roles } from './roles.ts';
import { scopesOf } from './scope.ts';

function actorWith(grants: NonNullable<StaffActor['grants']>): StaffActor {
  return staffActor({
    roles: grants.map((grant) => grant.role),
    permissions: new Set(grants.flatMap((grant) => findRole(grant.role)?.permissions ?? [])),
    grants,
  });
}

describe('where a permission holds', () => {
  const everywhere = { role: 'observer', blocks: [], districts: [] };
  const roads = { role: 'operator', blocks: ['roads'], districts: ['sinarsky'] };
  const waste = { role: 'operator', blocks: ['waste'], districts: ['krasnogorsky'] };

  it('a role lends its reach to its own permissions only', () => {
    const actor = actorWith([everywhere, roads]);
    expect(scopesOf(actor, 'cases.read')).toEqual([everywhere, roads]);
    expect(scopesOf(actor, 'cases.triage')).toEqual([roads]);
  });

  it('limits of two roles stay apart', () => {
    expect(scopesOf(actorWith([roads, waste]), 'cases.triage')).toEqual([roads, waste]);
  });

  it('a permission nobody gave holds nowhere', () => {
    expect(scopesOf(actorWith([everywhere, roads]), 'cases.approve')).toEqual([]);
  });

  it('a permission taken away holds nowhere, whatever the roles say', () => {
    const actor = { ...actorWith([everywhere, roads]), permissions: new Set(['cases.read']) };
    expect(scopesOf(actor, 'cases.triage')).toEqual([]);
    expect(scopesOf(actor, 'cases.read')).toEqual([everywhere, roads]);
  });

  it('without grants of its own it holds where the person does', () => {
    const { grants: _, ...plain } = actorWith([roads]);
    const actor: StaffActor = { ...plain, blocks: ['roads'], districts: ['sinarsky'] };
    expect(scopesOf(actor, 'cases.triage')).toEqual([{ blocks: ['roads'], districts: ['sinarsky'] }]);
    expect(scopesOf(actor, 'cases.approve')).toEqual([]);
  });
});

it('roles have unique ids and titles, and no role manages people but the administrator', () => {
  expect(new Set(roles.map((role) => role.id)).size).toBe(roles.length);
  expect(new Set(roles.map((role) => role.title)).size).toBe(roles.length);
  expect(roles.filter((role) => role.permissions.includes('identity.manage')).map((role) => role.id)).toEqual(
    ['admin'],
  );
});
