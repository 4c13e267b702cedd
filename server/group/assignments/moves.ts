import type { AssignmentCard } from '../../../shared/contract/group/assignments.ts';
import type * as contract from '../../../shared/contract/group/assignments-moves.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { assignmentNumber } from '../../../shared/text/group/assignments.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, isStaff, nameOfActor } from '../../lib/module/context.ts';
import {
  type AssignmentRecord,
  changeAssignmentRow,
  lockAssignment,
  lockForMove,
  marksOn,
  ownIds,
} from './assignment-rows.ts';
import { readAssignmentCard } from './card.ts';
import { sendNotice } from './notice.ts';
import { controlPack } from './rules-pack.ts';
import { mayTakeBack, placeTerm } from './term.ts';

const numberOf = ({ serial, year }: AssignmentRecord): string => assignmentNumber(serial, year);

function record(ctx: Ctx, row: AssignmentRecord, action: string, data: Record<string, unknown> = {}): void {
  ctx.audit({ action, object: 'assignment', objectId: row.id, data: { number: numberOf(row), ...data } });
}

/** Route: who answers for it knows of it; a co-executor says so for themself. */
export async function acknowledgeAssignment(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.acknowledgeAssignment>,
): Promise<AssignmentCard> {
  const found = await lockAssignment(ctx, params.id);
  const marks = await marksOn(ctx, found);
  if (marks.has('helper') && !marks.has('responsible')) return acknowledgeHelp(ctx, found);
  const row = await lockForMove(ctx, params.id, body.version, 'acknowledge');
  await changeAssignmentRow(
    ctx,
    row,
    { state: 'acknowledged', acknowledged_at: ctx.now },
    {
      kind: 'acknowledge',
    },
  );
  record(ctx, row, 'assignments.acknowledge');
  return readAssignmentCard(ctx, row.id);
}

async function acknowledgeHelp(ctx: Ctx, row: AssignmentRecord): Promise<AssignmentCard> {
  const done = await ctx.db
    .updateTable('assignments.co_executor')
    .set({ acknowledged_at: ctx.now })
    .where('assignment_id', '=', row.id)
    .where('person_id', 'in', ownIds(ctx.actor))
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw new AppError('lib.conflict', 'Вы уже ознакомились.');
  await changeAssignmentRow(ctx, row, {}, { kind: 'acknowledge' });
  record(ctx, row, 'assignments.acknowledge');
  return readAssignmentCard(ctx, row.id);
}

/** Route. */
export async function beginAssignment(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.beginAssignment>,
): Promise<AssignmentCard> {
  const row = await lockForMove(ctx, params.id, body.version, 'begin');
  await changeAssignmentRow(ctx, row, { state: 'in_work' }, { kind: 'begin' });
  record(ctx, row, 'assignments.begin');
  return readAssignmentCard(ctx, row.id);
}

/** Route: the executor takes the report back while nobody has decided on it. */
export async function withdrawReport(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.withdrawReport>,
): Promise<AssignmentCard> {
  const row = await lockForMove(ctx, params.id, body.version, 'withdraw-report');
  await changeAssignmentRow(ctx, row, { state: 'in_work', reported_at: null }, { kind: 'withdraw-report' });
  record(ctx, row, 'assignments.withdraw-report');
  return readAssignmentCard(ctx, row.id);
}

/** Route: the secretary has looked at the evidence. */
export async function acceptReport(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.acceptReport>,
): Promise<AssignmentCard> {
  const row = await lockForMove(ctx, params.id, body.version, 'accept');
  await changeAssignmentRow(
    ctx,
    row,
    { state: 'accepted', accepted_at: ctx.now, accepted_by_name: nameOfActor(ctx), return_reason: '' },
    { kind: 'accept' },
  );
  record(ctx, row, 'assignments.accept', { report: row.report_no });
  await sendNotice(ctx, [row.responsible_id], {
    id: row.id,
    purpose: 'assignment-accepted',
    subject: `Принято: поручение ${numberOf(row)}`,
    text: `Исполнение принято, поручение снято с контроля.\n\n${row.text}`,
  });
  return readAssignmentCard(ctx, row.id);
}

/** Route: back to the executor, who is told why. */
export async function giveBack(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.returnReport>,
): Promise<AssignmentCard> {
  const row = await lockForMove(ctx, params.id, body.version, 'return');
  const { reason } = body;
  await changeAssignmentRow(
    ctx,
    row,
    { state: 'returned', return_reason: reason, reported_at: null },
    { kind: 'return', text: reason, data: { report: row.report_no } },
  );
  record(ctx, row, 'assignments.return', { report: row.report_no, reason });
  await sendNotice(ctx, [row.responsible_id], {
    id: row.id,
    purpose: 'assignment-returned',
    subject: `Возвращено: поручение ${numberOf(row)}`,
    text: `Отчёт возвращён. Причина: ${reason}\n\n${row.text}\nСрок: ${formatDay(row.due_on)}.`,
  });
  return readAssignmentCard(ctx, row.id);
}

/** Route: an acceptance pressed by mistake, undone for so long as the pack says and nobody outside has been told. */
export async function takeBackAcceptance(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.takeBackAcceptance>,
): Promise<AssignmentCard> {
  const row = await lockForMove(ctx, params.id, body.version, 'take-back');
  if (!mayTakeBack(ctx, row))
    throw new AppError(
      'lib.conflict',
      'Приёмку уже не отменить: время вышло или жителям предложены ответы. Выдайте новое поручение.',
    );
  await changeAssignmentRow(
    ctx,
    row,
    { state: 'reported', accepted_at: null, accepted_by_name: null },
    { kind: 'take-back' },
  );
  record(ctx, row, 'assignments.take-back');
  return readAssignmentCard(ctx, row.id);
}

/** Route: the chair moves the term, so many times as the pack allows. */
export async function extendAssignment(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.extendAssignment>,
): Promise<AssignmentCard> {
  const row = await lockForMove(ctx, params.id, body.version, 'extend');
  const rules = controlPack.on(cityDay(ctx.config, row.issued_at));
  if (row.extensions >= rules.extensionsAtMost)
    throw new AppError(
      'lib.conflict',
      `Срок уже продлевали ${row.extensions} раза: больше нельзя. Поручение снимает или меняет только решение заседания.`,
    );
  const term = placeTerm(body.dueOn);
  if (term.due_on <= row.due_on || term.due_at <= ctx.now) {
    const message = `Новый срок — позже ${formatDay(row.due_on)} и впереди.`;
    throw new AppError('lib.bad-input', message, { fields: { dueOn: message } });
  }
  await changeAssignmentRow(
    ctx,
    row,
    { ...term, extensions: row.extensions + 1 },
    {
      kind: 'extend',
      text: `с ${formatDay(row.due_on)} на ${formatDay(term.due_on)}: ${body.reason}`,
      data: { from: row.due_on, to: term.due_on },
    },
  );
  record(ctx, row, 'assignments.extend', { from: row.due_on, to: term.due_on, reason: body.reason });
  await sendNotice(
    ctx,
    [row.responsible_id].filter((id) => !isStaff(ctx.actor) || id !== ctx.actor.id),
    {
      id: row.id,
      purpose: 'assignment-extended',
      subject: `Срок продлён: поручение ${numberOf(row)}`,
      text: `Новый срок: ${formatDay(term.due_on)}.\n\n${row.text}`,
    },
  );
  return readAssignmentCard(ctx, row.id);
}
