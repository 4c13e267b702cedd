import { describe, expect, it } from 'vitest';
import { staffActor } from '../../../tests/support/actors.ts';
import { compileSql } from '../../../tests/support/compile-sql.ts';
import type { Actor } from '../../lib/module/context.ts';
import { KEEP, keptOutages, mayKeep } from './reach.ts';

const roads = { block: 'roads', districtIds: ['north.a', 'north.b'] };
const permissions = new Set([KEEP]);
const keeper = (limits: { blocks?: string[]; districts?: string[] } = {}) =>
  staffActor({ roles: ['operator'], permissions, ...limits });

describe('an outage of roads in two parts of the north', () => {
  it.each<[string, Actor, boolean]>([
    ['the system', { kind: 'system', name: 'test' }, true],
    ['a program with a key', { kind: 'machine', id: 'm', name: 'm', scopes: new Set() }, true],
    ['nobody known', { kind: 'anonymous' }, false],
    ['a resident', { kind: 'resident', id: 'r', name: 'r', phone: null, email: null }, false],
    ['staff without the right', staffActor({ roles: ['operator'], permissions: new Set() }), false],
    ['staff of the whole city', keeper(), true],
    ['staff of its block', keeper({ blocks: ['roads', 'waste'] }), true],
    ['staff of another block', keeper({ blocks: ['waste'] }), false],
    ['staff of its district', keeper({ districts: ['north'] }), true],
    ['staff of both its parts', keeper({ districts: ['north.a', 'north.b'] }), true],
    ['staff of one of its parts', keeper({ districts: ['north.a'] }), false],
    ['staff of a district of a like name', keeper({ districts: ['nor'] }), false],
    ['staff of its block elsewhere', keeper({ blocks: ['roads'], districts: ['south'] }), false],
  ])('%s', (_, actor, may) => {
    expect(mayKeep(actor, roads)).toBe(may);
  });
});

describe('outages kept', () => {
  it.each<[string, Actor, string]>([
    ['by the system are all', { kind: 'system', name: 'test' }, 'true'],
    ['by a program are all', { kind: 'machine', id: 'm', name: 'm', scopes: new Set() }, 'true'],
    ['by nobody known are none', { kind: 'anonymous' }, 'false'],
    ['without the right are none', staffActor({ roles: ['operator'], permissions: new Set() }), 'false'],
  ])('%s', (_, actor, condition) => {
    expect(compileSql(keptOutages(actor)).sql).toBe(condition);
  });
});
