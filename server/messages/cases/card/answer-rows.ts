import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { AnswerVersion, Outcome, Photo } from '../../../../shared/contract/messages/cases.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** A picture or document of a case with the answer it belongs to. */
export interface CasePhoto extends Photo {
  caseId: string;
  answerId: string | null;
}

/** Attachments of some cases, oldest first. Plan: primary key of attachment by case. */
export async function loadPhotos(ctx: Ctx, caseIds: readonly string[]): Promise<CasePhoto[]> {
  const rows = await ctx.db
    .selectFrom('cases.attachment as attachment')
    .leftJoin('files.v_file as file', 'file.id', 'attachment.file_id')
    .select(['attachment.case_id', 'attachment.file_id', 'attachment.role', 'attachment.answer_id'])
    .select(['file.released', 'file.width', 'file.height'])
    .where(sql<boolean>`attachment.case_id = ANY(${[...caseIds]}::uuid[])`)
    .orderBy('attachment.added_at')
    .orderBy('attachment.file_id')
    .execute();
  return rows.map((row) => ({
    caseId: row.case_id,
    fileId: row.file_id,
    role: row.role as Photo['role'],
    answerId: row.answer_id,
    released: row.released === true,
    width: row.width,
    height: row.height,
  }));
}

/** The photo as the contract shows it, without the case and answer it was grouped by. */
export const stripPhoto = ({ fileId, role, released, width, height }: CasePhoto): Photo => ({
  fileId,
  role,
  released,
  width,
  height,
});

/** Every version of the answers of some cases, in their order. Plan: unique index (case_id, version). */
export function selectAnswers(ctx: Ctx, caseIds: readonly string[]) {
  return ctx.db
    .selectFrom('cases.answer')
    .selectAll()
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('cases.answer_mark as mark')
          .select(['mark.start_at', 'mark.end_at', 'mark.quote', 'mark.comment', 'mark.author_name'])
          .whereRef('mark.answer_id', '=', 'cases.answer.id')
          .orderBy('mark.start_at'),
      ).as('marks'),
    )
    .where(sql<boolean>`case_id = ANY(${[...caseIds]}::uuid[])`)
    .orderBy('case_id')
    .orderBy('version')
    .execute();
}

export type AnswerRow = Awaited<ReturnType<typeof selectAnswers>>[number];

/** Row → the contract's version, with the photos that belong to it. */
export function presentAnswer(row: AnswerRow, photos: readonly CasePhoto[]): AnswerVersion {
  return {
    id: row.id,
    version: row.version,
    state: row.state as AnswerVersion['state'],
    body: row.body,
    outcome: row.outcome as Outcome,
    promisedOn: row.promised_on,
    authorName: row.author_name,
    createdAt: row.created_at.toISOString(),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    returnReason: row.return_reason,
    marks: row.marks.map((mark) => ({
      start: mark.start_at,
      end: mark.end_at,
      quote: mark.quote,
      comment: mark.comment,
      byName: mark.author_name,
    })),
    corrects: row.corrects,
    correctionReason: row.correction_reason,
    photos: photos.filter(({ answerId }) => answerId === row.id).map(stripPhoto),
  };
}

/** The version that waits for a decision, if any. */
export const pendingOf = (answers: readonly AnswerRow[]): AnswerRow | undefined =>
  answers.findLast(({ state }) => state === 'review' || state === 'approval');
