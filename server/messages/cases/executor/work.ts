import type {
  refuseCase as refuseCaseRoute,
  reopenCase as reopenCaseRoute,
  takeToWork as takeToWorkRoute,
} from '../../../../shared/contract/messages/cases-answers.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { readCaseCard } from '../card/card.ts';
import { revokeForeignLinks } from '../card/executor-link.ts';
import { type LockedCase, lockCase, moveCase, requireCaseMove } from '../card/move.ts';
import { startAnswerClock, stopClocks } from '../clocks/clocks.ts';
import { findRunning } from '../clocks/term-clock.ts';
import { answerRule } from '../core/answer-rule.ts';
import { caseReopened } from '../core/events.ts';
import { requireGround } from '../core/grounds.ts';
import { keptByLaw, owesLetter } from '../core/owes.ts';
import { requireOn } from '../core/reach.ts';
import { addEvents } from '../core/timeline.ts';

type Take = typeof takeToWorkRoute;

/** The executor takes the case; from here the resident reads «В работе». */
export async function takeToWork(
  ctx: Ctx,
  { params, body }: HandlerInput<Take>,
): Promise<RouteReplyInput<Take>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.answer');
  await takeCase(ctx, file);
  return readCaseCard(ctx, params.id);
}

/** Move `take` with the person, when it is a person, written on the case. */
export function takeCase(ctx: Ctx, file: LockedCase): Promise<LockedCase> {
  return moveCase(ctx, file, 'take', isStaff(ctx.actor) ? { set: { executor_id: ctx.actor.id } } : {});
}

type Refuse = typeof refuseCaseRoute;
/** Refusals after which a manager decides. */
const MANAGER_AFTER = 3;

/** Route: «не наше» by a signed-in executor. */
export async function refuseCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Refuse>,
): Promise<RouteReplyInput<Refuse>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.answer');
  await refuseExecution(ctx, file, body);
  return readCaseCard(ctx, params.id);
}

export interface Refusal {
  groundId: string;
  reason: string;
  /** Whose it is, in the executor's words. */
  whose: string;
}

/**
 * «Не наше»: back to the coordinator with a ground of the directory and the name of whose it is. The third time in one
 * case it becomes important and waits for the head: sending it round once more will not help.
 */
export async function refuseExecution(ctx: Ctx, file: LockedCase, refusal: Refusal): Promise<void> {
  requireCaseMove(ctx.actor, file.status, 'refuse');
  const ground = requireGround(ctx, 'refuse', refusal.groundId);
  const { refusal_count: before, importance } = await ctx.db
    .selectFrom('cases.case_file')
    .select(['refusal_count', 'importance'])
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow();
  const refusals = before + 1;
  const isStuck = refusals >= MANAGER_AFTER;
  await moveCase(ctx, file, 'refuse', {
    data: { unitId: file.executor_unit_id, refusals },
    set: {
      executor_unit_id: null,
      executor_id: null,
      refusal_count: refusals,
      importance: isStuck ? 'high' : importance,
      head_decides: isStuck,
    },
  });
  await revokeForeignLinks(ctx, file.id, null);
  // The ground is for staff: the resident only reads that the case is being directed anew.
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'refusal',
      visibility: 'staff',
      text: refusal.reason,
      data: {
        refusals,
        ground: ground.title,
        groundId: ground.id,
        whose: refusal.whose,
        unitId: file.executor_unit_id,
      },
    },
    ...(isStuck
      ? [
          {
            caseId: file.id,
            kind: 'note',
            visibility: 'staff' as const,
            text: `Исполнители вернули дело ${refusals} раза. Чьё оно, решает руководитель центра.`,
            actorName: 'Отклик',
          },
        ]
      : []),
  ]);
}

/** A new term from now; where the former answer was never sent, the term of the law runs on and no new one begins. */
async function restartTerm(ctx: Ctx, file: LockedCase): Promise<Date> {
  const running = await findRunning(ctx, file.id);
  await stopClocks(ctx, file.id, 'Дело возобновлено', keptByLaw(file));
  if (running && owesLetter(file)) return running.due_at;
  const note = 'Возобновлено решением утверждающего';
  return (await startAnswerClock(ctx, file.id, answerRule(file), ctx.now, note)).dueAt;
}

type Reopen = typeof reopenCaseRoute;

/** Back to work by the approver's decision, with a new term and a stated ground. */
export async function reopenCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Reopen>,
): Promise<RouteReplyInput<Reopen>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.approve');
  const move = file.status === 'answered' ? 'reopen' : 'reopen-closed';
  requireCaseMove(ctx.actor, file.status, move);
  const ground = requireGround(ctx, 'reopen', body.groundId);
  const dueAt = await restartTerm(ctx, file);
  const { reopen_count: before } = await ctx.db
    .selectFrom('cases.case_file')
    .select('reopen_count')
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow();
  await moveCase(ctx, file, move, {
    set: { answered_at: null, outcome: null, promised_on: null, due_at: dueAt, reopen_count: before + 1 },
  });
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'reopening',
      visibility: 'staff',
      text: body.reason,
      data: { ground: ground.title, groundId: ground.id, legal: ground.legal },
    },
  ]);
  ctx.announce(caseReopened, { caseId: file.id, number: file.number });
  return readCaseCard(ctx, params.id);
}
