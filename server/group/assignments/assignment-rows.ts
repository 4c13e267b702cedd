import { sql } from 'kysely';
import type {
  AssignmentSource,
  AssignmentState,
  ControlKind,
} from '../../../shared/contract/group/assignments.ts';
import { AppError } from '../../lib/errors.ts';
import { type Actor, type Ctx, hasPermission, isStaff, nameOfActor } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';
import { type AssignmentMove, requireAssignmentMove } from './assignment-workflow.ts';

export interface AssignmentRecord {
  id: string;
  year: number;
  serial: number;
  source: AssignmentSource;
  source_id: string | null;
  basis: string;
  basis_on: string;
  meeting_id: string | null;
  text: string;
  expected_result: string;
  control: ControlKind;
  budget_line: string;
  responsible_id: string;
  responsible_name: string;
  /** Whom its paper names, where somebody else was named after. */
  succeeds_id: string | null;
  state: AssignmentState;
  first_due_on: string;
  due_on: string;
  due_at: Date;
  extensions: number;
  issued_at: Date;
  issued_by_name: string;
  acknowledged_at: Date | null;
  report_no: number;
  report_text: string;
  reported_at: Date | null;
  accepted_at: Date | null;
  accepted_by_name: string | null;
  return_reason: string;
  cancelled_at: Date | null;
  cancelled_by_decision: string | null;
  answers_at: Date | null;
  post_text: string | null;
  version: number;
}

/** Everything of an assignment but its words for the search. */
export const assignmentColumns = sql`assignment.id, assignment.year, assignment.serial, assignment.source, assignment.source_id,
  assignment.basis, assignment.basis_on, assignment.meeting_id, assignment.text, assignment.expected_result, assignment.control,
  assignment.budget_line, assignment.responsible_id, assignment.responsible_name, assignment.succeeds_id, assignment.state, assignment.first_due_on,
  assignment.due_on, assignment.due_at, assignment.extensions, assignment.issued_at, assignment.issued_by_name,
  assignment.acknowledged_at, assignment.report_no, assignment.report_text, assignment.reported_at, assignment.accepted_at,
  assignment.accepted_by_name, assignment.return_reason, assignment.cancelled_at, assignment.cancelled_by_decision,
  assignment.answers_at, assignment.post_text, assignment.version`;

const missing = () => new AppError('lib.not-found', 'Такого поручения нет или оно не ваше.');

/** Whose assignments an actor keeps: their own and of those they stand in for. */
export const ownIds = (actor: Actor): string[] => (isStaff(actor) ? [actor.id, ...actor.substitutes] : []);

/**
 * The object rule as a condition on assignments.assignment: who reads the group reads all, anybody else what they answer for or
 * help with. What is foreign answers as what does not exist.
 */
export function readableAssignments(actor: Actor) {
  if (actor.kind === 'system' || hasPermission({ actor }, 'assignments.read')) return sql<boolean>`true`;
  return ownAssignments(actor);
}

/** Those the actor answers for or helps with. */
export function ownAssignments(actor: Actor) {
  const ids = ownIds(actor);
  return sql<boolean>`(assignment.responsible_id = ANY(${ids}::uuid[]) OR EXISTS (SELECT FROM assignments.co_executor AS helper
    WHERE helper.assignment_id = assignment.id AND helper.person_id = ANY(${ids}::uuid[])))`;
}

const selectOne = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('assignments.assignment as assignment')
    .selectAll()
    .where('id', '=', id)
    .where(readableAssignments(ctx.actor));

/** An assignment the actor may read. */
export async function findAssignment(ctx: Ctx, id: string): Promise<AssignmentRecord> {
  const row = await selectOne(ctx, id).executeTakeFirst();
  if (!row) throw missing();
  return row as unknown as AssignmentRecord;
}

const assignmentRecord: RecordKind = { words: 'Поручение', object: 'assignment', module: 'assignments' };

/** Locks an assignment for a change. Throws on a stale version. */
export async function lockAssignment(ctx: Ctx, id: string, seenVersion?: number): Promise<AssignmentRecord> {
  const row = await lockSeen(assignmentRecord, selectOne(ctx, id), { seen: seenVersion, missing });
  return row as unknown as AssignmentRecord;
}

/** What an actor is to this assignment: permissions, `responsible`, `helper`. Who executes never controls it. */
export async function marksOn(
  ctx: Ctx,
  row: Pick<AssignmentRecord, 'id' | 'responsible_id'>,
): Promise<Set<string>> {
  if (!isStaff(ctx.actor)) return new Set([ctx.actor.kind]);
  const marks = new Set(ctx.actor.permissions);
  const ids = ownIds(ctx.actor);
  const isResponsible = ids.includes(row.responsible_id);
  const helper = await ctx.db
    .selectFrom('assignments.co_executor')
    .select('person_id')
    .where('assignment_id', '=', row.id)
    .where('person_id', 'in', ids)
    .executeTakeFirst();
  if (isResponsible || helper) marks.delete('assignments.control');
  if (isResponsible) marks.add('responsible');
  if (helper) marks.add('helper');
  return marks;
}

type Change = Partial<Omit<AssignmentRecord, 'id' | 'version'>>;

/** One line of the history, sealed in the journal too. */
export interface Told {
  kind: string;
  text?: string;
  data?: Record<string, unknown>;
}

/** Writes a line of the history. */
export async function tellHistory(ctx: Ctx, id: string, { kind, text = '', data = {} }: Told): Promise<void> {
  await ctx.db
    .insertInto('assignments.event')
    .values({
      assignment_id: id,
      at: ctx.now,
      kind,
      by_name: nameOfActor(ctx),
      text,
      data: JSON.stringify(data),
    })
    .execute();
}

/** Changes a locked assignment: one version more, and a line of the history. The caller writes the journal. */
export async function changeAssignmentRow(
  ctx: Ctx,
  row: AssignmentRecord,
  set: Change,
  told?: Told,
): Promise<void> {
  await ctx.db
    .updateTable('assignments.assignment')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', row.id)
    .execute();
  if (told) await tellHistory(ctx, row.id, told);
}

/** Locks an assignment for one move of the table, refused to whom it is not given. */
export async function lockForMove(
  ctx: Ctx,
  id: string,
  version: number,
  move: AssignmentMove,
): Promise<AssignmentRecord> {
  const row = await lockAssignment(ctx, id);
  requireAssignmentMove(row.state, move, await marksOn(ctx, row));
  // The right and the state are told before a stale version: they would refuse the newest one as well.
  return row.version === version ? row : lockAssignment(ctx, id, version);
}
