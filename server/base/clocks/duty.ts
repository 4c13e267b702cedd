import type * as contract from '../../../shared/contract/base/clocks.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { DAY } from '../../../shared/time.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import { localDayStart } from '../deadlines/index.ts';
import { listStaffRecipients, requireStaffName } from '../identity/index.ts';
import { standIns } from './audience.ts';

/** Longest duty, days: a slip in the year must not put somebody on duty for ever. */
const MOST_DAYS = 31;
/** Duties that are over are shown for so many days back. */
const SHOWN_BACK = 7;

/** People whose duty it is now. Plan: duty_to from now on. */
export async function findOnDuty({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<string[]> {
  const rows = await db
    .selectFrom('clocks.duty')
    .select('person_id')
    .distinct()
    .where('cancelled_at', 'is', null)
    .where('to_at', '>', now)
    .where('from_at', '<=', now)
    .orderBy('person_id')
    .execute();
  return rows.map(({ person_id }) => person_id);
}

type List = typeof contract.listDuty;

/** Route: duties of the last week and those ahead; who is told today in place of whoever is away. */
export async function listDuty(ctx: Ctx, _: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const rows = await ctx.db
    .selectFrom('clocks.duty as duty')
    .innerJoin('identity.v_person as person', 'person.id', 'duty.person_id')
    .select(['duty.id', 'duty.person_id', 'person.short_name', 'duty.from_at', 'duty.to_at'])
    .where('duty.cancelled_at', 'is', null)
    .where('duty.to_at', '>', new Date(ctx.now.getTime() - SHOWN_BACK * DAY))
    .orderBy('duty.from_at')
    .orderBy('person.short_name')
    .execute();
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const standsIn = (id: string) => {
    const [other] = standIns([id], staff);
    return other && other !== id ? (staff.get(other)?.name ?? null) : null;
  };
  return {
    duties: rows.map((row) => ({
      id: row.id,
      personId: row.person_id,
      person: row.short_name ?? '',
      fromAt: row.from_at.toISOString(),
      toAt: row.to_at.toISOString(),
      isNow: row.from_at <= ctx.now && ctx.now < row.to_at,
      standIn: standsIn(row.person_id),
    })),
    can: offers(ctx, { keep: 'clocks.keep-duty' }),
  };
}

/** A day and an hour of the city. */
const momentOf = (day: string, time: string): Date => {
  const [hours, minutes] = time.split(':').map(Number);
  return new Date(localDayStart(day).getTime() + (hours! * 60 + minutes!) * 60_000);
};

type Add = typeof contract.addDuty;

/** Route: one more duty. Refuses one that is over, is too long, or that this person has already. */
export async function addDuty(ctx: Ctx, { body }: HandlerInput<Add>): Promise<RouteReplyInput<Add>> {
  const [from, to] = [momentOf(body.fromOn, body.fromTime), momentOf(body.toOn, body.toTime)];
  if (to <= from) throw badField('toOn', 'Конец дежурства раньше начала');
  if (to <= ctx.now) throw badField('toOn', 'Это дежурство уже прошло');
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY)
    throw badField('toOn', 'Дежурство длиннее месяца: проверьте даты');
  await requireStaffName(ctx, body.personId, 'personId');
  const taken = await ctx.db
    .selectFrom('clocks.duty')
    .select('id')
    .where('person_id', '=', body.personId)
    .where('cancelled_at', 'is', null)
    .where('from_at', '<', to)
    .where('to_at', '>', from)
    .executeTakeFirst();
  if (taken) throw badField('personId', 'Этот сотрудник в это время уже дежурит');
  const id = newId();
  await ctx.db
    .insertInto('clocks.duty')
    .values({
      id,
      person_id: body.personId,
      from_at: from,
      to_at: to,
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .execute();
  ctx.audit({
    action: 'clocks.add-duty',
    object: 'person',
    objectId: body.personId,
    data: { duty: id, fromAt: from.toISOString(), toAt: to.toISOString() },
  });
  return { id };
}

type Cancel = typeof contract.cancelDuty;

/** Route: the duty will not be, or ends now. */
export async function cancelDuty(
  ctx: Ctx,
  { params }: HandlerInput<Cancel>,
): Promise<RouteReplyInput<Cancel>> {
  const row = await ctx.db
    .updateTable('clocks.duty')
    .set({ cancelled_at: ctx.now })
    .where('id', '=', params.id)
    .where('cancelled_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такого дежурства нет. Обновите список.');
  ctx.audit({
    action: 'clocks.cancel-duty',
    object: 'person',
    objectId: row.person_id,
    data: { duty: params.id },
  });
  return { done: true };
}
