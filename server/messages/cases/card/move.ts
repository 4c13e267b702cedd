import type { UpdateObject } from 'kysely';
import type { Status } from '../../../../shared/contract/messages/cases.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { type Act, requireLawful } from '../../../base/regimes/index.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Actor, Ctx } from '../../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../../lib/module/stale.ts';
import { isAllowed } from '../../../lib/module/workflow.ts';
import { moveStageClocks } from '../clocks/stage-clocks.ts';
import { owesLetter } from '../core/owes.ts';
import { ownCases } from '../core/reach.ts';
import { readStatus, residentStatusTitle, statusTitle } from '../core/statuses.ts';
import { addEvents } from '../core/timeline.ts';
import { caseWorkflow, type MoveName } from '../core/workflow.ts';
import { noteMove } from '../letters/awaited.ts';
import { tellMove } from '../letters/tell-move.ts';

/** The fields of a case that rules look at, locked for the transaction. */
export interface LockedCase {
  id: string;
  number: string;
  status: Status;
  version: number;
  block: string | null;
  fact_id: string | null;
  district_id: string | null;
  executor_unit_id: string | null;
  executor_id: string | null;
  former_status: string | null;
  answered_at: Date | null;
  closed_at: Date | null;
  due_at: Date | null;
  registered_at: Date;
  regime: string;
  importance: string;
  /** The case this one is a part of: its resident is answered there. */
  parent_id: string | null;
}

/** What an actor is to the workflow: the permissions of staff, or the kind of anybody else. */
export function workflowMarks(actor: Actor): ReadonlySet<string> {
  return actor.kind === 'staff' ? actor.permissions : new Set([actor.kind]);
}

export const caseRecord: RecordKind = { words: 'Дело', object: 'case', module: 'cases' };

const missing = () => new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');

/**
 * Locks a case for a change. The object rule is part of the SQL (`ownCases`): staff limited to blocks, districts or
 * units find only theirs; what is foreign answers exactly as what does not exist. `seenVersion` guards against a lost update.
 */
export async function lockCase(ctx: Ctx, id: string, seenVersion?: number): Promise<LockedCase> {
  const query = ctx.db
    .selectFrom('cases.case_file')
    .select([
      'id',
      'number',
      'status',
      'version',
      'block',
      'fact_id',
      'district_id',
      'executor_unit_id',
      'executor_id',
      'former_status',
      'answered_at',
      'closed_at',
      'due_at',
      'registered_at',
      'regime',
      'importance',
      'parent_id',
    ])
    .where('id', '=', id)
    .where(ownCases(ctx.actor));
  const row = await lockSeen(caseRecord, query, { seen: seenVersion, missing });
  return { ...row, status: readStatus(row.status) };
}

/**
 * Contacts whose consent was withdrawn while the case was open: the purpose of keeping them ends with it. Those of the
 * cases merged into this one are answered, and end, with it.
 */
async function eraseWithdrawn(ctx: Ctx, caseId: string): Promise<void> {
  await ctx.db
    .updateTable('cases.contact')
    .set({ phone: null, email: null, person_name: null })
    .where((eb) =>
      eb.or([
        eb('case_id', '=', caseId),
        eb('case_id', 'in', eb.selectFrom('cases.case_file').select('id').where('merged_into', '=', caseId)),
      ]),
    )
    .where('consent_withdrawn_at', 'is not', null)
    .execute();
}

/** Refuses a move the table does not allow for this actor. `title` is the act asked for, where the move is a step of it. */
export function requireCaseMove(actor: Actor, status: Status, move: MoveName, title?: string): void {
  const marks = workflowMarks(actor);
  const rule = caseWorkflow.moves[move];
  if (!isAllowed(caseWorkflow, move, status)) {
    throw new AppError(
      'cases.illegal-transition',
      `Нельзя: «${title ?? rule.title}» — дело сейчас «${statusTitle(status)}».`,
      {
        details: { status, move },
      },
    );
  }
  if (!rule.by.some((mark) => marks.has(mark))) {
    throw new AppError('lib.forbidden', `«${title ?? rule.title}» вам не разрешено.`);
  }
}

/** Moves the legal order of a case has a word about. */
const actOf: Partial<Record<MoveName, Act>> = {
  merge: 'merge',
  reject: 'reject',
  'close-rejected': 'reject',
  'expire-question': 'silence',
  confirm: 'close',
};

/** Refuses a move that would end what the law keeps. A part of a split case is answered, and held to the law, with the whole. */
function requireLawfulMove(file: LockedCase, move: MoveName): void {
  const act = actOf[move];
  if (!act || file.parent_id !== null) return;
  requireLawful(file.regime, act, file.answered_at !== null || !owesLetter(file) ? ['letter-sent'] : []);
}

export interface MoveOptions {
  /** Target when the move has several. */
  to?: Status;
  /** Said in the timeline beside the new state. */
  text?: string;
  /** The resident does not see this step (their wording of the state does not change). */
  isHidden?: boolean;
  data?: Record<string, unknown>;
  /** Columns changed together with the status. */
  set?: Record<string, unknown>;
  /** The last state, but something is still owed to the resident: the case is not over, its term runs on. */
  isOwed?: boolean;
}

/**
 * Changes columns of a locked case that stays where it is. Its version grows: whoever has the former one on their screen
 * decides again.
 */
export async function changeColumns<C extends { id: string; version: number }>(
  ctx: Ctx,
  file: C,
  set: UpdateObject<DB, 'cases.case_file'>,
): Promise<C> {
  const version = file.version + 1;
  await ctx.db
    .updateTable('cases.case_file')
    .set({ ...set, version })
    .where('id', '=', file.id)
    .execute();
  return { ...file, version };
}

/** Moves whose command puts the clocks as they were by itself. */
const keepsClocks: ReadonlySet<MoveName> = new Set([
  'merge',
  'unmerge',
  'undo',
  'undo-approval',
  'leave-problem',
]);

/**
 * Makes one move: checks the table, writes status, timeline line and journal record. Returns the case as it became.
 * Chains (`pass-moderation` then `assign`) call it once per step, so the timeline tells both.
 */
export async function moveCase(
  ctx: Ctx,
  from: LockedCase,
  move: MoveName,
  options: MoveOptions = {},
): Promise<LockedCase> {
  requireCaseMove(ctx.actor, from.status, move);
  requireLawfulMove(from, move);
  const targets = caseWorkflow.moves[move].to;
  const to = options.to ?? firstOf(targets);
  if (!targets.includes(to)) throw new Error(`${move} does not lead to ${to}`);
  const isTerminal = caseWorkflow.states[to].isTerminal === true && options.isOwed !== true;
  await ctx.db
    .updateTable('cases.case_file')
    .set({
      status: to,
      status_since: ctx.now,
      version: from.version + 1,
      closed_at: isTerminal ? ctx.now : null,
      ...options.set,
    })
    .where('id', '=', from.id)
    .execute();
  if (!keepsClocks.has(move)) await moveStageClocks(ctx, from, to, isTerminal);
  const isNewToResident = residentStatusTitle(from.status) !== residentStatusTitle(to);
  await addEvents(ctx, [
    {
      caseId: from.id,
      kind: 'status',
      visibility: options.isHidden || !isNewToResident ? 'staff' : 'public',
      ...(options.text !== undefined && { text: options.text }),
      data: { from: from.status, to, move, ...options.data },
    },
  ]);
  ctx.audit({
    action: `cases.${move}`,
    object: 'case',
    objectId: from.id,
    data: { number: from.number, from: from.status, to },
  });
  if (isNewToResident && !options.isHidden) await tellMove(ctx, from.id, move, options);
  await noteMove(ctx, from.id, move, to);
  // After the last letter: the contact was kept for it. Of an appeal it is kept by the law, and goes with its storage term.
  if (isTerminal && to !== 'merged' && !owesLetter(from)) await eraseWithdrawn(ctx, from.id);
  return { ...from, status: to, version: from.version + 1 };
}
