import type * as contract from '../../../shared/contract/heatmap/zones.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { claimFiles, type FileAccess } from '../../base/files/index.ts';
import { listStaffRecipients } from '../../base/identity/index.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { readZone } from './card.ts';
import { tellOfZones } from './letters.ts';
import { addLine, lockZone, type ZoneRecord } from './rows.ts';

type Card = contract.ZoneCard;

/** Writes what changed of a zone with its line of history and record of the journal. */
async function change(
  ctx: Ctx,
  zone: ZoneRecord,
  set: Partial<Omit<ZoneRecord, 'id' | 'version'>>,
  told: { action: string; text: string },
): Promise<void> {
  await ctx.db
    .updateTable('zones.card')
    .set({ ...set, version: zone.version + 1 })
    .where('id', '=', zone.id)
    .execute();
  await addLine(ctx, zone.id, told.text);
  ctx.audit({ action: told.action, object: 'zone', objectId: zone.id });
}

/** Route: who answers for the way out; told by a letter. */
export async function setZoneOwner(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.setZoneOwner>,
): Promise<Card> {
  const zone = await lockZone(ctx, params.id, body.version);
  const owner = (await listStaffRecipients(ctx.db, localDate(ctx.now))).get(body.ownerId);
  if (!owner)
    throw new AppError('lib.bad-input', 'Такого сотрудника нет или он уже не работает.', {
      fields: { ownerId: 'Выберите сотрудника' },
    });
  await change(
    ctx,
    zone,
    { owner_id: owner.id, owner_name: owner.name },
    { action: 'zones.set-owner', text: `Владелец: ${owner.name}` },
  );
  await tellOfZones(ctx, [{ ...zone, owner_id: owner.id }], 'owner');
  return readZone(ctx, zone.id);
}

/** Route: cause, plan and the day of the way out of a zone somebody owns: it is being worked. A plan written anew takes a claim back. */
export async function planZone(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.planZone>,
): Promise<Card> {
  const zone = await lockZone(ctx, params.id, body.version);
  if (zone.owner_id === null)
    throw new AppError('lib.conflict', 'Сначала назначьте владельца: за план кто-то отвечает.');
  if (body.exitOn <= localDate(ctx.now))
    throw new AppError('lib.bad-input', 'День выхода — впереди.', {
      fields: { exitOn: 'Не раньше завтра' },
    });
  await change(
    ctx,
    zone,
    { state: 'working', cause: body.cause, plan: body.plan, exit_on: body.exitOn, claimed_on: null },
    {
      action: 'zones.plan',
      text: `Причина: ${body.cause}. План: ${body.plan}. Выход до ${formatDay(body.exitOn)}`,
    },
  );
  return readZone(ctx, zone.id);
}

/** Route: the exit is claimed, with what proves it; whether it is one, the days that follow say. */
export async function claimExit(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.claimExit>,
): Promise<Card> {
  const zone = await lockZone(ctx, params.id, body.version);
  if (zone.state !== 'working')
    throw new AppError(
      'lib.conflict',
      zone.state === 'open' ? 'Сначала запишите причину, план и срок выхода.' : 'Выход уже заявлен.',
    );
  if (!(await isProven(ctx, zone.id)))
    throw new AppError('lib.conflict', 'Сначала приложите доказательство: фотографию или документ.');
  await change(
    ctx,
    zone,
    { state: 'claimed', claimed_on: localDate(ctx.now) },
    { action: 'zones.claim', text: `Выход заявлен: ${body.words}` },
  );
  await tellOfZones(ctx, [zone], 'claimed');
  return readZone(ctx, zone.id);
}

async function isProven(ctx: Ctx, id: string): Promise<boolean> {
  const proof = await ctx.db
    .selectFrom('zones.proof')
    .select('file_id')
    .where('card_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  return proof !== undefined;
}

/** Route. */
export async function noteZone(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.noteZone>,
): Promise<Card> {
  const zone = await lockZone(ctx, params.id, null);
  await addLine(ctx, zone.id, body.words);
  ctx.audit({ action: 'zones.note', object: 'zone', objectId: zone.id });
  return readZone(ctx, zone.id);
}

/** Route: a picture or a paper. */
export async function proveZone(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.proveZone>,
): Promise<Card> {
  const zone = await lockZone(ctx, params.id, body.version);
  await claimFiles(ctx, [{ fileId: body.fileId, token: body.token }]);
  await ctx.db
    .insertInto('zones.proof')
    .values({
      file_id: body.fileId,
      card_id: zone.id,
      title: body.title,
      added_by_name: nameOfActor(ctx),
      added_at: ctx.now,
    })
    .execute();
  await change(ctx, zone, {}, { action: 'zones.prove', text: `Приложено: ${body.title}` });
  return readZone(ctx, zone.id);
}

/** Who may open a proof: whoever reads zones. */
export async function accessProof(ctx: Ctx, fileId: string): Promise<FileAccess> {
  if (ctx.actor.kind !== 'staff' || !ctx.actor.permissions.has('heatmap.read')) return 'denied';
  const proof = await ctx.db
    .selectFrom('zones.proof')
    .select('file_id')
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  return proof ? 'allowed' : 'denied';
}
