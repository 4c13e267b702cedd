import type * as contract from '../../../../shared/contract/pages/register.ts';
import type * as acts from '../../../../shared/contract/pages/register-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { findUnit } from '../../../base/identity/index.ts';
import { isTaken } from '../../../lib/database/taken.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { lockSeen, type RecordKind, refuseStale } from '../../../lib/module/stale.ts';
import { listRegister } from '../list.ts';
import { requireNetwork } from '../rows.ts';

const bodyKind: RecordKind = { words: 'Сведения об органе', object: 'register-body', module: 'register' };
const exemptionKind: RecordKind = {
  words: 'Основание',
  object: 'register-exemption',
  module: 'register',
};

type Said = HandlerInput<typeof acts.saveBody>['body'];

async function requireBody(ctx: Ctx, unitId: string): Promise<void> {
  const unit = await findUnit(ctx.db, unitId);
  if (!unit?.isActive) throw new AppError('lib.not-found', 'Такого органа нет, или он закрыт.');
}

/** What the register says of a body, written over what the caller saw. */
export async function writeBody(ctx: Ctx, unitId: string, { version, ...said }: Said): Promise<void> {
  const known = await ctx.db
    .selectFrom('register.body')
    .select(['unit_id as id', 'version'])
    .where('unit_id', '=', unitId)
    .forUpdate()
    .executeTakeFirst();
  refuseStale(bodyKind, { id: unitId, version: known?.version ?? 0 }, version);
  const columns = { ...said, changed_at: ctx.now, changed_by_name: nameOfActor(ctx) };
  const write = known
    ? ctx.db
        .updateTable('register.body')
        .set({ ...columns, version: known.version + 1 })
        .where('unit_id', '=', unitId)
    : ctx.db.insertInto('register.body').values({ unit_id: unitId, ...columns });
  await write.execute().catch((error: unknown) => {
    if (isTaken(error, 'body_ogrn')) throw badField('ogrn', 'Этот ОГРН уже у другого органа реестра');
    if (isTaken(error, 'body_pkey'))
      throw new AppError('lib.conflict', 'Об органе только что записали. Обновите список.');
    throw error;
  });
  ctx.audit({
    action: 'register.save-body',
    object: 'register-body',
    objectId: unitId,
    data: { recipient: said.recipient, level: said.level, ogrn: said.ogrn },
  });
}

/** Route. An organisation outside of the administration comes into the register by it. */
export async function saveBody(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.saveBody>,
): Promise<contract.Register> {
  await requireBody(ctx, params.unitId);
  await writeBody(ctx, params.unitId, body);
  return listRegister(ctx);
}

type Exempt = HandlerInput<typeof acts.addExemption>['body'];

/** Puts down why a body keeps no page. */
export async function writeExemption(ctx: Ctx, unitId: string, exempt: Exempt): Promise<void> {
  const { network, ground, from, until, isForBelow } = exempt;
  if (network !== null) requireNetwork(ctx, network);
  if (until !== null && until < from) throw badField('until', 'Срок кончается раньше, чем начинается');
  if (until !== null && until < localDate(ctx.now)) throw badField('until', 'Этот срок уже прошёл');
  const id = newId();
  await ctx.db
    .insertInto('register.exemption')
    .values({
      id,
      unit_id: unitId,
      network,
      ground,
      from_day: from,
      until_day: until,
      is_for_below: isForBelow,
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .execute();
  ctx.audit({
    action: 'register.add-exemption',
    object: 'register-exemption',
    objectId: id,
    data: { unit: unitId, network, ground, until, isForBelow },
  });
}

/** Route. */
export async function addExemption(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.addExemption>,
): Promise<contract.Register> {
  await requireBody(ctx, params.unitId);
  await writeExemption(ctx, params.unitId, body);
  return listRegister(ctx);
}

/** Route: it stays on record with who ended it and why. */
export async function endExemption(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.endExemption>,
): Promise<contract.Register> {
  const missing = () => new AppError('lib.not-found', 'Такого основания нет, или оно уже снято.');
  const query = ctx.db
    .selectFrom('register.exemption')
    .selectAll()
    .where('id', '=', params.id)
    .where('ended_at', 'is', null);
  const row = await lockSeen(exemptionKind, query, { seen: body.version, missing });
  await ctx.db
    .updateTable('register.exemption')
    .set({
      ended_at: ctx.now,
      ended_by_name: nameOfActor(ctx),
      end_reason: body.reason,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({
    action: 'register.end-exemption',
    object: 'register-exemption',
    objectId: row.id,
    data: { unit: row.unit_id, reason: body.reason },
  });
  return listRegister(ctx);
}
