import { sql } from 'kysely';
import type { LinkKind } from '../../../../shared/contract/group/assignments.ts';
import type * as contract from '../../../../shared/contract/group/assignments-moves.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { assignmentNumber } from '../../../../shared/text/group/assignments.ts';
import { cityDay } from '../../../lib/city.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { listUnreachable, requireWholeDecisions } from '../../working-group/index.ts';
import type { AssignmentRecord } from '../assignment-rows.ts';
import { isAssignmentRunning } from '../assignment-workflow.ts';
import { type AssignmentInput, createAssignment } from '../create.ts';
import { basisOf, citeProtocol, type DecisionRow, isDecided } from '../decision-rows.ts';
import { takeOff } from './decisions.ts';

type Issue = typeof contract.issueDecisions;
type Issued = RouteReplyInput<Issue>;
type Unissued = contract.UnissuedDecision;
type Bound = DecisionRow & { responsible_id: string; responsible_name: string };

/** Accepted decisions of a meeting that bind somebody and have no assignment yet, in their order. */
async function listWaiting(ctx: Ctx, meetingId: string): Promise<Bound[]> {
  const { rows } = await sql<Bound>`
    SELECT * FROM working_group.v_decision AS decision
    WHERE meeting_id = ${meetingId} AND responsible_id IS NOT NULL AND outcome = 'accepted'
      AND NOT EXISTS (SELECT FROM assignments.assignment WHERE source = 'decision' AND source_id = decision.id)
    ORDER BY string_to_array(number, '.')::int[]`.execute(ctx.db);
  return rows;
}

const whoseOf = (rows: readonly Bound[]) =>
  rows.map(({ responsible_id, responsible_name }) => ({ id: responsible_id, name: responsible_name }));

const tell = (row: Bound, why: string | null): Unissued => ({
  decisionId: row.id,
  number: row.number,
  text: row.text,
  responsibleId: row.responsible_id,
  responsible: row.responsible_name,
  why,
});

/** Route: what of a meeting has no assignment yet, and what is in the way. Before the meeting is over nothing is. */
export async function listUnissued(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.listUnissued>,
): Promise<RouteReplyInput<typeof contract.listUnissued>> {
  const { rows } = await sql`
    SELECT FROM working_group.v_decision WHERE meeting_id = ${params.id} AND ${isDecided} LIMIT 1`.execute(
    ctx.db,
  );
  const waiting = rows.length > 0 ? await listWaiting(ctx, params.id) : [];
  const unreachable = await listUnreachable(ctx, whoseOf(waiting));
  return { decisions: waiting.map((row) => tell(row, unreachable.get(row.responsible_id) ?? null)) };
}

/** Route: decisions of a meeting that was held come into force. */
export async function issueDecisions(ctx: Ctx, { params }: HandlerInput<Issue>): Promise<Issued> {
  const { rows } = await sql<{ isHeld: boolean }>`
    SELECT ${isDecided} AS "isHeld" FROM working_group.v_decision WHERE meeting_id = ${params.id} LIMIT 1`.execute(
    ctx.db,
  );
  if (!rows[0]) throw new AppError('lib.not-found', 'На этом заседании решений нет.');
  if (!rows[0].isHeld)
    throw new AppError('lib.conflict', 'Заседание не закрыто: решения вступают в силу после него.');
  return issueDecisionsOf(ctx, params.id);
}

/** Listener: with the signature of the protocol its decisions bind, without a press. What could not be issued waits on the card. */
export async function comeIntoForce(ctx: Ctx, { meetingId }: { meetingId: string }): Promise<void> {
  await citeProtocol(ctx, meetingId);
  await issueDecisionsOf(ctx, meetingId);
}

/**
 * Puts accepted decisions of a meeting in force: each with a responsible member becomes an assignment, once, linked to what its item
 * was proposed from; each that takes an assignment off control does so. Each stands by itself: one that fails is named and holds up
 * none. A day that has passed meanwhile becomes that of the pack.
 */
async function issueDecisionsOf(ctx: Ctx, meetingId: string): Promise<Issued> {
  await requireWholeDecisions(ctx, meetingId);
  const waiting = await listWaiting(ctx, meetingId);
  const unreachable = await listUnreachable(ctx, whoseOf(waiting));
  const [issued, failed]: [string[], Unissued[]] = [[], []];
  for (const row of waiting) {
    const why = unreachable.get(row.responsible_id) ?? null;
    const made = why ?? (await issueOne(ctx, row));
    if (typeof made === 'string') failed.push(tell(row, made));
    else issued.push(made.number);
  }
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM working_group.v_decision AS decision
    JOIN assignments.assignment AS given ON given.source = 'decision' AND given.source_id = decision.id
    WHERE decision.meeting_id = ${meetingId}`.execute(ctx.db);
  return {
    issued,
    failed,
    already: firstRow(rows).count - issued.length,
    cancelled: await takeOffNamed(ctx, meetingId),
  };
}

/** One assignment in a part of the transaction of its own; why it was refused, in words, where it was. */
async function issueOne(ctx: Ctx, row: Bound): Promise<{ number: string } | string> {
  await sql`SAVEPOINT one_assignment`.execute(ctx.db);
  try {
    return await createAssignment(ctx, toInput(ctx, row));
  } catch (error) {
    await sql`ROLLBACK TO SAVEPOINT one_assignment`.execute(ctx.db);
    ctx.log.error({ err: error, decision: row.id }, 'поручение по решению не выдано');
    return error instanceof AppError ? error.message : 'Поручение не выдано: ошибка системы';
  }
}

function toInput(ctx: Ctx, row: Bound): AssignmentInput {
  const today = cityDay(ctx.config, ctx.now);
  return {
    source: {
      kind: 'decision',
      id: row.id,
      basis: basisOf(row),
      on: row.meeting_day,
      meetingId: row.meeting_id,
    },
    text: row.text,
    responsibleId: row.responsible_id,
    expectedResult: row.expected_result,
    dueOn: row.due_on && row.due_on >= today ? row.due_on : null,
    links: linksOf(row),
  };
}

/** What an item was proposed from, where an assignment can answer for it. */
function linksOf({ source, source_id }: DecisionRow): { kind: LinkKind; targetId: string }[] {
  return source_id && (source === 'problem' || source === 'zone')
    ? [{ kind: source, targetId: source_id }]
    : [];
}

/** Takes off control what accepted decisions of the meeting name; numbers of what was taken off now. */
async function takeOffNamed(ctx: Ctx, meetingId: string): Promise<string[]> {
  const { rows: naming } = await sql<DecisionRow>`
    SELECT * FROM working_group.v_decision WHERE meeting_id = ${meetingId} AND outcome = 'accepted'
      AND cancels_id IS NOT NULL`.execute(ctx.db);
  const numbers: string[] = [];
  for (const decision of naming) {
    const { rows } = await sql<AssignmentRecord>`
      SELECT * FROM assignments.assignment WHERE id = ${decision.cancels_id} FOR UPDATE`.execute(ctx.db);
    const row = rows[0];
    if (!row || (!isAssignmentRunning(row.state) && row.state !== 'reported')) continue;
    await takeOff(ctx, row, decision);
    numbers.push(assignmentNumber(row.serial, row.year));
  }
  return numbers;
}

/** The decision itself, where its own executor cannot receive it; a decision that was issued has its assignment. */
export async function findUnreached(ctx: Ctx, decisionId: string): Promise<AssignmentInput> {
  const { rows } = await sql<Bound & { isHeld: boolean }>`
    SELECT *, ${isDecided} AS "isHeld" FROM working_group.v_decision WHERE id = ${decisionId}`.execute(
    ctx.db,
  );
  const row = rows[0];
  if (!row) throw new AppError('lib.not-found', 'Такого решения нет.');
  const waiting = row.isHeld ? await listWaiting(ctx, row.meeting_id) : [];
  if (!waiting.some(({ id }) => id === row.id))
    throw new AppError(
      'lib.conflict',
      'Это решение не ждёт поручения: оно не принято, никого не обязывает или уже выдано.',
    );
  return toInput(ctx, row);
}
