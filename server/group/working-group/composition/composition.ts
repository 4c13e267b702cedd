import type {
  Composition,
  GroupAct,
  getComposition as getCompositionRoute,
  Membership,
} from '../../../../shared/contract/group/working-group.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { findRole, listStaffRecipients } from '../../../base/identity/index.ts';
import { findBlock } from '../../../base/taxonomy/index.ts';
import { cityDay } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { offers } from '../../../lib/module/offers.ts';
import { judgeComposition } from './coverage.ts';
import { isMemberOn, listMemberRows, type MemberRow } from './members.ts';
import { groupPack } from './rules-pack.ts';

/** Route: the composition of a day, today's by default. */
export function getComposition(
  ctx: Ctx,
  { query }: HandlerInput<typeof getCompositionRoute>,
): Promise<Composition> {
  return readComposition(ctx, query.on);
}

/** Who is in the group on a local day, who was before, and what the decree finds lacking. */
export async function readComposition(ctx: Ctx, on?: string): Promise<Composition> {
  const today = cityDay(ctx.config, ctx.now);
  const day = on ?? today;
  const [rows, acts, able] = await Promise.all([
    listMemberRows(ctx),
    listActs(ctx),
    whoMayTakePart(ctx, today),
  ]);
  const present = (row: MemberRow) => presentMember(row, able);
  const members = rows.filter((row) => isMemberOn(row, day)).map(present);
  const former = rows
    .filter((row) => row.to_day !== null && row.to_day < day)
    .sort((a, b) => b.to_day!.localeCompare(a.to_day!))
    .map(present);
  const rules = groupPack.on(day);
  return {
    on: day,
    members,
    former,
    acts,
    ...judgeComposition(members, rules, (code) => findBlock(code)?.title ?? code),
    legal: groupPack.ground(),
    can: offers(ctx, { keep: 'working-group.keep' }),
  };
}

async function listActs(ctx: Ctx): Promise<GroupAct[]> {
  const rows = await ctx.db
    .selectFrom('working_group.act as act')
    .select((eb) => [
      'act.id',
      'act.number',
      'act.signed_on as signedOn',
      'act.title',
      eb
        .selectFrom('working_group.membership')
        .select(({ fn }) => fn.countAll<number>().as('uses'))
        .where(({ or, eb: of }) =>
          or([of('act_id', '=', eb.ref('act.id')), of('end_act_id', '=', eb.ref('act.id'))]),
        )
        .as('uses'),
    ])
    .orderBy('act.signed_on', 'desc')
    .orderBy('act.number')
    .execute();
  return rows.map((row) => ({ ...row, uses: row.uses ?? 0 }));
}

/** People whose roles of today open the group's part of the workplace to them. */
async function whoMayTakePart(ctx: Ctx, today: string): Promise<ReadonlySet<string>> {
  const staff = await listStaffRecipients(ctx.db, today);
  return new Set(
    [...staff.values()]
      .filter(({ grants }) =>
        grants.some(({ role }) => findRole(role)?.permissions.includes('working-group.take-part')),
      )
      .map(({ id }) => id),
  );
}

const presentMember = (row: MemberRow, able: ReadonlySet<string>): Membership => ({
  id: row.id,
  personId: row.person_id,
  name: row.person_name,
  position: row.position,
  organisation: row.organisation,
  role: row.role,
  blocks: row.blocks,
  fromDay: row.from_day,
  toDay: row.to_day,
  act: { id: row.act_id, number: row.act_number, signedOn: row.act_day },
  endAct: row.end_act_id
    ? { id: row.end_act_id, number: row.end_act_number!, signedOn: row.end_act_day! }
    : null,
  endGround: row.end_ground,
  substituteId: row.substitute_id,
  substitute: row.substitute_name,
  mayTakePart: able.has(row.person_id),
  version: row.version,
});
