import { sql } from 'kysely';
import type { Outcome } from '../../../../shared/contract/messages/cases.ts';
import type { decideAnswer as decideAnswerRoute } from '../../../../shared/contract/messages/cases-answers.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { actorRef, type Ctx, isStaff, type StaffActor } from '../../../lib/module/context.ts';
import { staleRecord } from '../../../lib/module/stale.ts';
import { requireOtherPerson } from '../../../lib/module/two-people.ts';
import { type AnswerRow, selectAnswers } from '../card/answer-rows.ts';
import { readCaseCard } from '../card/card.ts';
import { reopenLinks, tellReturned } from '../card/executor-link.ts';
import { caseRecord, type LockedCase, lockCase, moveCase, requireCaseMove } from '../card/move.ts';
import { requireOn } from '../core/reach.ts';
import { addEvents } from '../core/timeline.ts';
import { likenessColumns, measureLikeness, readCompared } from '../likeness/measure.ts';
import { keepMarks } from './answer-marks.ts';
import { insertVersion } from './answers.ts';
import { releaseAnswer } from './release.ts';
import { describeAnswer, rememberApproval } from './undo-approval.ts';

type Decide = typeof decideAnswerRoute;

/** A decision on the answer that waits: agree, approve, or return with a reason. */
export async function decideAnswer(
  ctx: Ctx,
  { params, body }: HandlerInput<Decide>,
): Promise<RouteReplyInput<Decide>> {
  const file = await lockCase(ctx, params.id, body.version);
  const former = body.decision === 'approve' ? await describeAnswer(ctx, file) : null;
  await decideOne(ctx, file, params.answerId, body);
  const undoToken = former && (await rememberApproval(ctx, [former]));
  return { ...(await readCaseCard(ctx, file.id)), undoToken };
}

type Decision = Pick<HandlerInput<Decide>['body'], 'decision' | 'reason' | 'text' | 'marks'>;

/** The same for one case already locked: of many at once, too. */
export async function decideOne(ctx: Ctx, file: LockedCase, answerId: string, body: Decision): Promise<void> {
  const actor = requireReviewer(ctx, file, body.decision);
  const answer = await requirePending(ctx, file, answerId);
  if (body.decision === 'return') {
    await returnAnswer(ctx, file, answer, body);
    return;
  }
  requireForeign(ctx, answer);
  const decided = await editInPlace(ctx, file, answer, body.text);
  const agreed = await agree(ctx, actor, file, decided);
  if (body.decision === 'approve') await approve(ctx, agreed, decided);
}

function requireReviewer(ctx: Ctx, file: LockedCase, decision: 'agree' | 'approve' | 'return'): StaffActor {
  if (!isStaff(ctx.actor)) throw new Error('The route lets only staff in');
  requireOn(ctx.actor, file, decision === 'approve' ? 'cases.approve' : 'cases.review');
  if (decision === 'return') requireCaseMove(ctx.actor, file.status, 'return');
  else if (decision === 'agree') requireCaseMove(ctx.actor, file.status, 'agree');
  // From review an approver who may also review makes both steps at once.
  else requireCaseMove(ctx.actor, file.status === 'review' ? 'approval' : file.status, 'approve');
  return ctx.actor;
}

async function requirePending(ctx: Ctx, file: LockedCase, answerId: string): Promise<AnswerRow> {
  const answer = (await selectAnswers(ctx, [file.id])).at(-1);
  if (answer?.id !== answerId || answer.state !== file.status) {
    throw staleRecord(caseRecord, file);
  }
  return answer;
}

/** Whoever wrote a version does not let it out. */
const requireForeign = ({ actor }: Ctx, { author }: AnswerRow): void =>
  requireOtherPerson(actor, author, 'Это ваш ответ: согласовать и утвердить его должен другой человек.');

/** The decider's own words make a new version under their name; the former one stays in the history. */
async function editInPlace(
  ctx: Ctx,
  file: LockedCase,
  answer: AnswerRow,
  text: string | undefined,
): Promise<AnswerRow> {
  if (!text || text === answer.body) return answer;
  await ctx.db
    .updateTable('cases.answer')
    .set({ state: 'returned', return_reason: 'Текст исправлен при согласовании', ...decidedBy(ctx) })
    .where('id', '=', answer.id)
    .execute();
  const own = { author: actorRef(ctx.actor), author_name: isStaff(ctx.actor) ? ctx.actor.name : '' };
  const { outcome, promised_on, author_unit_id } = answer;
  const measured = likenessColumns(await measureLikeness(ctx, await readCompared(ctx, file.id), text));
  const { id, version } = await insertVersion(ctx, file.id, answer, {
    outcome,
    promised_on,
    author_unit_id,
    ...measured,
    ...own,
    body: text,
    state: answer.state,
  });
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'answer',
      visibility: 'staff',
      data: { answerId: id, version, state: 'edited' },
    },
  ]);
  return { ...answer, ...own, id, version, body: text };
}

/** Review → approval; an answer already there stays. */
async function agree(ctx: Ctx, actor: StaffActor, file: LockedCase, answer: AnswerRow): Promise<LockedCase> {
  if (file.status === 'approval') return file;
  await ctx.db
    .updateTable('cases.answer')
    .set({ state: 'approval', reviewed_by: actor.id, reviewed_at: ctx.now })
    .where('id', '=', answer.id)
    .execute();
  return moveCase(ctx, file, 'agree', { data: { answerId: answer.id, version: answer.version } });
}

async function approve(ctx: Ctx, file: LockedCase, answer: AnswerRow): Promise<void> {
  await ctx.db
    .updateTable('cases.answer')
    .set({ state: 'released', ...decidedBy(ctx) })
    .where('id', '=', answer.id)
    .execute();
  await releaseAnswer(ctx, file, {
    id: answer.id,
    version: answer.version,
    body: answer.body,
    outcome: answer.outcome as Outcome,
    promisedOn: answer.promised_on,
  });
}

const decidedBy = (ctx: Ctx) => ({
  decided_by: isStaff(ctx.actor) ? ctx.actor.id : null,
  decided_by_name: isStaff(ctx.actor) ? ctx.actor.name : null,
  decided_at: ctx.now,
});

/** Back to the executor, whose link works again. The reason is for them; the resident reads «В работе». */
async function returnAnswer(
  ctx: Ctx,
  file: LockedCase,
  answer: AnswerRow,
  { reason, marks = [] }: Decision,
): Promise<void> {
  if (!reason) {
    throw new AppError('lib.bad-input', 'Назовите, что исправить: исполнитель увидит причину.', {
      fields: { reason: 'Напишите, что исправить' },
    });
  }
  await ctx.db
    .updateTable('cases.answer')
    .set({ state: 'returned', return_reason: reason, ...decidedBy(ctx) })
    .where('id', '=', answer.id)
    .execute();
  await keepMarks(ctx, answer, marks);
  await moveCase(ctx, file, 'return', {
    data: { answerId: answer.id, version: answer.version },
    set: { rework_count: sql`rework_count + 1` },
  });
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'return',
      visibility: 'staff',
      text: reason,
      data: { version: answer.version, marks: marks.length },
    },
  ]);
  await reopenLinks(ctx, file.id);
  if (file.executor_unit_id && answer.author.startsWith('link:'))
    await tellReturned(ctx, file, file.executor_unit_id, { reason });
}
