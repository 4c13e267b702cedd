import { expect, test } from 'vitest';
import { compileSql } from '../../../tests/support/compile-sql.ts';
import type { Actor } from '../../lib/module/context.ts';
import { seenRows } from './rows.ts';

test.each<[string, Actor, string]>([
  ['the system sees all', { kind: 'system', name: 'test' }, 'true'],
  ['nobody known sees none', { kind: 'anonymous' }, 'false'],
  ['a resident sees none', { kind: 'resident', id: 'r', name: 'r', phone: null, email: null }, 'false'],
  ['a program sees none', { kind: 'machine', id: 'm', name: 'm', scopes: new Set() }, 'false'],
])('of conflicts and their signals %s', (_, actor, condition) => {
  for (const alias of ['conflict', 'signal'] as const)
    expect(compileSql(seenRows(actor, alias)).sql).toBe(condition);
});
