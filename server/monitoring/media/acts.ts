import type * as acts from '../../../shared/contract/monitoring/media-acts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { localDate, localDayEnd } from '../../base/deadlines/index.ts';
import { requireStaffName } from '../../base/identity/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { nameOfActor } from '../../lib/module/context.ts';
import { mayEndTask } from './card.ts';
import { onContact, under } from './on-contact.ts';
import { refuseLabels } from './records.ts';

/** Route. */
export const addInteraction = onContact<HandlerInput<typeof acts.addInteraction>>(
  'add-interaction',
  async (ctx, contact, { body }) => {
    if (body.on > localDate(ctx.now)) throw badField('on', 'Этот день ещё впереди');
    refuseLabels(ctx, { words: body.words });
    const { kind, on, words, url } = body;
    await ctx.db
      .insertInto('media.interaction')
      .values({ ...under(ctx, contact), kind, happened_on: on, words, url })
      .execute();
    return { data: { kind, on } };
  },
);

/** Route. */
export const addAgreement = onContact<HandlerInput<typeof acts.addAgreement>>(
  'add-agreement',
  async (ctx, contact, { body: { words, fromOn, untilOn } }) => {
    if (untilOn < fromOn) throw badField('untilOn', 'Конец раньше начала');
    refuseLabels(ctx, { words });
    await ctx.db
      .insertInto('media.agreement')
      .values({ ...under(ctx, contact), words, from_on: fromOn, until_on: untilOn, state: 'open' })
      .execute();
    return { data: { from: fromOn, until: untilOn } };
  },
);

/** Route. */
export const endAgreement = onContact<HandlerInput<typeof acts.endAgreement>>(
  'end-agreement',
  async (ctx, contact, { params, body }) => {
    const { numUpdatedRows } = await ctx.db
      .updateTable('media.agreement')
      .set({ state: body.as, ended_on: localDate(ctx.now) })
      .where('id', '=', params.agreement)
      .where('contact_id', '=', contact.id)
      .where('state', '=', 'open')
      .executeTakeFirst();
    if (numUpdatedRows === 0n)
      throw new AppError('lib.conflict', 'Чем кончилась эта договорённость, уже отмечено.');
    return { data: { as: body.as } };
  },
);

/** Route: its day is on the ladder of reminders. */
export const addMediaTask = onContact<HandlerInput<typeof acts.addMediaTask>>(
  'add-task',
  async (ctx, contact, { body: { words, ownerId, dueOn } }) => {
    if (dueOn < localDate(ctx.now)) throw badField('dueOn', 'Этот день уже прошёл');
    refuseLabels(ctx, { words });
    await ctx.db
      .insertInto('media.task')
      .values({
        ...under(ctx, contact),
        words,
        owner_id: ownerId,
        owner_name: await requireStaffName(ctx, ownerId, 'ownerId'),
        due_at: localDayEnd(dueOn),
      })
      .execute();
    return { data: { due: dueOn } };
  },
);

/** Route: whoever it was given to, or whoever keeps the register. */
export const endMediaTask = onContact<HandlerInput<typeof acts.endMediaTask>>(
  'end-task',
  async (ctx, contact, { params, body: { outcome } }) => {
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
    refuseLabels(ctx, { outcome });
    await ctx.db
      .updateTable('media.task')
      .set({ done_at: ctx.now, done_by_name: nameOfActor(ctx), outcome })
      .where('id', '=', task.id)
      .execute();
    return {};
  },
);
