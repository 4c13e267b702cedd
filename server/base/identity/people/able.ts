import { sql } from 'kysely';
import { cityDay } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { rolesWith } from './roles.ts';

/** Why a person can do nothing here today: no such member of staff, the door is closed to them, or no role of their own gives the right. */
type Unable = 'unknown' | 'closed' | 'no-role';

/** Which of these people cannot do today what a permission is for, each with the reason and their short name. One statement. */
export async function findUnable(
  ctx: Ctx,
  ids: readonly string[],
  permission: string,
): Promise<Map<string, { name: string; why: Unable }>> {
  const today = cityDay(ctx.config, ctx.now);
  const { rows } = await sql<{ id: string; name: string; works: boolean; holds: boolean }>`
    SELECT id, short_name AS name, is_active AS works, EXISTS (SELECT FROM identity.role_grant
        WHERE person_id = person.id AND revoked_at IS NULL AND valid_from <= ${today}::date
          AND (valid_to IS NULL OR valid_to >= ${today}::date) AND role = ANY(${rolesWith(permission)})) AS holds
    FROM identity.person WHERE kind = 'staff' AND id = ANY(${[...ids]}::uuid[])`.execute(ctx.db);
  const known = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    ids.flatMap((id) => {
      const row = known.get(id);
      const why = !row ? 'unknown' : !row.works ? 'closed' : !row.holds ? 'no-role' : null;
      return why ? [[id, { name: row?.name ?? '', why }] as const] : [];
    }),
  );
}
