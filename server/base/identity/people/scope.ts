import type { StaffActor } from '../../../lib/module/context.ts';
import { findRole } from './roles.ts';

/** Where a permission holds: blocks × districts, an empty list meaning all. */
export interface Scope {
  blocks: readonly string[];
  districts: readonly string[];
}

/**
 * Where a member of staff holds a permission: one rectangle per role that carries it; none = nowhere.
 * For SQL: a row is in reach when any scope has (no blocks or the row's block) and (no districts or the row's district
 * equal to one of them or below it, `district LIKE id || '.%'`).
 */
export function scopesOf(actor: StaffActor, permission: string): Scope[] {
  if (!actor.permissions.has(permission)) return [];
  if (!actor.grants) return [{ blocks: actor.blocks, districts: actor.districts }];
  return actor.grants.filter((grant) => findRole(grant.role)?.permissions.includes(permission));
}
