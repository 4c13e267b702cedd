import { sql } from 'kysely';
import type { Status } from '../../../../shared/contract/messages/cases.ts';
import type {
  mergeCase as mergeCaseRoute,
  unmergeCase as unmergeCaseRoute,
} from '../../../../shared/contract/messages/cases-triage.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { requireLawful } from '../../../base/regimes/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { lockForDecision } from '../card/decision-case.ts';
import { revokeForeignLinks } from '../card/executor-link.ts';
import { lockCase, moveCase, requireCaseMove } from '../card/move.ts';
import { recountBreach } from '../clocks/breach.ts';
import { MERGED_NOTE, stopClocks } from '../clocks/clocks.ts';
import { standAnew } from '../clocks/stage-clocks.ts';
import { requireOn } from '../core/reach.ts';
import { loadRow } from '../core/rows.ts';
import { closedStatuses, readStatus } from '../core/statuses.ts';
import { addEvents } from '../core/timeline.ts';
import { describeFormer, leaveCase, rememberDecision } from './undo.ts';

type Merge = typeof mergeCaseRoute;

const cannotTake = new Set<Status>([...closedStatuses, 'rejected']);

/**
 * Joins a duplicate to the case that stays: its people are answered by that case's answer, each by their own number. A statutory
 * appeal is never joined so: it keeps its own term and its own written answer.
 * Both rows are locked in the order of their ids, so that two opposite merges do not wait for each other.
 */
export async function mergeCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Merge>,
): Promise<RouteReplyInput<Merge>> {
  if (params.id === body.into) {
    throw new AppError('lib.bad-input', 'Дело нельзя присоединить к самому себе. Выберите другое.', {
      fields: { into: 'Это то же дело' },
    });
  }
  if (body.into < params.id) await lockCase(ctx, body.into);
  const file = await lockForDecision(ctx, params.id, body.version);
  const target = await lockCase(ctx, body.into);
  // Its people grow and its answer goes to others: that is an act on the target as well.
  requireOn(ctx.actor, target, 'cases.triage');
  requireCaseMove(ctx.actor, file.status, 'merge');
  requireLawful(file.regime, 'merge');
  if (cannotTake.has(target.status)) {
    throw new AppError(
      'lib.conflict',
      `Дело № ${target.number} закрыто или само присоединено. Выберите другое.`,
    );
  }
  const people = file.joined_count + 1;
  const left = await moveCase(ctx, file, 'merge', {
    data: { into: target.number },
    set: { former_status: file.status, merged_into: target.id, snoozed_until: null, snooze_reason: null },
  });
  const stopped = await stopClocks(ctx, file.id, MERGED_NOTE);
  await recountBreach(ctx, file.id);
  await revokeForeignLinks(ctx, file.id, null);
  await ctx.db
    .updateTable('cases.case_file')
    .set((eb) => ({ joined_count: eb('joined_count', '+', people) }))
    .where('id', '=', target.id)
    .execute();
  await addEvents(ctx, [
    {
      caseId: target.id,
      kind: 'merged',
      visibility: 'staff',
      text: `Присоединено дело № ${file.number}`,
      data: { number: file.number, people },
    },
  ]);
  const former = describeFormer(file, left, {
    clocks: { stopped, started: [] },
    joined: { into: target.id, count: people },
  });
  const undoToken = await rememberDecision(ctx, 'merge', [former]);
  return { row: await loadRow(ctx, file.id), undoToken };
}

type Unmerge = typeof unmergeCaseRoute;

/** Takes a duplicate out again: the former state, its own clock running as if it had never stopped. */
export async function unmergeCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Unmerge>,
): Promise<RouteReplyInput<Unmerge>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireCaseMove(ctx.actor, file.status, 'unmerge');
  const into = file.merged_into;
  const to = readStatus(file.former_status ?? 'moderation');
  // A case that waits for its author's word goes on from where it was asked: the merge wrote over that.
  const askedIn = to === 'clarification' ? await whereAsked(ctx, file.id) : null;
  const back = await moveCase(ctx, file, 'unmerge', {
    to,
    set: { former_status: askedIn, merged_into: null },
  });
  await resumeClocks(ctx, file.id);
  await standAnew(ctx, back);
  if (into) {
    await leaveCase(ctx, { into, count: file.joined_count + 1 });
    await addEvents(ctx, [
      { caseId: into, kind: 'merged', visibility: 'staff', text: `Отсоединено дело № ${file.number}` },
    ]);
  }
  return { row: await loadRow(ctx, file.id), undoToken: null };
}

/** The status its author was last asked in, as the timeline has it. Plan: event_case. */
async function whereAsked(ctx: Ctx, caseId: string): Promise<string | null> {
  const asked = await ctx.db
    .selectFrom('cases.event')
    .select(sql<string>`data->>'from'`.as('from'))
    .where('case_id', '=', caseId)
    .where('kind', '=', 'status')
    .where(sql`data->>'move'`, '=', 'ask')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return asked?.from ?? null;
}

/** The clocks that the merge stopped run on; what had been stopped before it stays so. */
async function resumeClocks(ctx: Ctx, caseId: string): Promise<void> {
  await ctx.db
    .updateTable('cases.clock')
    .set({ stopped_at: null, note: null })
    .where('case_id', '=', caseId)
    .where('note', '=', MERGED_NOTE)
    .execute();
}
