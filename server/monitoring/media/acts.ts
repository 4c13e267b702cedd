import type { MediaCard } from '../../../shared/contract/monitoring/media.ts';
import type * as acts from '../../../shared/contract/monitoring/media-acts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { localDate, localDayEnd } from '../../base/deadlines/index.ts';
import { requireStaffName } from '../../base/identity/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { mayEndTask, readMediaCard } from './card.ts';
import { refuseLabels } from './records.ts';
import { lockContact, tellContact, touchContact } from './rows.ts';

/** Route. */
export async function addInteraction(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.addInteraction>,
): Promise<MediaCard> {
  const contact = await lockContact(ctx, params.id, body.version);
  if (body.on > localDate(ctx.now)) throw badField('on', 'Этот день ещё впереди');
  refuseLabels(ctx, { words: body.words });
  await ctx.db
    .insertInto('media.interaction')
    .values({
      id: newId(),
      contact_id: contact.id,
      kind: body.kind,
      happened_on: body.on,
      words: body.words,
      url: body.url,
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .execute();
  await touchContact(ctx, contact);
  tellContact(ctx, contact.id, 'add-interaction', { kind: body.kind, on: body.on });
  return readMediaCard(ctx, contact.id);
}

/** Route. */
export async function addAgreement(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.addAgreement>,
): Promise<MediaCard> {
  const contact = await lockContact(ctx, params.id, body.version);
  if (body.untilOn < body.fromOn) throw badField('untilOn', 'Конец раньше начала');
  refuseLabels(ctx, { words: body.words });
  await ctx.db
    .insertInto('media.agreement')
    .values({
      id: newId(),
      contact_id: contact.id,
      words: body.words,
      from_on: body.fromOn,
      until_on: body.untilOn,
      state: 'open',
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .execute();
  await touchContact(ctx, contact);
  tellContact(ctx, contact.id, 'add-agreement', { from: body.fromOn, until: body.untilOn });
  return readMediaCard(ctx, contact.id);
}

/** Route. */
export async function endAgreement(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.endAgreement>,
): Promise<MediaCard> {
  const contact = await lockContact(ctx, params.id, body.version);
  const { numUpdatedRows } = await ctx.db
    .updateTable('media.agreement')
    .set({ state: body.as, ended_on: localDate(ctx.now) })
    .where('id', '=', params.agreement)
    .where('contact_id', '=', contact.id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new AppError('lib.conflict', 'Чем кончилась эта договорённость, уже отмечено.');
  await touchContact(ctx, contact);
  tellContact(ctx, contact.id, 'end-agreement', { as: body.as });
  return readMediaCard(ctx, contact.id);
}

/** Route: its day is on the ladder of reminders. */
export async function addMediaTask(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.addMediaTask>,
): Promise<MediaCard> {
  const contact = await lockContact(ctx, params.id, body.version);
  if (body.dueOn < localDate(ctx.now)) throw badField('dueOn', 'Этот день уже прошёл');
  refuseLabels(ctx, { words: body.words });
  await ctx.db
    .insertInto('media.task')
    .values({
      id: newId(),
      contact_id: contact.id,
      words: body.words,
      owner_id: body.ownerId,
      owner_name: await requireStaffName(ctx, body.ownerId, 'ownerId'),
      due_at: localDayEnd(body.dueOn),
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .execute();
  await touchContact(ctx, contact);
  tellContact(ctx, contact.id, 'add-task', { due: body.dueOn });
  return readMediaCard(ctx, contact.id);
}

/** Route: whoever it was given to, or whoever keeps the register. */
export async function endMediaTask(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.endMediaTask>,
): Promise<MediaCard> {
  const contact = await lockContact(ctx, params.id, body.version);
  const task = await ctx.db
    .selectFrom('media.task')
    .selectAll()
    .where('id', '=', params.task)
    .where('contact_id', '=', contact.id)
    .executeTakeFirst();
  if (!task) throw new AppError('lib.not-found', 'Такой задачи нет.');
  if (task.done_at) throw new AppError('lib.conflict', 'Эта задача уже сделана.');
  if (!mayEndTask(ctx, task))
    throw new AppError('lib.forbidden', 'Задачу отмечает тот, кому она поставлена, или кто ведёт реестр.');
  refuseLabels(ctx, { outcome: body.outcome });
  await ctx.db
    .updateTable('media.task')
    .set({ done_at: ctx.now, done_by_name: nameOfActor(ctx), outcome: body.outcome })
    .where('id', '=', task.id)
    .execute();
  await touchContact(ctx, contact);
  tellContact(ctx, contact.id, 'end-task');
  return readMediaCard(ctx, contact.id);
}
