import { sql } from 'kysely';
import type { undoApproval as undoApprovalRoute } from '../../../../shared/contract/messages/cases-answers.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { knownIn } from '../../../../shared/known.ts';
import { lastOf } from '../../../../shared/lists.ts';
import { withdrawLetters } from '../../../base/outbox/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type AnswerRow, selectAnswers } from '../card/answer-rows.ts';
import { type LockedCase, lockCase, moveCase } from '../card/move.ts';
import { caseReopened } from '../core/events.ts';
import { requireOn } from '../core/reach.ts';
import { APPROVAL, type FormerAnswer, rememberDecision, takeDecision } from '../sorting/undo.ts';
import { insertVersion } from './answers.ts';
import { ANSWER_LETTERS } from './release.ts';

/** Columns of a case the release of its answer changes. */
const columns = ['outcome', 'answered_at', 'rating', 'resolved', 'due_at', 'promised_on'] as const;

/**
 * What is to be put back if the answer that waits is let out and its approval is taken back. Null for a part of a split
 * message: its answer goes into the common one at once.
 */
export async function describeAnswer(
  ctx: Ctx,
  file: LockedCase,
): Promise<Omit<FormerAnswer, 'version'> | null> {
  const answer = (await selectAnswers(ctx, [file.id])).at(-1);
  const { parent_id, ...before } = await ctx.db
    .selectFrom('cases.case_file')
    .select([...columns, 'parent_id'])
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow();
  if (!answer || parent_id !== null) return null;
  return {
    id: file.id,
    status: file.status as FormerAnswer['status'],
    answerId: answer.id,
    reviewedBy: answer.reviewed_by,
    reviewedAt: answer.reviewed_at?.toISOString() ?? null,
    columns: before,
  };
}

/** Keeps what was before these answers were let out; returns the token that takes them back, null when nothing can be. */
export async function rememberApproval(
  ctx: Ctx,
  former: readonly Omit<FormerAnswer, 'version'>[],
): Promise<string | null> {
  if (former.length === 0) return null;
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'version'])
    .where(sql<boolean>`id = ANY(${former.map(({ id }) => id)}::uuid[])`)
    .execute();
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  const kept = former.map((one) => ({ ...one, version: knownIn(versions, one.id) }));
  return rememberDecision(ctx, APPROVAL, kept);
}

type Undo = typeof undoApprovalRoute;

/**
 * Route: an approval is taken back while its letters wait: the answer waits for a decision as before, and the resident has
 * been told nothing. Of many, those that have gone or whose case was changed since stay; of one alone that is a refusal.
 */
export async function undoApproval(ctx: Ctx, { body }: HandlerInput<Undo>): Promise<RouteReplyInput<Undo>> {
  const { former, at } = await takeDecision<FormerAnswer>(ctx, body.undoToken, 'approval');
  let number = '';
  let undone = 0;
  let refusal: AppError | undefined;
  for (const one of former.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    try {
      number = await takeBackOne(ctx, one, at);
      undone += 1;
    } catch (error) {
      // Thrown before anything of this case was written.
      if (!(error instanceof AppError)) throw error;
      refusal = error;
    }
  }
  if (undone === 0) throw refusal ?? new AppError('lib.not-found', 'Отменять нечего.');
  return { undone, kept: former.length - undone, number };
}

async function takeBackOne(ctx: Ctx, former: FormerAnswer, approvedAt: Date): Promise<string> {
  const file = await lockCase(ctx, former.id, former.version);
  requireOn(ctx.actor, file, 'cases.approve');
  const { rows: tree } = await sql<{ id: string }>`
    WITH RECURSIVE tree AS (
      SELECT id FROM cases.case_file WHERE id = ${file.id}
      UNION SELECT part.id FROM cases.case_file AS part JOIN tree ON part.merged_into = tree.id
    ) SELECT id FROM tree`.execute(ctx.db);
  const caseIds = tree.map(({ id }) => id);
  const gone = await withdrawLetters(ctx, { caseIds, purposes: ANSWER_LETTERS, writtenAt: approvedAt });
  if (gone > 0)
    throw new AppError(
      'lib.conflict',
      'Ответ уже ушёл жителю. Исправить его можно открыто: «Исправить выпущенный ответ» на карточке.',
    );
  await putAnswerBack(ctx, file, former);
  await putClocksBack(ctx, file.id, approvedAt);
  await putPromisesBack(ctx, file.id, approvedAt);
  // Nobody was told: what the resident's feed says of the release is for staff alone from here.
  await ctx.db
    .updateTable('cases.event')
    .set({ visibility: 'staff' })
    .where(sql<boolean>`case_id = ANY(${caseIds}::uuid[])`)
    .where('at', '=', approvedAt)
    .where('visibility', '<>', 'staff')
    .execute();
  await moveCase(ctx, file, 'undo-approval', {
    to: former.status,
    text: 'Утверждение отменено: ответ не ушёл',
    isHidden: true,
    set: former.columns,
  });
  ctx.announce(caseReopened, { caseId: file.id, number: file.number });
  return file.number;
}

/** The version that waited waits again. The approver's own edit of it stays in the history, as one that did not go out. */
async function putAnswerBack(ctx: Ctx, file: LockedCase, former: FormerAnswer): Promise<void> {
  const answers = await selectAnswers(ctx, [file.id]);
  const released = lastOf(answers);
  const waiting = {
    state: former.status,
    reviewed_by: former.reviewedBy,
    reviewed_at: former.reviewedAt ? new Date(former.reviewedAt) : null,
  };
  if (released.id === former.answerId) {
    await ctx.db
      .updateTable('cases.answer')
      .set({ ...waiting, decided_by: null, decided_by_name: null, decided_at: null })
      .where('id', '=', released.id)
      .execute();
    return;
  }
  const state = 'returned';
  await ctx.db
    .updateTable('cases.answer')
    .set({ state, return_reason: 'Утверждение отменено: ответ не ушёл' })
    .where('id', '=', released.id)
    .execute();
  const before = answers.find(({ id }) => id === former.answerId)!;
  await insertVersion(ctx, file.id, { ...released, state }, { ...copied(before), ...waiting });
}

const copied = (answer: AnswerRow) => ({
  body: answer.body,
  outcome: answer.outcome,
  promised_on: answer.promised_on,
  author: answer.author,
  author_name: answer.author_name,
  author_unit_id: answer.author_unit_id,
  likeness: answer.likeness,
  likeness_number: answer.likeness_number,
  likeness_of: answer.likeness_of,
  own_facts: answer.own_facts,
  template_share: answer.template_share,
  template_title: answer.template_title,
  is_brush_off: answer.is_brush_off,
});

/** What began with the release goes, what ended with it runs on. */
async function putClocksBack(ctx: Ctx, caseId: string, approvedAt: Date): Promise<void> {
  await sql`
    WITH gone AS (DELETE FROM cases.clock WHERE case_id = ${caseId} AND started_at = ${approvedAt})
    UPDATE cases.clock SET stopped_at = NULL, note = NULL
    WHERE case_id = ${caseId} AND stopped_at = ${approvedAt} AND started_at <> ${approvedAt}`.execute(ctx.db);
}

async function putPromisesBack(ctx: Ctx, caseId: string, approvedAt: Date): Promise<void> {
  await sql`
    WITH gone AS (DELETE FROM cases.promise WHERE case_id = ${caseId} AND made_at = ${approvedAt})
    UPDATE cases.promise SET state = 'open', settled_at = NULL, moved_to = NULL
    WHERE case_id = ${caseId} AND settled_at = ${approvedAt} AND made_at <> ${approvedAt}`.execute(ctx.db);
}
