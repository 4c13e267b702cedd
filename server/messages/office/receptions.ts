import { sql } from 'kysely';
import type {
  bookVisit as bookVisitRoute,
  closeVisit as closeVisitRoute,
  listReceptions as listReceptionsRoute,
  planReception as planReceptionRoute,
  Reception,
  revealVisit as revealVisitRoute,
} from '../../../shared/contract/messages/office-reception.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { normalisePhone } from '../../base/identity/index.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, hasPermission, isStaff } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import { maskName } from '../cases/index.ts';
import { readableAppeals } from './appeal-line.ts';
import { officeOf } from './settings.ts';

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Times of a reception, one person each. */
export function slotsOf(startsAt: string, endsAt: string, step: number): string[] {
  const slots: string[] = [];
  for (let at = minutesOf(startsAt); at + step <= minutesOf(endsAt); at += step) slots.push(timeOf(at));
  return slots;
}

type List = typeof listReceptionsRoute;

/** Route: hours of reception with who is booked. Plan: reception_day, then the visits of those. */
export async function listReceptions(
  ctx: Ctx,
  { query }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  const rows = await ctx.db
    .selectFrom('office.reception')
    .selectAll()
    .where('day', '>=', query.from)
    .where('day', '<=', query.to)
    .orderBy('day')
    .orderBy('starts_at')
    .limit(200)
    .execute();
  const receptions = await Promise.all(rows.map((row) => present(ctx, row)));
  return {
    receptions,
    legal: officeOf(ctx.config).reception.legal,
    can: offers(ctx, { plan: 'office.keep' }),
  };
}

interface ReceptionRow {
  id: string;
  day: string;
  starts_at: string;
  ends_at: string;
  official_name: string;
  official_position: string;
  place: string;
}

/**
 * A visit belongs to no block until it became an appeal; then it is told to who may read that appeal. Beside a left join of
 * cases.v_appeal.
 */
const isOurs = (ctx: Ctx) =>
  sql<boolean>`(office.visit.case_id IS NULL OR coalesce(${readableAppeals(ctx)}, false))`;

/** A visit the caller may act upon, locked. */
async function lockVisit(ctx: Ctx, id: string) {
  const visit = await ctx.db
    .selectFrom('office.visit')
    .select(['id', 'reception_id', 'person_name', 'phone'])
    .where('id', '=', id)
    .where(
      sql<boolean>`(case_id IS NULL OR EXISTS (SELECT FROM cases.v_appeal WHERE v_appeal.id = case_id AND ${readableAppeals(ctx)}))`,
    )
    .forUpdate()
    .executeTakeFirst();
  if (!visit) throw new AppError('lib.not-found', 'Такой записи нет. Обновите график.');
  return visit;
}

/** Route: who comes, in full, for a stated reason. The journal keeps who, whose and why, never the contacts. */
export async function revealVisit(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof revealVisitRoute>,
): Promise<RouteReplyInput<typeof revealVisitRoute>> {
  const visit = await lockVisit(ctx, params.id);
  ctx.audit({
    action: 'office.reveal-visit',
    object: 'reception',
    objectId: visit.reception_id,
    data: { visit: visit.id, reason: body.reason },
  });
  return { name: visit.person_name, phone: visit.phone };
}

async function present(ctx: Ctx, row: ReceptionRow): Promise<Reception> {
  const visits = await ctx.db
    .selectFrom('office.visit')
    .leftJoin('cases.v_appeal', 'cases.v_appeal.id', 'office.visit.case_id')
    .select(['office.visit.id', 'at', 'office.visit.person_name', 'subject', 'result', 'result_note'])
    .select(['cases.v_appeal.number', isOurs(ctx).as('is_ours')])
    .where('reception_id', '=', row.id)
    .orderBy('at')
    .execute();
  const taken = new Set(visits.map(({ at }) => at));
  const keeps = hasPermission(ctx, 'office.keep');
  const slots = slotsOf(row.starts_at, row.ends_at, officeOf(ctx.config).reception.minutes);
  return {
    id: row.id,
    day: row.day,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    official: row.official_name,
    position: row.official_position,
    place: row.place,
    free: slots.filter((slot) => !taken.has(slot)),
    visits: visits.map((visit) => ({
      id: visit.id,
      at: visit.at,
      name: maskName(visit.person_name),
      subject: visit.is_ours ? visit.subject : 'Дело ведут другие',
      result: visit.result,
      ...(visit.is_ours
        ? { resultNote: visit.result_note, caseNumber: visit.number }
        : { resultNote: null, caseNumber: null }),
      can: keeps && visit.is_ours ? ['close', 'reveal'] : [],
    })),
    can: keeps ? ['book', 'close'] : [],
  };
}

async function read(ctx: Ctx, id: string): Promise<Reception> {
  const row = await ctx.db.selectFrom('office.reception').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такого приёма нет. Обновите график.');
  return present(ctx, row);
}

/** Route: hours of reception are announced. */
export async function planReception(
  ctx: Ctx,
  { body }: HandlerInput<typeof planReceptionRoute>,
): Promise<Reception> {
  const step = officeOf(ctx.config).reception.minutes;
  if (slotsOf(body.startsAt, body.endsAt, step).length === 0)
    throw new AppError('lib.bad-input', `Приём короче одного посетителя: нужно не меньше ${step} минут.`, {
      fields: { endsAt: 'Окончание должно быть позже начала' },
    });
  const id = newId();
  await ctx.db
    .insertInto('office.reception')
    .values({
      id,
      day: body.day,
      starts_at: body.startsAt,
      ends_at: body.endsAt,
      place: body.place,
      official_name: body.official,
      official_position: body.position,
      made_by: isStaff(ctx.actor) ? ctx.actor.id : '',
      made_at: ctx.now,
    })
    .execute();
  ctx.audit({ action: 'office.plan-reception', object: 'reception', objectId: id, data: { day: body.day } });
  return read(ctx, id);
}

/** Route: a person is booked for a free time of it. */
export async function bookVisit(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof bookVisitRoute>,
): Promise<Reception> {
  const reception = await read(ctx, params.id);
  const taken = new AppError(
    'lib.conflict',
    'Это время занято или не входит в часы приёма. Выберите другое.',
    {
      fields: { at: 'Время занято' },
    },
  );
  if (!reception.free.includes(body.at)) throw taken;
  const phone = body.phone ? normalisePhone(body.phone) : null;
  if (body.phone && !phone)
    throw new AppError('lib.bad-input', 'Телефон не читается.', {
      fields: { phone: 'Телефон из 10 цифр после +7' },
    });
  const made = await ctx.db
    .insertInto('office.visit')
    .values({
      id: newId(),
      reception_id: params.id,
      at: body.at,
      person_name: body.name,
      phone,
      subject: body.subject,
      changed_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['reception_id', 'at']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw taken;
  ctx.audit({ action: 'office.book-visit', object: 'reception', objectId: params.id, data: { at: body.at } });
  return read(ctx, params.id);
}

/** Route: how the reception of one person ended (59-ФЗ, ст. 13 ч. 3–6). A written appeal names its case. */
export async function closeVisit(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof closeVisitRoute>,
): Promise<Reception> {
  const visit = await lockVisit(ctx, params.id);
  const caseId = body.caseNumber ? await findCase(ctx, body.caseNumber) : null;
  if (body.result === 'written' && !caseId)
    throw new AppError('lib.bad-input', 'Письменное обращение регистрируют: назовите номер дела.', {
      fields: { caseNumber: 'Назовите номер дела' },
    });
  await ctx.db
    .updateTable('office.visit')
    .set({ result: body.result, result_note: body.note || null, case_id: caseId, changed_at: ctx.now })
    .where('id', '=', visit.id)
    .execute();
  ctx.audit({
    action: 'office.close-visit',
    object: 'reception',
    objectId: visit.reception_id,
    data: { result: body.result, case: body.caseNumber },
  });
  return read(ctx, visit.reception_id);
}

async function findCase(ctx: Ctx, number: string): Promise<string> {
  const found = await ctx.db
    .selectFrom('cases.v_appeal')
    .select('id')
    .where('number', '=', number)
    .where(readableAppeals(ctx))
    .executeTakeFirst();
  if (found?.id) return found.id;
  throw new AppError('lib.bad-input', 'Такого дела нет. Проверьте номер.', {
    fields: { caseNumber: 'Нет такого дела' },
  });
}
