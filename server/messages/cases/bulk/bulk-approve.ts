import type { approveEqual, listEqual } from '../../../../shared/contract/messages/cases-answers.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { isOwnWork } from '../../../lib/module/two-people.ts';
import { pendingAnswers } from '../answers/approvals.ts';
import { decideOne } from '../answers/decisions.ts';
import { describeAnswer, rememberApproval } from '../answers/undo-approval.ts';
import { lockCase } from '../card/move.ts';
import { permissionsOn } from '../core/reach.ts';
import { shapeOf } from '../likeness/answer-shape.ts';

/** Answers looked at for equal ones; a longer queue is looked at again when these are decided. */
const LOOKED_AT = 300;

type Groups = RouteReplyInput<typeof listEqual>;

/** Route: answers of one shape that the caller may approve, two or more alike. Plan: answer_queue. */
export async function readEqual(ctx: Ctx): Promise<Groups> {
  const rows = await pendingAnswers(ctx)
    .select([
      'cases.answer.id as answer_id',
      'cases.answer.body',
      'cases.answer.outcome',
      'cases.answer.author',
    ])
    .select([
      'cases.answer.promised_on',
      'cases.case_file.id',
      'cases.case_file.number',
      'cases.case_file.version',
    ])
    .select(['cases.case_file.title', 'cases.case_file.address', 'cases.case_file.block'])
    .select(['cases.case_file.district_id'])
    .orderBy('cases.answer.created_at')
    .limit(LOOKED_AT)
    .execute();
  const groups = new Map<string, Groups['groups'][number]>();
  for (const row of rows) {
    // A promise is a decision of its own for each case.
    if (row.promised_on || isOwnWork(ctx.actor, row.author)) continue;
    if (!permissionsOn(ctx.actor, row).has('cases.approve')) continue;
    const shape = shapeOf(row.body, row);
    const key = JSON.stringify([row.outcome, shape]);
    const group = groups.get(key) ?? { shape, outcome: row.outcome as never, items: [] };
    groups.set(key, group);
    const { id, answer_id: answerId, version, number, title, address, body } = row;
    group.items.push({ id, answerId, version, number, title, address, body });
  }
  return { groups: [...groups.values()].filter(({ items }) => items.length > 1) };
}

type Approve = typeof approveEqual;

/**
 * Route: equal answers are approved at once, each with its own journal record, letter and version check. What is not of
 * the first one's shape is refused with the reason, the rest go on. Rows are locked in the order of their ids.
 */
export async function approveMany(
  ctx: Ctx,
  { body }: HandlerInput<Approve>,
): Promise<RouteReplyInput<Approve>> {
  const { groups } = await readEqual(ctx);
  const [first] = body.items;
  const group = groups.find(({ items }) => items.some(({ answerId }) => answerId === first?.answerId));
  const alike = new Set(group?.items.map(({ answerId }) => answerId));
  const refused: RouteReplyInput<Approve>['refused'] = [];
  const former: NonNullable<Awaited<ReturnType<typeof describeAnswer>>>[] = [];
  let applied = 0;
  for (const item of body.items.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    let number = '';
    try {
      const file = await lockCase(ctx, item.id, item.version);
      number = file.number;
      if (!alike.has(item.answerId))
        throw new AppError(
          'lib.conflict',
          'Ответ отличается не только данными дела: утвердите его отдельно.',
        );
      if (!body.preview) {
        const before = await describeAnswer(ctx, file);
        await decideOne(ctx, file, item.answerId, { decision: 'approve' });
        if (before) former.push(before);
      }
      applied += 1;
    } catch (error) {
      // Thrown before anything of this case was written: by the version check, the shape or the right to decide.
      if (!(error instanceof AppError)) throw error;
      refused.push({ id: item.id, number, reason: error.message });
    }
  }
  return { applied, refused, undoToken: await rememberApproval(ctx, former) };
}
