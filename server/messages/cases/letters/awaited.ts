import { sql } from 'kysely';
import type { Status } from '../../../../shared/contract/messages/cases.ts';
import type { NoticeKind } from '../../../../shared/text/notice-kinds.ts';
import { actorRef, type Ctx } from '../../../lib/module/context.ts';
import type { MoveName } from '../core/workflow.ts';
import { letterHold } from './hold.ts';

/** Kinds of notices that a case gives cause for. */
export type AwaitedKind = Extract<NoticeKind, 'work' | 'returned' | 'questions' | 'approvals' | 'ratings'>;

/** Moves after which a case waits for somebody who has to be told: whom, the state it came to says. */
const awaitedBy: Partial<Record<MoveName, AwaitedKind>> = {
  assign: 'work',
  refuse: 'returned',
  return: 'returned',
  resume: 'questions',
  submit: 'approvals',
  agree: 'approvals',
  reopen: 'ratings',
  'not-holding': 'ratings',
  'appeal-rejection': 'ratings',
};

/** A mark so low that whoever answered is told of it, though the case goes on as it is. */
export const LOW_SCORE = 2;

/** A case a notice is written of. No words of a resident: the letter leaves the system. */
export interface AwaitedCase {
  kind: AwaitedKind;
  /** Who made the move: they know. */
  actor: string;
  id: string;
  number: string;
  status: Status;
  factId: string | null;
  block: string | null;
  districtId: string | null;
  unitId: string | null;
  executorId: string | null;
  dueAt: Date | null;
}

/** Notes that the move left the case waiting for somebody. */
export async function noteMove(ctx: Ctx, caseId: string, move: MoveName, status: Status): Promise<void> {
  const kind = awaitedBy[move];
  if (kind) await noteAwaited(ctx, caseId, kind, status);
}

/** What may be taken back waits as long as its letters to residents do. */
export async function noteAwaited(
  ctx: Ctx,
  caseId: string,
  kind: AwaitedKind,
  status: Status,
): Promise<void> {
  await ctx.db
    .insertInto('cases.awaited')
    .values({
      case_id: caseId,
      kind,
      status,
      actor: actorRef(ctx.actor),
      at: ctx.now,
      not_before: kind === 'work' ? letterHold(ctx.now) : ctx.now,
    })
    .execute();
}

/** The decision of that moment is taken back: nobody is told of it. Plan: awaited_case. */
export async function forgetAwaited(ctx: Ctx, caseId: string, decidedAt: Date): Promise<void> {
  await ctx.db
    .deleteFrom('cases.awaited')
    .where('case_id', '=', caseId)
    .where('at', '=', decidedAt)
    .execute();
}

/**
 * Takes what is to be told of now: once, whoever asks. A case that has gone on meanwhile waits for nobody any more. Plan:
 * awaited_due, the key of the case.
 */
export async function takeAwaited(ctx: Ctx, limit: number): Promise<{ taken: number; cases: AwaitedCase[] }> {
  const { rows } = await sql<AwaitedCase & { noted: Status }>`
    WITH taken AS (
      DELETE FROM cases.awaited WHERE id IN (
        SELECT id FROM cases.awaited WHERE not_before <= ${ctx.now} ORDER BY not_before, id LIMIT ${limit}
        FOR UPDATE SKIP LOCKED)
      RETURNING id AS place, case_id, kind, status, actor
    )
    SELECT kind, actor, taken.status AS noted, file.id, number, file.status, fact_id AS "factId", block,
      district_id AS "districtId", executor_unit_id AS "unitId", executor_id AS "executorId", due_at AS "dueAt"
    FROM taken JOIN cases.case_file AS file ON file.id = case_id ORDER BY place`.execute(ctx.db);
  return { taken: rows.length, cases: rows.filter(({ noted, status }) => noted === status) };
}
