import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/group/working-group.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { dayAfter, formatDay } from '../../../../shared/text/dates.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import { findBlock } from '../../../base/taxonomy/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../../lib/module/stale.ts';
import { readComposition } from './composition.ts';
import { listMemberRows, type MemberRow } from './members.ts';

/** Changes of the composition come one after another: two secretaries cannot put in two chairs at once. */
const lockComposition = (ctx: Ctx) => sql`SELECT pg_advisory_xact_lock(398202110)`.execute(ctx.db);

/** Route: an act by which the composition is approved or changed. */
export async function recordAct(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.addAct>,
): Promise<contract.Composition> {
  const id = newId();
  const made = await ctx.db
    .insertInto('working_group.act')
    .values({
      id,
      number: body.number,
      signed_on: body.signedOn,
      title: body.title,
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .onConflict((conflict) => conflict.columns(['number', 'signed_on']).doNothing())
    .executeTakeFirst();
  if (!made.numInsertedOrUpdatedRows)
    throw new AppError('lib.conflict', `Акт № ${body.number} от ${formatDay(body.signedOn)} уже записан.`);
  ctx.audit({
    action: 'working-group.add-act',
    object: 'group-act',
    objectId: id,
    data: { number: body.number },
  });
  return readComposition(ctx);
}

async function requireAct(ctx: Ctx, id: string) {
  const act = await ctx.db
    .selectFrom('working_group.act')
    .select(['id', 'signed_on', 'number'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!act) throw badField('actId', 'Такого акта нет: сначала запишите его');
  return act;
}

/** Position and short name of a member of staff who works here. */
async function requirePerson(ctx: Ctx, id: string, field: string) {
  const person = await ctx.db
    .selectFrom('identity.v_person')
    .select(['id', 'short_name'])
    .where('id', '=', id)
    .where('kind', '=', 'staff')
    .where('is_active', '=', true)
    .executeTakeFirst();
  if (!person) throw badField(field, 'Такого сотрудника нет или вход ему закрыт');
  return { id: person.id!, name: person.short_name! };
}

async function readSubstitute(ctx: Ctx, id: string | null, personId: string) {
  if (id === null) return { substitute_id: null, substitute_name: null };
  if (id === personId) throw badField('substituteId', 'Никто не замещает сам себя');
  const { name } = await requirePerson(ctx, id, 'substituteId');
  return { substitute_id: id, substitute_name: name };
}

function requireBlocks(blocks: readonly string[]): string[] {
  for (const code of blocks) if (!findBlock(code)) throw badField('blocks', 'Такого отраслевого блока нет');
  return [...new Set(blocks)];
}

/** Why a person cannot have the role on days from `fromDay` on, among other lines: they, or the single seat, are in another. */
function findTaken(
  rows: readonly MemberRow[],
  { personId, role, fromDay }: { personId: string; role: contract.GroupRole; fromDay: string },
): { field: 'personId' | 'role'; words: string } | null {
  const later = rows.filter(({ to_day }) => to_day === null || to_day >= fromDay);
  const own = later.find(({ person_id }) => person_id === personId);
  if (own)
    return {
      field: 'personId',
      words: `${own.person_name} уже в составе: сначала выведите прежней строкой${own.to_day ? ` (она до ${formatDay(own.to_day)})` : ''}`,
    };
  const seated = role === 'member' ? undefined : later.find((row) => row.role === role);
  return seated
    ? { field: 'role', words: `${groupRoleTitles[role]} в эти дни — ${seated.person_name}: сначала выведите` }
    : null;
}

/** Route: one more line of the composition, by an act that is not younger than it. */
export async function addMember(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.addMember>,
): Promise<contract.Composition> {
  await lockComposition(ctx);
  const [act, person, rows] = await Promise.all([
    requireAct(ctx, body.actId),
    requirePerson(ctx, body.personId, 'personId'),
    listMemberRows(ctx),
  ]);
  if (body.fromDay < act.signed_on)
    throw badField('fromDay', `Раньше акта: он подписан ${formatDay(act.signed_on)}`);
  const taken = findTaken(rows, body);
  if (taken) throw badField(taken.field, taken.words);
  await requireUnmet(ctx, 'fromDay', { from: body.fromDay, to: null, personId: null });
  const id = newId();
  await ctx.db
    .insertInto('working_group.membership')
    .values({
      id,
      person_id: person.id,
      person_name: person.name,
      position: body.position,
      organisation: body.organisation,
      role: body.role,
      blocks: requireBlocks(body.blocks),
      from_day: body.fromDay,
      act_id: act.id,
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
      ...(await readSubstitute(ctx, body.substituteId, person.id)),
    })
    .execute();
  ctx.audit({
    action: 'working-group.add-member',
    object: 'membership',
    objectId: id,
    data: { person: person.id, role: body.role, fromDay: body.fromDay, act: act.number },
  });
  return readComposition(ctx);
}

/**
 * Who was a member at a meeting that was held stays so, whatever act is found later (decree 398, chapter 3): throws where a meeting that
 * was opened lies within the days. `personId` narrows it to meetings that person had a seat at.
 */
async function requireUnmet(
  ctx: Ctx,
  field: string | null,
  { from, to, personId }: { from: string; to: string | null; personId: string | null },
): Promise<void> {
  const { rows } = await sql<{ number: number | null; day: string }>`
    SELECT number, held_on AS day FROM working_group.meeting AS meeting
    WHERE held_on >= ${from}::date AND (${to}::date IS NULL OR held_on <= ${to}::date)
      AND (${personId}::uuid IS NULL OR EXISTS (SELECT FROM working_group.attendance
        WHERE meeting_id = meeting.id AND person_id = ${personId}))
    ORDER BY held_on LIMIT 1`.execute(ctx.db);
  const [met] = rows;
  if (!met) return;
  const name = `заседание${met.number ? ` № ${met.number}` : ''}`;
  const words = `${formatDay(met.day)} прошло ${name}: состав на тот день не меняется`;
  throw field ? badField(field, words) : new AppError('lib.conflict', `${words}.`);
}

/** What is put right backwards has an act of its own, younger than the one that began the line, and a ground. */
async function requireCorrection(
  ctx: Ctx,
  row: { act_id: string },
  { act, ground }: { act: { id: string; signed_on: string }; ground: string },
): Promise<void> {
  const begun = await requireAct(ctx, row.act_id);
  if (act.id === begun.id || act.signed_on <= begun.signed_on)
    throw badField(
      'actId',
      `Состав прошедших дней меняет новый акт: этот не позже того, которым введён (№ ${begun.number} от ${formatDay(begun.signed_on)})`,
    );
  if (ground.length < 3) throw badField('ground', 'Назовите основание: меняется состав прошедших дней');
}

const membershipRecord: RecordKind = {
  words: 'Строку состава',
  object: 'membership',
  module: 'working-group',
};

async function lockLine(ctx: Ctx, id: string, version: number) {
  await lockComposition(ctx);
  const query = ctx.db.selectFrom('working_group.membership').selectAll().where('id', '=', id);
  return lockSeen(membershipRecord, query, {
    seen: version,
    missing: () => new AppError('lib.not-found', 'Такой строки состава нет. Обновите страницу.'),
  });
}

/** Route: what the line says of the person; role and days change by acts alone. */
export async function changeMember(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeMember>,
): Promise<contract.Composition> {
  const row = await lockLine(ctx, params.id, body.version);
  await ctx.db
    .updateTable('working_group.membership')
    .set({
      position: body.position,
      organisation: body.organisation,
      blocks: requireBlocks(body.blocks),
      ...(await readSubstitute(ctx, body.substituteId, row.person_id)),
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({
    action: 'working-group.change-member',
    object: 'membership',
    objectId: row.id,
    data: { person: row.person_id, blocks: body.blocks },
  });
  return readComposition(ctx);
}

/** Throws where the last day may not be this one: a meeting has seen the days that change, or another line has them. */
async function requireEnd(
  ctx: Ctx,
  row: { id: string; person_id: string; role: string; to_day: string | null },
  toDay: string,
): Promise<void> {
  if (row.to_day === null || row.to_day >= cityDay(ctx.config, ctx.now))
    await requireUnmet(ctx, 'toDay', { from: dayAfter(toDay), to: null, personId: row.person_id });
  else {
    const [earlier, later] = row.to_day < toDay ? [row.to_day, toDay] : [toDay, row.to_day];
    await requireUnmet(ctx, 'toDay', { from: dayAfter(earlier), to: later, personId: null });
  }
  if (row.to_day === null || toDay <= row.to_day) return;
  const others = (await listMemberRows(ctx)).filter(({ id, from_day }) => id !== row.id && from_day <= toDay);
  const role = row.role as contract.GroupRole;
  const taken = findTaken(others, { personId: row.person_id, role, fromDay: dayAfter(row.to_day) });
  if (taken) throw badField('toDay', taken.words);
}

/** Route: the last day of a membership, by an act. */
export async function endMember(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.endMember>,
): Promise<contract.Composition> {
  const row = await lockLine(ctx, params.id, body.version);
  const act = await requireAct(ctx, body.actId);
  if (body.toDay < row.from_day)
    throw badField('toDay', `Раньше первого дня: в составе с ${formatDay(row.from_day)}`);
  await requireEnd(ctx, row, body.toDay);
  // Days that have gone by change as much by a later end as by an earlier one.
  const [first = body.toDay] = [row.to_day ?? body.toDay, body.toDay].toSorted();
  if (first < cityDay(ctx.config, ctx.now)) await requireCorrection(ctx, row, { act, ground: body.ground });
  await ctx.db
    .updateTable('working_group.membership')
    .set({ to_day: body.toDay, end_act_id: act.id, end_ground: body.ground, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({
    action: 'working-group.end-member',
    object: 'membership',
    objectId: row.id,
    data: { person: row.person_id, toDay: body.toDay, act: act.number, hasGround: body.ground !== '' },
  });
  return readComposition(ctx);
}

/** Route: a line entered by mistake. One somebody had a seat by at a meeting is ended by an act instead. */
export async function removeMember(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.removeMember>,
): Promise<contract.Composition> {
  const row = await lockLine(ctx, params.id, query.version);
  await requireUnmet(ctx, null, { from: row.from_day, to: row.to_day, personId: row.person_id });
  await ctx.db.deleteFrom('working_group.membership').where('id', '=', row.id).execute();
  ctx.audit({
    action: 'working-group.remove-member',
    object: 'membership',
    objectId: row.id,
    data: { person: row.person_id, role: row.role, fromDay: row.from_day },
  });
  return readComposition(ctx);
}
