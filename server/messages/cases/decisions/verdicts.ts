import type {
  rejectCase as rejectCaseRoute,
  snoozeCase as snoozeCaseRoute,
} from '../../../../shared/contract/messages/cases-triage.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { isOneOf } from '../../../../shared/lists.ts';
import { type RejectionGround, rejectionGrounds } from '../../../../shared/text/rejection.ts';
import { requireLawful } from '../../../base/regimes/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type DecisionCase, lockForDecision } from '../card/decision-case.ts';
import { changeColumns, type LockedCase, moveCase, requireCaseMove } from '../card/move.ts';
import { stopClocks } from '../clocks/clocks.ts';
import { wasDisputed, windowFrom } from '../core/resident-window.ts';
import { loadRow } from '../core/rows.ts';
import { triageStatuses } from '../core/statuses.ts';
import { addEvents } from '../core/timeline.ts';
import { letterHold } from '../letters/hold.ts';
import { tellStage } from '../letters/tell-stage.ts';
import { registerFirst } from '../sorting/triage.ts';
import { describeFormer, type FormerCase, rememberDecision } from '../sorting/undo.ts';

type Reject = typeof rejectCaseRoute;

/** A refusal to consider, with its ground; the resident may dispute it. */
export async function rejectCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Reject>,
): Promise<RouteReplyInput<Reject>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  planReject(ctx, file);
  const former = await applyReject(ctx, file, body.ground, body.comment);
  const undoToken = await rememberDecision(ctx, 'reject', [former]);
  return { row: await loadRow(ctx, file.id), undoToken };
}

/** Refuses what cannot be rejected: what an executor has, and what a resident has returned. */
export function planReject(ctx: Ctx, file: DecisionCase): void {
  requireLawful(file.regime, 'reject');
  if (file.status === 'coordination') requireCaseMove(ctx.actor, 'coordination', 'return-to-moderation');
  else requireCaseMove(ctx.actor, file.status === 'new' ? 'moderation' : file.status, 'reject');
}

/** Rejects a case `planReject` has let through; returns what it was, for undo. */
export async function applyReject(
  ctx: Ctx,
  file: DecisionCase,
  ground: RejectionGround,
  comment?: string,
): Promise<FormerCase> {
  const ready = await walkToModeration(ctx, file);
  const left = await moveCase(ctx, ready, 'reject', {
    text: [rejectionGrounds[ground].toResident, comment].filter(Boolean).join(' '),
    data: { ground },
    // What was shown before somebody saw what it is leaves the map at once.
    set: { snoozed_until: null, snooze_reason: null, published_at: null },
  });
  const stopped = await stopClocks(ctx, file.id, 'Отклонено');
  await tellRejected(ctx, file.id, ground, comment);
  return describeFormer(file, left, { clocks: { stopped, started: [] } });
}

/** Why, how to put it right, and how to dispute it: the letter waits while the decision may be taken back. */
async function tellRejected(
  ctx: Ctx,
  caseId: string,
  ground: RejectionGround,
  comment: string | undefined,
): Promise<void> {
  const { title, toResident } = rejectionGrounds[ground];
  const reason = [`${title}.`, toResident, comment].filter(Boolean).join(' ');
  const isDisputed = await wasDisputed(ctx, caseId);
  const disputeUntil = isDisputed ? null : windowFrom(ctx.now);
  const options = { notBefore: letterHold(ctx.now) };
  await tellStage(ctx, caseId, 'case-rejected', { reason, disputeUntil }, options);
}

async function walkToModeration(ctx: Ctx, file: LockedCase): Promise<LockedCase> {
  if (file.status === 'new') return registerFirst(ctx, file);
  if (file.status === 'coordination') return moveCase(ctx, file, 'return-to-moderation', { isHidden: true });
  return file;
}

type Snooze = typeof snoozeCaseRoute;
/** A case may be put aside for a month at most: the term runs on. */
const SNOOZE_MS = 31 * 86_400_000;

/** Puts a case aside in the inbox, or back. Its term runs on. */
export async function snoozeCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Snooze>,
): Promise<RouteReplyInput<Snooze>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  if (!isOneOf(triageStatuses, file.status)) {
    throw new AppError('cases.illegal-transition', 'Отложить можно только то, что ждёт разбора.', {
      details: { status: file.status },
    });
  }
  const until = body.until === null ? null : new Date(body.until);
  if (until && (until <= ctx.now || until.getTime() > ctx.now.getTime() + SNOOZE_MS)) {
    throw new AppError('lib.bad-input', 'Отложить можно на время от минуты до месяца.', {
      fields: { until: 'Выберите время в ближайший месяц' },
    });
  }
  const left = await changeColumns(ctx, file, {
    snoozed_until: until,
    snooze_reason: until ? body.reason || null : null,
  });
  const text = until ? (body.reason ? `Отложено: ${body.reason}` : 'Отложено') : 'Возвращено во входящие';
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'snooze',
      visibility: 'staff',
      text,
      data: { until: until?.toISOString() ?? null },
    },
  ]);
  ctx.audit({ action: 'cases.snooze', object: 'case', objectId: file.id, data: { number: file.number } });
  const undoToken = await rememberDecision(ctx, 'snooze', [describeFormer(file, left)]);
  return { row: await loadRow(ctx, file.id), undoToken };
}
