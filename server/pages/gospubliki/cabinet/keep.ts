import type * as contract from '../../../../shared/contract/pages/gospubliki-cabinet.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { requireStaffName } from '../../../base/identity/index.ts';
import { isTaken } from '../../../lib/database/taken.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { seal } from '../../../lib/seal/sealed.ts';
import { gospublikiToday } from '../pack.ts';
import { tellGospublikiAct } from '../store.ts';
import { presentCabinet } from './present.ts';
import { type CabinetPersonRow, type CabinetRow, lockCabinet, placeOfSecret, touchCabinet } from './rows.ts';

type Cabinet = contract.Cabinet;

const tell = (
  ctx: Ctx,
  { id }: CabinetRow,
  act: string,
  said: { what: string; note?: string; data?: Record<string, unknown> },
): Promise<void> => tellGospublikiAct(ctx, { object: 'gospubliki-cabinet', id }, act, said);

/** Route. */
export const getCabinet = (ctx: Ctx): Promise<Cabinet> => presentCabinet(ctx);

/** Route. */
export async function changeCabinet(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.changeCabinet>,
): Promise<Cabinet> {
  const { version, ...fields } = body;
  const cabinet = await lockCabinet(ctx, version);
  await touchCabinet(ctx, cabinet, fields);
  await tell(ctx, cabinet, 'change-cabinet', {
    what: cabinet.organisation === '' ? 'кабинет записан' : 'исправлены сведения о кабинете',
    note: fields.address === cabinet.address ? '' : `адрес: ${fields.address || 'стёрт'}`,
  });
  return presentCabinet(ctx);
}

/** Route: sealed and never read back through a screen; the journal and the history hold its name alone. */
export async function saveSecret(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.saveSecret>,
): Promise<Cabinet> {
  const cabinet = await lockCabinet(ctx, body.version);
  const known = gospublikiToday(ctx).secrets.find(({ id }) => id === params.name);
  if (!known) throw new AppError('lib.not-found', 'Такого секрета у кабинета нет.');
  const place = placeOfSecret(known.id);
  if (body.secret === '') await ctx.db.deleteFrom('gospubliki.secret').where('place', '=', place).execute();
  else {
    const sealed = {
      sealed: seal(ctx.config, place, body.secret),
      entered_at: ctx.now,
      entered_by_name: nameOfActor(ctx),
    };
    await ctx.db
      .insertInto('gospubliki.secret')
      .values({ place, name: known.id, ...sealed })
      .onConflict((conflict) => conflict.column('place').doUpdateSet(sealed))
      .execute();
  }
  await touchCabinet(ctx, cabinet);
  await tell(ctx, cabinet, 'save-secret', {
    what: `${known.title}: ${body.secret === '' ? 'стёрто' : 'запечатано заново'}`,
    data: { secret: known.id, isErased: body.secret === '' },
  });
  return presentCabinet(ctx);
}

const untilWords = (until: string | null): string =>
  until ? `доступ до ${formatDay(until)}` : 'срок доступа не указан';

/** Route. */
export async function addCabinetPerson(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.addCabinetPerson>,
): Promise<Cabinet> {
  const cabinet = await lockCabinet(ctx, body.version);
  const name = await requireStaffName(ctx, body.personId, 'personId');
  if (body.accessUntil !== null && body.accessUntil < localDate(ctx.now))
    throw badField('accessUntil', 'Этот доступ уже кончился');
  await ctx.db
    .insertInto('gospubliki.cabinet_person')
    .values({
      id: newId(),
      person_id: body.personId,
      duty: body.duty,
      access_until: body.accessUntil,
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
      set_at: ctx.now,
    })
    .execute()
    .catch((error: unknown) => {
      if (isTaken(error, 'cabinet_person_once'))
        throw badField('personId', 'Этот сотрудник уже ответственный');
      throw error;
    });
  await touchCabinet(ctx, cabinet);
  await tell(ctx, cabinet, 'add-person', {
    what: `${name}: ${body.duty}`,
    note: untilWords(body.accessUntil),
    data: { person: body.personId, until: body.accessUntil },
  });
  return presentCabinet(ctx);
}

async function findKeeper(ctx: Ctx, id: string): Promise<CabinetPersonRow> {
  const row = await ctx.db
    .selectFrom('gospubliki.cabinet_person')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такого ответственного нет. Обновите страницу.');
  return row;
}

async function nameOf(ctx: Ctx, { person_id: id }: CabinetPersonRow): Promise<string> {
  const person = await ctx.db
    .selectFrom('identity.v_person')
    .select('short_name')
    .where('id', '=', id)
    .executeTakeFirst();
  return person?.short_name ?? '';
}

/** Route. A term that is set anew begins its clock anew. */
export async function changeCabinetPerson(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeCabinetPerson>,
): Promise<Cabinet> {
  const cabinet = await lockCabinet(ctx, body.version);
  const row = await findKeeper(ctx, params.id);
  const isTermNew = body.accessUntil !== row.access_until;
  if (isTermNew && body.accessUntil !== null && body.accessUntil < localDate(ctx.now))
    throw badField('accessUntil', 'Этот доступ уже кончился');
  await ctx.db
    .updateTable('gospubliki.cabinet_person')
    .set({ duty: body.duty, access_until: body.accessUntil, ...(isTermNew && { set_at: ctx.now }) })
    .where('id', '=', row.id)
    .execute();
  await touchCabinet(ctx, cabinet);
  await tell(ctx, cabinet, 'change-person', {
    what: `${await nameOf(ctx, row)}: ${body.duty}`,
    note: untilWords(body.accessUntil),
    data: { person: row.person_id, until: body.accessUntil, before: row.access_until },
  });
  return presentCabinet(ctx);
}

/** Route. */
export async function endCabinetPerson(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.endCabinetPerson>,
): Promise<Cabinet> {
  const cabinet = await lockCabinet(ctx, body.version);
  const row = await findKeeper(ctx, params.id);
  await ctx.db
    .updateTable('gospubliki.cabinet_person')
    .set({ ended_at: ctx.now, end_reason: body.reason })
    .where('id', '=', row.id)
    .execute();
  await touchCabinet(ctx, cabinet);
  await tell(ctx, cabinet, 'end-person', {
    what: `${await nameOf(ctx, row)}: больше не ответственный`,
    note: body.reason,
    data: { person: row.person_id },
  });
  return presentCabinet(ctx);
}
