import { sql } from 'kysely';
import type { GroupRole } from '../../../../shared/contract/group/working-group.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** A line of the composition with the acts that began and ended it. */
export interface MemberRow {
  id: string;
  person_id: string;
  person_name: string;
  position: string;
  organisation: string;
  role: GroupRole;
  blocks: string[];
  from_day: string;
  to_day: string | null;
  act_id: string;
  act_number: string;
  act_day: string;
  end_act_id: string | null;
  end_act_number: string | null;
  end_act_day: string | null;
  end_ground: string;
  substitute_id: string | null;
  substitute_name: string | null;
  version: number;
}

const order = sql`array_position(ARRAY['chair', 'deputy', 'secretary', 'member'], role), person_name, from_day`;

/** Every line there is or was, by role and name: tens of rows. */
export async function listMemberRows(ctx: Ctx): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    SELECT line.id, person_id, person_name, position, organisation, role, blocks, from_day, to_day, act_id,
      begun.number AS act_number, begun.signed_on AS act_day, end_act_id, ended.number AS end_act_number,
      ended.signed_on AS end_act_day, end_ground, substitute_id, substitute_name, version
    FROM working_group.membership AS line
    JOIN working_group.act AS begun ON begun.id = act_id
    LEFT JOIN working_group.act AS ended ON ended.id = end_act_id
    ORDER BY ${order}`.execute(ctx.db);
  return rows;
}

/** Whether a membership counts on a local day. */
export const isMemberOn = (
  { from_day, to_day }: Pick<MemberRow, 'from_day' | 'to_day'>,
  day: string,
): boolean => from_day <= day && (to_day === null || to_day >= day);

/** Who heads the group on a day; null where nobody does. */
export async function chairOn(ctx: Ctx, day: string): Promise<{ id: string; name: string } | null> {
  const rows = await listMemberRows(ctx);
  const chair = rows.find((row) => row.role === 'chair' && isMemberOn(row, day));
  return chair ? { id: chair.person_id, name: chair.person_name } : null;
}
