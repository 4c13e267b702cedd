import { type Selectable, sql } from 'kysely';
import type * as contract from '../../../../shared/contract/monitoring/shifts.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { standIns } from '../../../base/clocks/index.ts';
import { listStaffRecipients, requireStaffName } from '../../../base/identity/index.ts';
import { sendLetters } from '../../../base/outbox/index.ts';
import { cityDay } from '../../../lib/city.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { isTaken } from '../../../lib/database/taken.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, isStaff, nameOfActor, type StaffActor } from '../../../lib/module/context.ts';
import { isOpenIncident, seenIncidents } from '../rows.ts';
import { findNext, type HandoverAct, handoverActs, refusalOf } from './course.ts';
import { countShift, readDutyHours } from './shift.ts';

type Give = typeof contract.giveShift;

function requireStaff({ actor }: Ctx): StaffActor {
  if (!isStaff(actor)) throw new AppError('lib.forbidden', 'Смену сдаёт и принимает сотрудник.');
  return actor;
}

/** Those marked that are seen and open, in the order they were marked; others are refused. */
async function requireMarked(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const all = [...new Set(ids)];
  const { rows } = await sql<{ id: string }>`
    SELECT incident.id FROM incidents.incident
    WHERE incident.id = ANY(${all}::uuid[]) AND ${seenIncidents(ctx.actor)} AND ${isOpenIncident}`.execute(
    ctx.db,
  );
  if (rows.length < all.length)
    throw badField('incidentIds', 'Часть отмеченных инцидентов уже окончена. Обновите страницу');
  return all;
}

/** To whom it is meant, else to whose duty is next; for whoever is away, to who stands in. It holds no word of the note. */
async function tellNext(ctx: Ctx, toId: string | null, { open, late }: contract.ShiftFigures): Promise<void> {
  const next = toId ?? findNext(await readDutyHours(ctx), ctx.now)?.id;
  if (next === undefined) return;
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  await sendLetters(
    ctx,
    standIns([next], staff).flatMap((id) => {
      const person = staff.get(id);
      if (!person) return [];
      return [
        {
          channel: 'email' as const,
          recipient: person.email,
          purpose: 'shift-given' as const,
          subject: 'Вам сдают смену в ленте соцсетей',
          text: `${nameOfActor(ctx)} сдаёт смену. Открыто инцидентов: ${open}, опоздали: ${late}. Прочтите записку и примите смену: ${ctx.config.publicUrl}/staff/shift`,
        },
      ];
    }),
  );
}

/** Route: who ends a shift leaves it to the next one. One of a person waits at a time. */
export async function giveShift(ctx: Ctx, { body }: HandlerInput<Give>): Promise<RouteReplyInput<Give>> {
  const actor = requireStaff(ctx);
  if (body.toId === actor.id) throw badField('toId', 'Себе смену не сдают');
  const toName = body.toId === null ? '' : await requireStaffName(ctx, body.toId, 'toId');
  const marked = await requireMarked(ctx, body.incidentIds);
  const figures = await countShift(ctx);
  const id = newId();
  try {
    await ctx.db
      .insertInto('incidents.handover')
      .values({
        id,
        given_by: actor.id,
        given_by_name: nameOfActor(ctx),
        given_at: ctx.now,
        to_id: body.toId,
        to_name: toName,
        note: body.note,
        incident_ids: marked,
        figures: JSON.stringify(figures),
        state: 'given',
      })
      .execute();
  } catch (error) {
    if (!isTaken(error, 'handover_waiting')) throw error;
    throw new AppError(
      'lib.conflict',
      'Вы уже сдали смену: её ещё не приняли. Сначала возьмите ту передачу назад.',
    );
  }
  await tellNext(ctx, body.toId, figures);
  ctx.audit({
    action: 'incidents.give-shift',
    object: 'shift',
    objectId: id,
    data: {
      to: body.toId,
      open: figures.open,
      late: figures.late,
      unknown: figures.unknown,
      marked: marked.length,
    },
  });
  return { id };
}

/** Locks a handing over that the caller may do this with; else says in words why not. */
async function lockHandover(
  ctx: Ctx,
  id: string,
  act: HandoverAct,
): Promise<Selectable<DB['incidents.handover']>> {
  const actor = requireStaff(ctx);
  const row = await ctx.db
    .selectFrom('incidents.handover')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такой передачи смены нет.');
  if (!handoverActs(row, actor.id).includes(act)) throw new AppError('lib.conflict', refusalOf(row, act));
  return row;
}

type Take = typeof contract.takeShift;

/** Route: the shift is the caller’s from now on. */
export async function takeShift(ctx: Ctx, { params }: HandlerInput<Take>): Promise<RouteReplyInput<Take>> {
  const row = await lockHandover(ctx, params.id, 'take');
  await ctx.db
    .updateTable('incidents.handover')
    .set({
      state: 'taken',
      ended_at: ctx.now,
      taken_by: requireStaff(ctx).id,
      taken_by_name: nameOfActor(ctx),
    })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({
    action: 'incidents.take-shift',
    object: 'shift',
    objectId: row.id,
    data: { from: row.given_by, waited: Math.round((ctx.now.getTime() - row.given_at.getTime()) / 60_000) },
  });
  return { done: true };
}

type Withdraw = typeof contract.withdrawShift;

/** Route: whoever gave it goes on. */
export async function withdrawShift(
  ctx: Ctx,
  { params }: HandlerInput<Withdraw>,
): Promise<RouteReplyInput<Withdraw>> {
  const { id } = await lockHandover(ctx, params.id, 'withdraw');
  await ctx.db
    .updateTable('incidents.handover')
    .set({ state: 'withdrawn', ended_at: ctx.now })
    .where('id', '=', id)
    .execute();
  ctx.audit({ action: 'incidents.withdraw-shift', object: 'shift', objectId: id });
  return { done: true };
}
