import type { AssignmentCard } from '../../../shared/contract/group/assignments.ts';
import type * as contract from '../../../shared/contract/group/assignments-moves.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { knownIn } from '../../../shared/known.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { assignmentNumber } from '../../../shared/text/group/assignments.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { changeAssignmentRow, lockAssignment, marksOn } from './assignment-rows.ts';
import { isAssignmentRunning } from './assignment-workflow.ts';
import { readAssignmentCard } from './card.ts';
import { findStaffNames } from './create.ts';
import { sendNotice } from './notice.ts';

/** Locks an assignment that somebody else executes and that is not over. */
export async function lockForControl(ctx: Ctx, id: string, version: number) {
  const row = await lockAssignment(ctx, id, version);
  if (!(await marksOn(ctx, row)).has('assignments.control'))
    throw new AppError('lib.forbidden', 'Это поручение исполняете вы: его условия меняет другой.');
  if (!isAssignmentRunning(row.state) && row.state !== 'reported')
    throw new AppError('lib.conflict', 'Поручение исполнено или снято: его условия больше не меняются.');
  return row;
}

/** Route: what a decision does not say is added; who joins as co-executor is written to. Text, term and who answers stay. */
export async function amendAssignment(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.amendAssignment>,
): Promise<AssignmentCard> {
  const row = await lockForControl(ctx, params.id, body.version);
  if (row.expected_result && body.expectedResult !== row.expected_result)
    throw new AppError('lib.conflict', 'Результат назван в решении: он не меняется.');
  const { control, budgetLine, expectedResult } = body;
  const joined = await setHelpers(ctx, row.id, row.responsible_id, body.coExecutorIds);
  await changeAssignmentRow(
    ctx,
    row,
    { control, budget_line: budgetLine, expected_result: expectedResult },
    { kind: 'amend' },
  );
  ctx.audit({
    action: 'assignments.amend',
    object: 'assignment',
    objectId: row.id,
    data: { control, budgetLine, helpers: body.coExecutorIds },
  });
  await sendNotice(ctx, joined, {
    id: row.id,
    purpose: 'assignment-issued',
    subject: `Вы соисполнитель: поручение ${assignmentNumber(row.serial, row.year)}`,
    text: `${row.text}\n\nОснование: ${row.basis}.\nОтвечает: ${row.responsible_name}. Срок: ${formatDay(row.due_on)}.`,
  });
  return readAssignmentCard(ctx, row.id);
}

/** Makes the co-executors those of the list; ids of who is new. */
async function setHelpers(
  ctx: Ctx,
  id: string,
  responsibleId: string,
  wanted: readonly string[],
): Promise<string[]> {
  const ids = [...new Set(wanted)].filter((one) => one !== responsibleId);
  const known = await ctx.db
    .selectFrom('assignments.co_executor')
    .select('person_id')
    .where('assignment_id', '=', id)
    .execute();
  const before = known.map(({ person_id }) => person_id);
  const joined = ids.filter((one) => !before.includes(one));
  const gone = before.filter((one) => !ids.includes(one));
  const names = await findStaffNames(ctx, joined, 'coExecutorIds');
  if (gone.length > 0)
    await ctx.db
      .deleteFrom('assignments.co_executor')
      .where('assignment_id', '=', id)
      .where('person_id', 'in', gone)
      .execute();
  if (joined.length > 0)
    await ctx.db
      .insertInto('assignments.co_executor')
      .values(joined.map((person_id) => ({ assignment_id: id, person_id, name: knownIn(names, person_id) })))
      .execute();
  return joined;
}
