import { sql } from 'kysely';
import type { Status } from '../../../../shared/contract/messages/cases.ts';
import type { ApprovalItem, listApprovals } from '../../../../shared/contract/messages/cases-answers.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { firstOf, itemAt } from '../../../../shared/lists.ts';
import { COUNT_LIMIT } from '../../../../shared/text/numbers.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from '../../../lib/http/cursor.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import {
  type AnswerRow,
  type CasePhoto,
  loadPhotos,
  presentAnswer,
  selectAnswers,
} from '../card/answer-rows.ts';
import { decisionOffers } from '../core/can.ts';
import { forWork } from '../core/mask-text.ts';
import { ownCases, permissionsOn } from '../core/reach.ts';
import { loadRows } from '../core/rows.ts';
import { readRepeated } from '../likeness/measure.ts';
import { checkAnswer } from './answer-checks.ts';
import { topicTitle } from './draft-check.ts';

type List = typeof listApprovals;

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

/** A version of an answer by its case, with the moment the list is ordered by. */
interface Found {
  id: string;
  case_id: string;
  at: string;
}

/** Answers that wait, that came back to their executors, or that went out; `total` is of those that wait. */
export async function listQueue(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const found =
    query.list === 'waiting' ? await findWaiting(ctx, query) : await findDecided(ctx, query.list, query);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const [items, total] = await Promise.all([loadItems(ctx, page), countQueue(ctx)]);
  return { items, next: found.length > page.length && last ? writeCursor([last.at, last.id]) : null, total };
}

/** The queue, longest waiting first. Plan: partial index answer_queue in its order; only answers that wait are in it. */
function findWaiting(ctx: Ctx, query: HandlerInput<List>['query']): Promise<Found[]> {
  const after = readCursor(query.cursor, 2);
  return pendingAnswers(ctx)
    .select(['cases.answer.id', 'cases.answer.case_id', sql<string>`cases.answer.created_at::text`.as('at')])
    .$if(after !== null, (select) =>
      select.where(
        sql<boolean>`(cases.answer.created_at, cases.answer.id) > (${cursorMoment(firstOf(after!))}::timestamptz, ${cursorId(itemAt(after!, 1))}::uuid)`,
      ),
    )
    .orderBy('cases.answer.created_at')
    .orderBy('cases.answer.id')
    .limit(query.limit + 1)
    .execute();
}

/**
 * Decided answers, newest first. Plans: those that went out — answer_released backwards; those that came back —
 * case_file_status (few cases are in rework at a time), then the last version of each.
 */
function findDecided(
  ctx: Ctx,
  list: 'returned' | 'approved',
  query: HandlerInput<List>['query'],
): Promise<Found[]> {
  const after = readCursor(query.cursor, 2);
  return ctx.db
    .selectFrom('cases.answer')
    .innerJoin('cases.case_file', 'cases.case_file.id', 'cases.answer.case_id')
    .select(['cases.answer.id', 'cases.answer.case_id', sql<string>`cases.answer.decided_at::text`.as('at')])
    .where(ownCases(ctx.actor))
    .$if(list === 'approved', (select) =>
      select.where(sql<boolean>`cases.answer.state = 'released' AND cases.answer.decided_at IS NOT NULL`),
    )
    .$if(list === 'returned', (select) =>
      select.where(
        sql<boolean>`cases.case_file.status = 'rework' AND cases.answer.state = 'returned' AND cases.answer.version =
          (SELECT max(version) FROM cases.answer AS later WHERE later.case_id = cases.case_file.id)`,
      ),
    )
    .$if(after !== null, (select) =>
      select.where(
        sql<boolean>`(cases.answer.decided_at, cases.answer.id) < (${cursorMoment(firstOf(after!))}::timestamptz, ${cursorId(itemAt(after!, 1))}::uuid)`,
      ),
    )
    .orderBy('cases.answer.decided_at', 'desc')
    .orderBy('cases.answer.id', 'desc')
    .limit(query.limit + 1)
    .execute();
}

/** Answers that wait for the caller; one more than the limit where there are more. */
export async function countQueue(ctx: Ctx): Promise<number> {
  const { total } = await ctx.db
    .selectFrom(
      pendingAnswers(ctx)
        .select(sql<number>`1`.as('one'))
        .limit(COUNT_LIMIT + 1)
        .as('waiting'),
    )
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

async function loadItems(ctx: Ctx, found: readonly Found[]): Promise<ApprovalItem[]> {
  if (found.length === 0) return [];
  const caseIds = [...new Set(found.map(({ case_id }) => case_id))];
  const [rows, answers, photos, bodies] = await Promise.all([
    loadRows(ctx, caseIds),
    selectAnswers(ctx, caseIds),
    loadPhotos(ctx, caseIds),
    ctx.db
      .selectFrom('cases.case_file')
      .select(['id', 'body', 'block', 'district_id', 'fact_id'])
      .where(sql<boolean>`id = ANY(${caseIds}::uuid[])`)
      .execute(),
  ]);
  const repeatsOf = (answer: AnswerRow) => ({ of: answer.likeness_of, measured: measuredOf(answer) });
  const [names, repeated] = await Promise.all([
    nameReviewers(ctx, answers),
    readRepeated(ctx, answers.filter(({ id }) => found.some((one) => one.id === id)).map(repeatsOf)),
  ]);
  return found.flatMap(({ id, case_id }) => {
    const row = rows.find((one) => one.id === case_id);
    const file = bodies.find((one) => one.id === case_id);
    const versions = answers.filter((answer) => answer.case_id === case_id);
    const at = versions.findIndex((answer) => answer.id === id);
    const answer = versions[at];
    if (!row || !file || !answer || answer.state === 'draft') return [];
    const own = photos.filter(({ caseId }) => caseId === case_id);
    const previous = versions[at - 1];
    return {
      ...row,
      answer: presentAnswer(answer, own),
      previous: previous ? presentAnswer(previous, own) : null,
      question: forWork(file.body),
      checks: checkAnswer(describeChecked(answer, row, file, own)),
      repeats: repeated(repeatsOf(answer)),
      stage: answer.state as ApprovalItem['stage'],
      reviewed: describeReview(answer, names),
      can: offeredOn(ctx, row.status, file, answer),
    };
  });
}

/** Names of those who agreed to some version. Plan: primary key of person. */
async function nameReviewers(ctx: Ctx, answers: readonly AnswerRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(answers.flatMap(({ reviewed_by }) => reviewed_by ?? []))];
  if (ids.length === 0) return new Map();
  const people = await ctx.db
    .selectFrom('identity.v_person')
    .select(['id', 'short_name'])
    .where(sql<boolean>`id = ANY(${ids}::uuid[])`)
    .execute();
  return new Map(people.map(({ id, short_name }) => [id!, short_name ?? '']));
}

function describeReview(answer: AnswerRow, names: ReadonlyMap<string, string>): ApprovalItem['reviewed'] {
  const { reviewed_by: by, reviewed_at: at } = answer;
  return by && at ? { name: names.get(by) ?? '', at: at.toISOString() } : null;
}

const measuredOf = (answer: AnswerRow) => ({
  likeness: answer.likeness,
  templateShare: answer.template_share,
  ownFacts: answer.own_facts,
});

function describeChecked(
  answer: AnswerRow,
  row: { number: string; address: string | null },
  file: { body: string; fact_id: string | null },
  photos: CasePhoto[],
) {
  return {
    body: answer.body,
    outcome: answer.outcome,
    number: row.number,
    address: row.address,
    question: file.body,
    topic: topicTitle(file.fact_id),
    hasPhotoAfter: photos.some(({ answerId, role }) => answerId === answer.id && role === 'after'),
    ...measuredOf(answer),
    likenessNumber: answer.likeness_number,
    templateTitle: answer.template_title,
  };
}

function offeredOn(
  ctx: Ctx,
  status: Status,
  file: { block: string | null; district_id: string | null },
  answer: AnswerRow,
): string[] {
  if (answer.state !== 'review' && answer.state !== 'approval') return [];
  const rights = permissionsOn(ctx.actor, file);
  return decisionOffers(ctx.actor, { status, pendingAuthor: answer.author }, rights)
    .filter(([, isOffered]) => isOffered)
    .map(([name]) => name);
}
