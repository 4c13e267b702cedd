import { sql } from 'kysely';
import type { draftAnswer as draftAnswerRoute } from '../../../../shared/contract/messages/cases-answers.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { localDate, startTerm } from '../../../base/deadlines/index.ts';
import { claimFiles } from '../../../base/files/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { actorRef, type Ctx, isStaff } from '../../../lib/module/context.ts';
import { type AnswerRow, selectAnswers } from '../card/answer-rows.ts';
import { readCaseCard } from '../card/card.ts';
import { changeColumns, type LockedCase, lockCase, moveCase } from '../card/move.ts';
import { stopWriting } from '../colleagues/writing.ts';
import { requireOn } from '../core/reach.ts';
import { addEvents, namedActor } from '../core/timeline.ts';
import { requirePartsGiven } from '../executor/parts.ts';
import { takeCase } from '../executor/work.ts';
import { type LikenessColumns, likenessColumns, measureLikeness, readCompared } from '../likeness/measure.ts';
import { keepPrints } from '../likeness/prints.ts';

type Draft = typeof draftAnswerRoute;

/** What an executor writes, signed in or by link. */
export interface AnswerInput {
  text: string;
  outcome: HandlerInput<Draft>['body']['outcome'];
  promisedOn?: string | undefined;
  files: { fileId: string; token: string }[];
  /** Pictures of the former version that the new one leaves out. */
  dropFiles?: string[];
  submit: boolean;
}

interface Written {
  answerId: string;
  /** Of the case as the answer left it. */
  version: number;
}

/** Route: an executor keeps a draft or sends it to review. Throws on a stale version, a foreign case, a wrong promise. */
export async function draftAnswer(
  ctx: Ctx,
  { params, body }: HandlerInput<Draft>,
): Promise<RouteReplyInput<Draft>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.answer');
  await writeAnswer(ctx, file, body);
  await stopWriting(ctx, file.id);
  return readCaseCard(ctx, file.id);
}

/**
 * Keeps a draft, or sends it to review: walks the case to `answer_draft` from wherever the executor has it. A draft is
 * rewritten in place; after a return a new version begins and takes the pictures of the former one along.
 */
export async function writeAnswer(ctx: Ctx, file: LockedCase, input: AnswerInput): Promise<Written> {
  // Before anything is written: a common answer goes on with the other cases.
  if (input.submit) await requirePartsGiven(ctx, file.id);
  const promisedOn = readPromise(ctx, input);
  let current = await walkToDraft(ctx, file);
  const answer = await saveVersion(ctx, file, { ...input, promisedOn });
  await attachToAnswer(ctx, file.id, answer.id, input);
  if (input.submit) {
    current = await moveCase(ctx, current, 'submit', {
      text: `Ответ на согласовании, версия ${answer.version}`,
      data: { answerId: answer.id },
    });
    await sendToReview(ctx, file, answer.id, input.text);
  } else if (current.version === file.version) {
    current = await changeColumns(ctx, file, {});
  }
  ctx.audit({
    action: input.submit ? 'cases.submit-answer' : 'cases.draft-answer',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, answerId: answer.id, version: answer.version },
  });
  return { answerId: answer.id, version: current.version };
}

/** The day promised, checked: only «запланировано» has one, ahead and within the limit of promises. */
function readPromise(ctx: Ctx, input: AnswerInput): string | null {
  if (input.outcome !== 'planned') return null;
  const wrong = (text: string) => new AppError('lib.bad-input', text, { fields: { promisedOn: text } });
  const { promisedOn } = input;
  if (!promisedOn) throw wrong('Назовите дату, к которой будет сделано.');
  if (Number.isNaN(Date.parse(promisedOn))) throw wrong('Такого дня нет. Проверьте дату.');
  if (promisedOn <= localDate(ctx.now)) throw wrong('Дата уже прошла. Назовите день впереди.');
  if (promisedOn > localDate(startTerm('pos-promise', ctx.now).dueAt))
    throw wrong('Обещать можно не дальше чем на 12 месяцев.');
  return promisedOn;
}

async function walkToDraft(ctx: Ctx, file: LockedCase): Promise<LockedCase> {
  switch (file.status) {
    case 'answer_draft':
      return file;
    case 'rework':
      return moveCase(ctx, file, 'redraft');
    case 'assigned':
      return moveCase(ctx, await takeCase(ctx, file), 'draft');
    default:
      return moveCase(ctx, file, 'draft');
  }
}

interface Saved {
  id: string;
  version: number;
}

async function saveVersion(
  ctx: Ctx,
  file: LockedCase,
  input: Omit<AnswerInput, 'promisedOn'> & { promisedOn: string | null },
): Promise<Saved> {
  const last = (await selectAnswers(ctx, [file.id])).at(-1);
  const values = {
    body: input.text,
    outcome: input.outcome,
    promised_on: input.promisedOn,
    author: actorRef(ctx.actor),
    author_name: namedActor(ctx.actor),
    author_unit_id: file.executor_unit_id,
  };
  if (last?.state === 'draft') {
    await ctx.db.updateTable('cases.answer').set(values).where('id', '=', last.id).execute();
    return last;
  }
  return insertVersion(ctx, file.id, last, { ...values, state: 'draft' });
}

type NewVersion = Pick<
  AnswerRow,
  'body' | 'outcome' | 'promised_on' | 'author' | 'author_name' | 'author_unit_id' | 'state'
> &
  Partial<
    Pick<AnswerRow, keyof LikenessColumns | 'reviewed_by' | 'reviewed_at' | 'corrects'> &
      Pick<AnswerRow, 'correction_reason' | 'decided_by' | 'decided_by_name' | 'decided_at'>
  >;

/** The next version; pictures of a former one that was not released go over to it. */
export async function insertVersion(
  ctx: Ctx,
  caseId: string,
  last: AnswerRow | undefined,
  values: NewVersion,
): Promise<Saved> {
  const id = newId();
  const version = (last?.version ?? 0) + 1;
  await ctx.db
    .insertInto('cases.answer')
    .values({ id, case_id: caseId, version, created_at: ctx.now, ...values })
    .execute();
  if (last && last.state !== 'released') {
    await ctx.db
      .updateTable('cases.attachment')
      .set({ answer_id: id })
      .where('case_id', '=', caseId)
      .where('answer_id', '=', last.id)
      .execute();
  }
  return { id, version };
}

async function attachToAnswer(ctx: Ctx, caseId: string, answerId: string, input: AnswerInput): Promise<void> {
  if (input.dropFiles && input.dropFiles.length > 0) {
    await ctx.db
      .deleteFrom('cases.attachment')
      .where('case_id', '=', caseId)
      .where('answer_id', '=', answerId)
      .where(sql<boolean>`file_id = ANY(${input.dropFiles}::uuid[])`)
      .execute();
  }
  if (input.files.length === 0) return;
  const files = await claimFiles(ctx, input.files);
  await ctx.db
    .insertInto('cases.attachment')
    .values(
      files.map(({ id, width }) => ({
        case_id: caseId,
        file_id: id,
        role: width === null ? 'document' : 'after',
        answer_id: answerId,
        added_by: isStaff(ctx.actor) ? 'staff' : ctx.actor.kind,
        added_at: ctx.now,
      })),
    )
    .execute();
}

/** Marks the version as waiting and notes how like others it is: counted once, the queue of approvals only reads it. */
async function sendToReview(ctx: Ctx, file: LockedCase, answerId: string, text: string): Promise<void> {
  const compared = await readCompared(ctx, file.id);
  const measured = await measureLikeness(ctx, compared, text);
  await ctx.db
    .updateTable('cases.answer')
    .set({
      state: 'review',
      created_at: ctx.now,
      ...likenessColumns(measured),
    })
    .where('id', '=', answerId)
    .execute();
  await keepPrints(ctx, [{ id: answerId, body: text, facts: compared }]);
  await addEvents(ctx, [
    { caseId: file.id, kind: 'answer', visibility: 'staff', data: { answerId, state: 'review' } },
  ]);
}
