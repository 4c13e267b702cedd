import { sql } from 'kysely';
import type { AssignmentCard } from '../../../shared/contract/group/assignments.ts';
import type * as contract from '../../../shared/contract/group/assignments-moves.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { claimFiles, type FileAccess } from '../../base/files/index.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import { changeAssignmentRow, lockForMove, readableAssignments } from './assignment-rows.ts';
import { readAssignmentCard } from './card.ts';
import { findCase } from './find-case.ts';

/** Route: what was done, with what proves it. Each report is a further one: what a former one held stays in the history. */
export async function reportAssignment(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.reportAssignment>,
): Promise<AssignmentCard> {
  const row = await lockForMove(ctx, params.id, body.version, 'report');
  const no = row.report_no + 1;
  await changeAssignmentRow(
    ctx,
    row,
    { state: 'reported', report_no: no, report_text: body.text, reported_at: ctx.now },
    { kind: 'report', text: body.text, data: { no } },
  );
  await addEvidence(ctx, row.id, no, body.evidence);
  ctx.audit({
    action: 'assignments.report',
    object: 'assignment',
    objectId: row.id,
    data: { report: no, evidence: body.evidence.map(({ kind }) => kind) },
  });
  return readAssignmentCard(ctx, row.id);
}

async function addEvidence(
  ctx: Ctx,
  assignmentId: string,
  no: number,
  given: readonly contract.EvidenceInput[],
): Promise<void> {
  const files = given.flatMap((one) =>
    one.kind === 'file' ? [{ fileId: one.fileId, token: one.token }] : [],
  );
  await claimFiles(ctx, files);
  for (const one of given) {
    const caseId = one.kind === 'case' ? await findCase(ctx, one.number) : null;
    await ctx.db
      .insertInto('assignments.evidence')
      .values({
        id: newId(),
        assignment_id: assignmentId,
        report_no: no,
        kind: one.kind,
        file_id: one.kind === 'file' ? one.fileId : null,
        case_id: caseId,
        title: one.kind === 'case' ? 'Дело' : one.title,
        value: 'value' in one ? one.value : '',
      })
      .execute();
  }
}

/** Who may open a file: what proves a report is for those who may read its assignment. */
export async function accessEvidence(ctx: Ctx, fileId: string): Promise<FileAccess> {
  if (!isStaff(ctx.actor)) return 'denied';
  const { rows } = await sql<{ id: string }>`
    SELECT evidence.id FROM assignments.evidence AS evidence
    JOIN assignments.assignment AS assignment ON assignment.id = evidence.assignment_id
    WHERE evidence.file_id = ${fileId} AND ${readableAssignments(ctx.actor)}`.execute(ctx.db);
  return rows[0] ? 'allowed' : 'denied';
}
