import { sql } from 'kysely';
import type { extendTerm as extendTermRoute } from '../../../../shared/contract/messages/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { extensionOf, localDate, localDayEnd, planStep, startTerm } from '../../../base/deadlines/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { actorRef, type Ctx } from '../../../lib/module/context.ts';
import { readCaseCard } from '../card/card.ts';
import { changeColumns, type LockedCase, lockCase } from '../card/move.ts';
import { isToldAtOnce, oweNotice } from '../card/notice.ts';
import { findRunning } from '../clocks/term-clock.ts';
import { termExtended } from '../core/events.ts';
import { permissionsOn } from '../core/reach.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';
import { addEvents, namedActor } from '../core/timeline.ts';
import { tellStage } from '../letters/tell-stage.ts';

/** One prolongation as the clock keeps it. */
export interface StoredExtension {
  at: string;
  by: string;
  byName: string;
  reason: string;
  from: string;
  to: string;
  rule: string;
  version: string;
  legal: string;
}

type Extend = typeof extendTermRoute;

/**
 * Prolongs the answer's term before it ends: by the approver or the head of the centre, of a statutory appeal by the
 * head alone (59-ФЗ ст. 12 ч. 2), with a reason which the resident reads.
 */
export async function extendTerm(
  ctx: Ctx,
  { params, body }: HandlerInput<Extend>,
): Promise<RouteReplyInput<Extend>> {
  const file = await lockCase(ctx, params.id, body.version);
  const entry = extensionOf(ANSWER_CLOCK, file.regime, ctx.now);
  if (!entry || !permissionsOn(ctx.actor, file).has(entry.permission))
    throw new AppError('lib.forbidden', 'Продлить срок этого дела вам не разрешено.');
  const clock = await findRunning(ctx, file.id);
  if (!clock) throw new AppError('lib.conflict', 'Срок уже не идёт: продлевать нечего.');
  if (clock.paused_at)
    throw new AppError('lib.conflict', 'Срок на паузе: он сдвинется сам, когда житель ответит.');
  const extensions = clock.extensions as StoredExtension[];
  if (extensions.length >= entry.times)
    throw new AppError('lib.conflict', 'Срок уже продлевали столько раз, сколько можно.');
  if (clock.due_at < ctx.now)
    throw new AppError('lib.conflict', 'Срок уже истёк: продлить можно только до его окончания.');
  const dueAt = readDue(body.dueOn, clock.due_at, startTerm(entry.id, clock.due_at).dueAt);
  const extension: StoredExtension = {
    at: ctx.now.toISOString(),
    by: actorRef(ctx.actor),
    byName: namedActor(ctx.actor),
    reason: body.reason,
    from: clock.due_at.toISOString(),
    to: dueAt.toISOString(),
    rule: entry.id,
    version: entry.version,
    legal: entry.legal,
  };
  await moveEnd(ctx, clock, dueAt, [...extensions, extension]);
  await changeColumns(ctx, file, { due_at: dueAt });
  await tellOfExtension(ctx, file, { from: clock.due_at, dueAt, reason: body.reason });
  return readCaseCard(ctx, file.id);
}

/** The end of the named day; throws when it lies outside what the rule allows. */
function readDue(dueOn: string, from: Date, limit: Date): Date {
  const wrong = (text: string) => new AppError('lib.bad-input', text, { fields: { dueOn: text } });
  if (dueOn <= localDate(from))
    throw wrong(`Назовите день позже нынешнего срока, ${formatDay(localDate(from))}.`);
  if (dueOn > localDate(limit)) throw wrong(`Продлить можно не дальше ${formatDay(localDate(limit))}.`);
  return localDayEnd(dueOn);
}

type Running = NonNullable<Awaited<ReturnType<typeof findRunning>>>;

/** Steps of the ladder that were told are not told again; those ahead move with the end. */
export async function moveEnd(
  ctx: Ctx,
  clock: Running,
  dueAt: Date,
  extensions: StoredExtension[],
): Promise<void> {
  const { rule_id: ruleId, started_at: startedAt } = clock;
  const plan = planStep(
    ctx.now,
    { kind: ANSWER_CLOCK, ruleId, startedAt, dueAt },
    Math.max(1, clock.next_step),
  );
  await ctx.db
    .updateTable('cases.clock')
    .set({
      due_at: dueAt,
      extensions: sql`${JSON.stringify(extensions)}::jsonb`,
      next_step: plan.step,
      next_step_at: plan.at,
    })
    .where('id', '=', clock.id)
    .execute();
}

async function tellOfExtension(
  ctx: Ctx,
  file: LockedCase,
  { from, dueAt, reason }: { from: Date; dueAt: Date; reason: string },
): Promise<void> {
  const day = formatDay(localDate(dueAt));
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'term',
      visibility: 'resident',
      text: `Срок ответа продлён до ${day}. Причина: ${reason}`,
      data: { dueAt: dueAt.toISOString() },
    },
  ]);
  ctx.audit({
    action: 'cases.extend-term',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, dueAt: dueAt.toISOString() },
  });
  ctx.announce(termExtended, { caseId: file.id, number: file.number, dueAt: dueAt.toISOString() });
  await tellStage(ctx, file.id, 'case-term-extended', { reason, from, to: dueAt });
  if (!(await isToldAtOnce(ctx, file.id, 'case-term-extended'))) await oweNotice(ctx, file, ctx.now);
}
