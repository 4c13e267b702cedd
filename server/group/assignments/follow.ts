import { sql } from 'kysely';
import { must } from '../../../shared/known.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { assignmentNumber, assignmentStateTitles } from '../../../shared/text/group/assignments.ts';
import { outcomeTitles } from '../../../shared/text/group/working-group.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type AssignmentRecord, changeAssignmentRow } from './assignment-rows.ts';
import { isAssignmentRunning } from './assignment-workflow.ts';
import type { DecisionRow } from './decision-rows.ts';
import { sendNotice } from './notice.ts';
import { placeTerm } from './term.ts';

/** How a card names the basis of a cancelling where the decision itself is not in the protocol any more. */
export const GONE = 'решение убрано из протокола до подписания';

async function findDecision(ctx: Ctx, id: string | null): Promise<DecisionRow | undefined> {
  const { rows } = await sql<DecisionRow>`SELECT * FROM working_group.v_decision WHERE id = ${id}`.execute(
    ctx.db,
  );
  return rows[0];
}

/** What of the decision differs from its assignment, in words; a term that the chair has moved since is no difference. */
function differencesOf(ctx: Ctx, row: AssignmentRecord, decision: DecisionRow): string[] {
  const dueOn = decision.due_on && placeTerm(decision.due_on).due_on;
  const isPast = decision.due_on !== null && decision.due_on < cityDay(ctx.config, row.issued_at);
  return [
    ...(decision.text === row.text ? [] : [`текст «${decision.text}»`]),
    ...(decision.responsible_id === (row.succeeds_id ?? row.responsible_id)
      ? []
      : [`отвечает ${decision.responsible_name ?? 'не назван'}`]),
    ...(row.extensions > 0 || isPast || dueOn === null || dueOn === row.due_on
      ? []
      : [`срок ${formatDay(dueOn)}`]),
    // What the decision left open may have been named since: decree, clause 10.
    ...(decision.expected_result === '' || decision.expected_result === row.expected_result
      ? []
      : [`результат «${decision.expected_result}»`]),
  ];
}

/** Sentence of the card: what the protocol says otherwise, and why the assignment stays as it is; null where they agree. */
export async function tellDifference(ctx: Ctx, row: AssignmentRecord): Promise<string | null> {
  if (row.source !== 'decision' || row.state === 'cancelled') return null;
  const decision = await findDecision(ctx, row.source_id);
  const why = `Поручение сейчас «${assignmentStateTitles[row.state].toLocaleLowerCase('ru')}» и не меняется`;
  if (decision && decision.outcome !== 'accepted')
    return `Решение ${outcomeTitles[decision.outcome]}. ${why}: снять его может решение другого заседания.`;
  if (!decision) return `Решение убрано из протокола. ${why}: снять его может решение другого заседания.`;
  const differences = differencesOf(ctx, row, decision);
  if (differences.length === 0) return null;
  return `В протоколе теперь: ${differences.join(', ')}. ${decision.responsible_id ? why : 'Поручение остаётся на прежнем исполнителе'}: решите о нём на заседании.`;
}

/**
 * Listener: a decision was put right after it had been given: the assignment that nobody has reported on follows it, and is made
 * known anew to whom it binds; one that is reported or done stays, and its card says so. Safe to run twice.
 */
export async function followDecision(ctx: Ctx, { decisionId }: { decisionId: string }): Promise<void> {
  const { rows } = await sql<AssignmentRecord>`
    SELECT * FROM assignments.assignment WHERE source = 'decision' AND source_id = ${decisionId} FOR UPDATE`.execute(
    ctx.db,
  );
  const row = rows[0];
  if (!row || !isAssignmentRunning(row.state)) return;
  const decision = await findDecision(ctx, decisionId);
  if (!decision) return withdraw(ctx, row);
  const differences = differencesOf(ctx, row, decision);
  if (differences.length === 0 || !decision.responsible_id) return;
  const isMoved = differences.some((words) => words.startsWith('срок'));
  const term = isMoved ? placeTerm(must(decision.due_on, 'the day of the decision')) : null;
  await changeAssignmentRow(
    ctx,
    row,
    {
      text: decision.text,
      expected_result: decision.expected_result || row.expected_result,
      responsible_id: decision.responsible_id,
      responsible_name: must(decision.responsible_name, 'who the decision names'),
      ...(term && { ...term, first_due_on: term.due_on }),
      ...(row.state !== 'returned' && { state: 'issued' as const, acknowledged_at: null }),
    },
    { kind: 'follow', text: differences.join(', '), data: { decision: decisionId } },
  );
  await ctx.db
    .deleteFrom('assignments.co_executor')
    .where('assignment_id', '=', row.id)
    .where('person_id', '=', decision.responsible_id)
    .execute();
  ctx.audit({
    action: 'assignments.follow-decision',
    object: 'assignment',
    objectId: row.id,
    data: { decision: decisionId, differences },
  });
  await tellBound(ctx, row, [row.responsible_id, decision.responsible_id], {
    subject: 'Изменено',
    text: `Решение поправлено в протоколе: ${differences.join(', ')}.\n\nОснование: ${row.basis}.`,
  });
}

/** The decision is in no protocol: nothing binds any more. */
async function withdraw(ctx: Ctx, row: AssignmentRecord): Promise<void> {
  await changeAssignmentRow(
    ctx,
    row,
    { state: 'cancelled', cancelled_at: ctx.now, cancelled_by_decision: row.source_id },
    { kind: 'cancel', text: GONE },
  );
  ctx.audit({
    action: 'assignments.cancel',
    object: 'assignment',
    objectId: row.id,
    data: { decision: row.source_id, basis: GONE },
  });
  await tellBound(ctx, row, [row.responsible_id], {
    subject: 'Снято',
    text: `${row.text}\n\nСнято: ${GONE}.`,
  });
}

const tellBound = (ctx: Ctx, row: AssignmentRecord, ids: string[], told: { subject: string; text: string }) =>
  sendNotice(ctx, [...new Set(ids)], {
    id: row.id,
    purpose: 'assignment-issued',
    text: told.text,
    subject: `${told.subject}: поручение ${assignmentNumber(row.serial, row.year)}`,
  });
