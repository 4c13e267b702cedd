import type { cancelAbsence, setAbsence } from '../../../../shared/contract/base/people.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDate } from '../../../../shared/text/dates.ts';
import { readCity } from '../../../lib/city.ts';
import type { Db } from '../../../lib/database/db.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { requireDay } from './grant.ts';
import { requireStaff } from './staff.ts';

/** Longest absence, days: a slip in the year must not hand a queue over for decades. */
const MAX_DAYS = 1100;

async function findOverlap(db: Db, personId: string, fromDay: string, toDay: string) {
  return db
    .selectFrom('identity.absence')
    .select(['from_day', 'to_day'])
    .where('person_id', '=', personId)
    .where('cancelled_at', 'is', null)
    .where('from_day', '<=', toDay)
    .where('to_day', '>=', fromDay)
    .orderBy('from_day')
    .executeTakeFirst();
}

/** Absences from some day on, soonest first. */
export async function listAbsences(db: Db, personId: string, fromDay: string) {
  return db
    .selectFrom('identity.absence as absence')
    .innerJoin('identity.person as substitute', 'substitute.id', 'absence.substitute_id')
    .select([
      'absence.id',
      'absence.person_id as personId',
      'absence.substitute_id as substituteId',
      'substitute.short_name as substitute',
      'absence.from_day as fromDay',
      'absence.to_day as toDay',
      'absence.reason',
    ])
    .where('absence.person_id', '=', personId)
    .where('absence.cancelled_at', 'is', null)
    .where('absence.to_day', '>=', fromDay)
    .orderBy('absence.from_day')
    .execute();
}

/**
 * Route: while the person is away the substitute holds their roles and keeps their queue.
 * Refuses overlapping absences and a substitute who is away in the same days.
 */
export async function addAbsence(ctx: Ctx, { params, body }: HandlerInput<typeof setAbsence>) {
  const fromDay = requireDay('fromDay', body.fromDay);
  const toDay = requireDay('toDay', body.toDay);
  if (toDay < fromDay) throw badField('toDay', 'Последний день раньше первого');
  if (Date.parse(toDay) - Date.parse(fromDay) > MAX_DAYS * 86_400_000)
    throw badField('toDay', 'Отсутствие не бывает длиннее трёх лет, проверьте год');
  const person = await requireStaff(ctx.db, params.id);
  if (body.substituteId === person.id) throw badField('substituteId', 'Сотрудник не может замещать сам себя');
  const substitute = await requireStaff(ctx.db, body.substituteId);
  if (!substitute.is_active) throw badField('substituteId', 'Этому сотруднику закрыт вход, выберите другого');
  const { zone } = readCity(ctx.config);
  const own = await findOverlap(ctx.db, person.id, fromDay, toDay);
  if (own)
    throw new AppError(
      'lib.conflict',
      `Уже записано отсутствие с ${formatDate(own.from_day, zone)} по ${formatDate(own.to_day, zone)}.`,
    );
  if (await findOverlap(ctx.db, substitute.id, fromDay, toDay))
    throw badField('substituteId', `${substitute.short_name} отсутствует в эти дни, выберите другого`);
  const id = newId();
  await ctx.db
    .insertInto('identity.absence')
    .values({
      id,
      person_id: person.id,
      substitute_id: substitute.id,
      from_day: fromDay,
      to_day: toDay,
      reason: body.reason,
      created_at: ctx.now,
    })
    .execute();
  ctx.audit({
    action: 'identity.absence-set',
    object: 'person',
    objectId: person.id,
    data: { absence: id, substitute: substitute.id, fromDay, toDay },
  });
  return {
    absence: {
      id,
      personId: person.id,
      substituteId: substitute.id,
      substitute: substitute.short_name,
      fromDay,
      toDay,
      reason: body.reason,
    },
  };
}

/** Route: the person is back earlier or never left. */
export async function removeAbsence(
  ctx: Ctx,
  { params }: HandlerInput<typeof cancelAbsence>,
): Promise<{ done: true }> {
  const cancelled = await ctx.db
    .updateTable('identity.absence')
    .set({ cancelled_at: ctx.now })
    .where('id', '=', params.absenceId)
    .where('person_id', '=', params.id)
    .where('cancelled_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!cancelled) throw new AppError('lib.not-found', 'Такого отсутствия нет. Обновите карточку.');
  ctx.audit({
    action: 'identity.absence-cancelled',
    object: 'person',
    objectId: params.id,
    data: { absence: params.absenceId },
  });
  return { done: true };
}
