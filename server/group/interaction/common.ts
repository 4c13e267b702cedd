import { badField } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { partnersOn } from './pack.ts';

export const mayKeepInteraction = (ctx: Ctx): boolean => hasPermission(ctx, 'working-group.keep');

/** Gives assignments and takes reports of them. */
export const mayControlAssignments = (ctx: Ctx): boolean => hasPermission(ctx, 'assignments.control');

/** Name of a correspondent: the pack's own, or the typed one where the pack names none. */
export function partnerName(code: string, typed: string, today: string): string {
  const known = partnersOn(today).find((one) => one.code === code);
  if (!known) throw badField('partner', 'Такого корреспондента нет');
  if (code !== 'other' && code !== 'region') return known.title;
  if (!typed) throw badField('partnerName', 'Назовите организацию');
  return typed;
}
