import { describe, expect, it } from 'vitest';
import { staffActor } from '../../../../tests/support/actors.ts';
import { findRole } from '../../../base/identity/index.ts';
import type { StaffActor } from '../../../lib/module/context.ts';
import { isExecutorOnly, onlyExecutes, permissionsOn, readingScopes, readsEverything } from './reach.ts';

const OWN = '00000000-0000-7000-8000-000000000001';
const FOREIGN = '00000000-0000-7000-8000-000000000002';

interface Limits {
  blocks?: string[];
  districts?: string[];
}

function holder(...grants: [role: string, limits?: Limits][]): StaffActor {
  return staffActor({
    roles: grants.map(([role]) => role),
    permissions: new Set(grants.flatMap(([role]) => findRole(role)!.permissions)),
    unitIds: [OWN],
    grants: grants.map(([role, { blocks = [], districts = [] } = {}]) => ({ role, blocks, districts })),
  });
}

describe('who only executes', () => {
  it.each([
    [['cases.answer'], true],
    [['cases.answer', 'cases.read'], true],
    [[], false],
    [['cases.read'], false],
    [['cases.answer', 'cases.triage'], false],
    [['cases.answer', 'cases.review'], false],
    [['cases.answer', 'cases.approve'], false],
  ])('%j: %s', (permissions, isOnly) => {
    expect(isExecutorOnly(new Set(permissions))).toBe(isOnly);
  });

  it('in one of several roles is not only an executor', () => {
    expect(onlyExecutes(holder(['executor']))).toBe(true);
    expect(onlyExecutes(holder(['executor'], ['operator']))).toBe(false);
    expect(onlyExecutes({ kind: 'system', name: 'probe' })).toBe(false);
  });

  it('reads by that role what own units have, by another what that one lets', () => {
    expect(readingScopes(holder(['executor'], ['operator', { blocks: ['roads'] }]))).toEqual([
      { blocks: [], districts: [], isOfOwnUnits: true },
      { blocks: ['roads'], districts: [], isOfOwnUnits: false },
    ]);
    expect(readsEverything(holder(['executor']))).toBe(false);
    expect(readsEverything(holder(['operator', { blocks: ['roads'] }]))).toBe(false);
    expect(readsEverything(holder(['operator', { districts: ['sinarsky'] }]))).toBe(false);
    expect(readsEverything(holder(['operator']))).toBe(true);
  });
});

describe('who only executes answers', () => {
  const file = { block: 'roads', district_id: 'sinarsky' };
  const mayAnswer = (actor: StaffActor, unit?: string | null) =>
    permissionsOn(actor, unit === undefined ? file : { ...file, executor_unit_id: unit }).has('cases.answer');

  it('for own units alone, and for nobody while no unit is named', () => {
    expect(mayAnswer(holder(['executor']), OWN)).toBe(true);
    expect(mayAnswer(holder(['executor']), FOREIGN)).toBe(false);
    expect(mayAnswer(holder(['executor']), null)).toBe(false);
  });

  it('where the question is not of the unit, by the block and the district', () => {
    expect(mayAnswer(holder(['executor']))).toBe(true);
    expect(mayAnswer(holder(['executor', { blocks: ['waste'] }]))).toBe(false);
  });

  it('reads what is foreign to the unit by the block all the same', () => {
    const foreign = { ...file, executor_unit_id: FOREIGN };
    expect(permissionsOn(holder(['executor']), foreign).has('cases.read')).toBe(true);
  });
});

describe('a permission on a case', () => {
  const triages = (limits: Limits, block: string | null, district: string | null) =>
    permissionsOn(holder(['operator', limits]), { block, district_id: district }).has('cases.triage');

  it.each<[Limits, string | null, string | null, boolean]>([
    [{}, 'roads', 'sinarsky', true],
    [{ blocks: ['roads'] }, 'roads', 'sinarsky', true],
    [{ blocks: ['roads'] }, 'waste', 'sinarsky', false],
    [{ blocks: ['roads'] }, null, 'sinarsky', true],
    [{ districts: ['sinarsky'] }, 'roads', 'sinarsky', true],
    [{ districts: ['sinarsky'] }, 'roads', 'sinarsky.centre', true],
    [{ districts: ['sinarsky'] }, 'roads', 'sinarsky2', false],
    [{ districts: ['sinarsky.centre'] }, 'roads', 'sinarsky', false],
    [{ districts: ['sinarsky'] }, 'roads', null, true],
    [{ blocks: ['roads'], districts: ['sinarsky'] }, 'roads', 'krasnogorsky', false],
    [{ blocks: ['roads'], districts: ['sinarsky'] }, 'waste', 'sinarsky', false],
  ])('within %j on %s in %s: %s', (limits, block, district, may) => {
    expect(triages(limits, block, district)).toBe(may);
  });

  it('limits of two roles lend each other nothing', () => {
    const actor = holder(['observer'], ['operator', { blocks: ['roads'] }]);
    const rights = permissionsOn(actor, { block: 'waste', district_id: null });
    expect(rights.has('cases.read')).toBe(true);
    expect(rights.has('cases.triage')).toBe(false);
  });
});
