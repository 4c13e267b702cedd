import type {
  holdTerm as holdTermRoute,
  resumeTerm as resumeTermRoute,
} from '../../../../shared/contract/messages/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { holdOf, localDate, localDayEnd, rulesPausedBy, startTerm } from '../../../base/deadlines/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { actorRef, type Ctx } from '../../../lib/module/context.ts';
import { readCaseCard } from '../card/card.ts';
import { changeColumns, type LockedCase, lockCase } from '../card/move.ts';
import { foresee, type PausedClock } from '../clocks/paused-clocks.ts';
import { endHold, findHold, nameHold } from '../clocks/term-hold.ts';
import { requireGround } from '../core/grounds.ts';
import { permissionsOn } from '../core/reach.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';
import { addEvents, namedActor } from '../core/timeline.ts';
import { tellMovedTerm, tellStage } from '../letters/tell-stage.ts';

type Hold = typeof holdTermRoute;

/**
 * Route: the answer's term stands by a ground, as far as the rules of its legal order let it; never of a statutory appeal.
 * The resident reads why and until when at most. It goes on by a press, by itself on the day named, or when the case moves on.
 */
export async function holdTerm(
  ctx: Ctx,
  { params, body }: HandlerInput<Hold>,
): Promise<RouteReplyInput<Hold>> {
  const file = await lockCase(ctx, params.id, body.version);
  const entry = requireEntry(ctx, file);
  const ground = requireGround(ctx, 'hold', body.groundId, file.regime);
  const clock = await requireClock(ctx, file.id, entry.cause);
  const limit = localDate(startTerm(entry.id, ctx.now).dueAt);
  const wrong = (text: string) => new AppError('lib.bad-input', text, { fields: { until: text } });
  if (body.until <= localDate(ctx.now)) throw wrong('Назовите день впереди.');
  if (body.until > limit) throw wrong(`Срок может стоять не дальше ${formatDay(limit)}.`);
  if ((await countHolds(ctx, file.id)) >= entry.times)
    throw new AppError('lib.conflict', 'Срок этого дела уже приостанавливали столько раз, сколько можно.');
  const row = {
    id: newId(),
    case_id: file.id,
    ground_id: ground.id,
    ground_version: ground.version,
    reason: body.reason,
    held_at: ctx.now,
    until: body.until,
    by_ref: actorRef(ctx.actor),
    by_name: namedActor(ctx.actor),
  };
  await ctx.db.insertInto('cases.term_hold').values(row).execute();
  await ctx.db
    .updateTable('cases.clock')
    .set({ paused_at: ctx.now, next_step_at: null })
    .where('id', '=', clock.id)
    .execute();
  await changeColumns(ctx, file, {});
  await foresee(ctx, file.id, { ...clock, paused_at: ctx.now }, nameHold(row), localDayEnd(body.until));
  await tellOfHold(ctx, file, row, ground.toResident ?? ground.title);
  return readCaseCard(ctx, file.id);
}

/** The entry of the pack that lets the caller pause this term, or a refusal in words. */
function requireEntry(ctx: Ctx, file: LockedCase) {
  const entry = holdOf(ANSWER_CLOCK, file.regime, ctx.now);
  if (!entry)
    throw new AppError(
      'lib.conflict',
      'Порядок рассмотрения этого дела не знает паузы: срок можно только продлить.',
    );
  if (!permissionsOn(ctx.actor, file).has(entry.permission))
    throw new AppError('lib.forbidden', 'Приостановить срок этого дела вам не разрешено.');
  if (!entry.while.includes(file.status))
    throw new AppError('lib.conflict', 'Приостановить срок можно, пока дело у исполнителя.');
  return entry;
}

/** The answer's clock, running, in time, by a rule that lets it stand. */
async function requireClock(ctx: Ctx, caseId: string, cause: string): Promise<PausedClock> {
  const clock = await ctx.db
    .selectFrom('cases.clock')
    .select(['id', 'kind', 'rule_id', 'rule_version', 'started_at', 'due_at', 'paused_at'])
    .select(['pauses', 'next_step', 'extensions'])
    .where('case_id', '=', caseId)
    .where('kind', '=', ANSWER_CLOCK)
    .where('stopped_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const refuse = (text: string) => new AppError('lib.conflict', text);
  if (!clock) throw refuse('Срок уже не идёт: приостанавливать нечего.');
  if (clock.paused_at) throw refuse('Срок уже приостановлен.');
  if (clock.due_at < ctx.now) throw refuse('Срок уже истёк: приостановить можно только тот, что идёт.');
  if (!rulesPausedBy(cause).includes(`${clock.rule_id}@${clock.rule_version}`))
    throw refuse('Правило этого срока не разрешает его приостанавливать.');
  return clock as PausedClock;
}

async function countHolds(ctx: Ctx, caseId: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('cases.term_hold')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function tellOfHold(
  ctx: Ctx,
  file: LockedCase,
  { until, reason, ground_id }: { until: string; reason: string; ground_id: string },
  why: string,
): Promise<void> {
  const day = formatDay(until);
  const words = `Срок ответа приостановлен, не дольше чем до ${day}. ${why} ${reason}`;
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'term',
      visibility: 'resident',
      text: words,
      data: { until, groundId: ground_id },
    },
  ]);
  ctx.audit({
    action: 'cases.hold-term',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, until, groundId: ground_id },
  });
  await tellStage(ctx, file.id, 'case-term-held', { until, why: `${why} ${reason}` });
}

type Resume = typeof resumeTermRoute;

/** Route: the term goes on before its day. */
export async function resumeTerm(
  ctx: Ctx,
  { params, body }: HandlerInput<Resume>,
): Promise<RouteReplyInput<Resume>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireEntry(ctx, file);
  if (!(await findHold(ctx, file.id))) throw new AppError('lib.conflict', 'Срок уже идёт.');
  await changeColumns(ctx, file, {});
  await endHold(ctx, file.id, `Продолжил(а): ${namedActor(ctx.actor)}`);
  await tellMovedTerm(ctx, file.id);
  return readCaseCard(ctx, file.id);
}
