import { sql } from 'kysely';
import type { Status } from '../../../shared/contract/cases.ts';
import type { ApprovalItem, listApprovals } from '../../../shared/contract/cases-answers.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';
import { checkAnswer } from './answer-checks.ts';
import { type AnswerRow, type CasePhoto, loadPhotos, presentAnswer, selectAnswers } from './answer-rows.ts';
import { decisionOffers } from './can.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from './cursor.ts';
import { ownCases, permissionsOn } from './reach.ts';
import { loadRows } from './rows.ts';

type List = typeof listApprovals;
/** A longer queue is counted as this and said to be approximate. */
export const APPROVAL_COUNT = 1000;

/** Answers that wait for this caller: a reviewer sees what waits for review, an approver everything. */
export function pendingAnswers(ctx: Ctx) {
  const mayApprove = ctx.actor.kind === 'staff' && ctx.actor.permissions.has('cases.approve');
  return ctx.db
    .selectFrom('cases.answer')
    .innerJoin('cases.case_file', 'cases.case_file.id', 'cases.answer.case_id')
    .where(sql<boolean>`cases.answer.state IN ('review', 'approval')`)
    .$if(!mayApprove, (select) => select.where('cases.answer.state', '=', 'review'))
    .where(ownCases(ctx.actor));
}

/**
 * The queue, longest waiting first. Plan: partial index answer_queue in its order; only answers that wait are in it.
 */
export async function listQueue(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const after = readCursor(query.cursor, 2);
  const found = await pendingAnswers(ctx)
    .select(['cases.answer.id', 'cases.answer.case_id', sql<string>`cases.answer.created_at::text`.as('at')])
    .$if(after !== null, (select) =>
      select.where(
        sql<boolean>`(cases.answer.created_at, cases.answer.id) > (${cursorMoment(after![0]!)}::timestamptz, ${cursorId(after![1]!)}::uuid)`,
      ),
    )
    .orderBy('cases.answer.created_at')
    .orderBy('cases.answer.id')
    .limit(query.limit + 1)
    .execute();
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const [items, total] = await Promise.all([
    loadItems(
      ctx,
      page.map(({ case_id }) => case_id),
    ),
    countQueue(ctx),
  ]);
  return { items, next: found.length > page.length && last ? writeCursor([last.at, last.id]) : null, total };
}

export async function countQueue(ctx: Ctx): Promise<number> {
  const { total } = await ctx.db
    .selectFrom(pendingAnswers(ctx).select(sql<number>`1`.as('one')).limit(APPROVAL_COUNT).as('waiting'))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

async function loadItems(ctx: Ctx, caseIds: string[]): Promise<ApprovalItem[]> {
  if (caseIds.length === 0) return [];
  const [rows, answers, photos, bodies] = await Promise.all([
    loadRows(ctx, caseIds),
    selectAnswers(ctx, caseIds),
    loadPhotos(ctx, caseIds),
    ctx.db
      .selectFrom('cases.case_file')
      .select(['id', 'body', 'block', 'district_id'])
      .where(sql<boolean>`id = ANY(${caseIds}::uuid[])`)
      .execute(),
  ]);
  return rows.flatMap((row) => {
    const file = bodies.find(({ id }) => id === row.id);
    const versions = answers.filter((answer) => answer.case_id === row.id);
    const answer = versions.at(-1);
    if (!file || !answer || (answer.state !== 'review' && answer.state !== 'approval')) return [];
    const own = photos.filter(({ caseId }) => caseId === row.id);
    const previous = versions.at(-2);
    return {
      ...row,
      answer: presentAnswer(answer, own),
      previous: previous ? presentAnswer(previous, own) : null,
      question: file.body,
      checks: checkAnswer(describeChecked(answer, row, own)),
      stage: answer.state,
      can: offeredOn(ctx, row.status, file, answer),
    };
  });
}

function describeChecked(
  answer: AnswerRow,
  row: { number: string; address: string | null },
  photos: CasePhoto[],
) {
  return {
    body: answer.body,
    outcome: answer.outcome,
    number: row.number,
    address: row.address,
    hasPhotoAfter: photos.some(({ answerId, role }) => answerId === answer.id && role === 'after'),
    likeness: answer.likeness,
    likenessNumber: answer.likeness_number,
  };
}

function offeredOn(
  ctx: Ctx,
  status: Status,
  file: { block: string | null; district_id: string | null },
  answer: AnswerRow,
): string[] {
  const rights = permissionsOn(ctx.actor, file);
  return decisionOffers(ctx.actor, { status, pendingAuthor: answer.author }, rights)
    .filter(([, isOffered]) => isOffered)
    .map(([name]) => name);
}
