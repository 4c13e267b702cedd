import { sql } from 'kysely';
import type {
  AssignmentCard,
  Evidence,
  EvidenceKind,
  getAssignment as getAssignmentRoute,
} from '../../../shared/contract/group/assignments.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { describeFiles } from '../../base/files/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { movesFrom } from '../../lib/module/workflow.ts';
import { ownCases } from '../../messages/cases/index.ts';
import { listUnreachable } from '../working-group/index.ts';
import { type AssignmentRecord, findAssignment, marksOn, ownIds } from './assignment-rows.ts';
import { assignmentWorkflow, isAssignmentRunning } from './assignment-workflow.ts';
import { basisHref } from './basis.ts';
import { findBasis, findExtract } from './decision-rows.ts';
import { GONE, tellDifference } from './follow.ts';
import { listLinks } from './link-rows.ts';
import { helpersOf, presentAssignmentRow } from './present.ts';
import { controlPack } from './rules-pack.ts';
import { mayTakeBack } from './term.ts';

/** Route. */
export const getAssignment = (
  ctx: Ctx,
  { params }: HandlerInput<typeof getAssignmentRoute>,
): Promise<AssignmentCard> => readAssignmentCard(ctx, params.id);

/** The card with everything that belongs to it, as the reader may see it. */
export async function readAssignmentCard(ctx: Ctx, id: string): Promise<AssignmentCard> {
  const row = await findAssignment(ctx, id);
  const [names, helpers, reports, links, events, cancelBasis, extract, differs] = await Promise.all([
    helpersOf(ctx, [id]),
    ctx.db
      .selectFrom('assignments.co_executor')
      .selectAll()
      .where('assignment_id', '=', id)
      .orderBy('name')
      .execute(),
    readReports(ctx, id),
    listLinks(ctx, id),
    ctx.db
      .selectFrom('assignments.event')
      .select(['at', 'kind', 'by_name', 'text'])
      .where('assignment_id', '=', id)
      .orderBy('id')
      .execute(),
    row.cancelled_by_decision ? findBasis(ctx, row.cancelled_by_decision) : null,
    findExtract(ctx, row),
    tellDifference(ctx, row),
  ]);
  const { extensionsAtMost } = controlPack.on(cityDay(ctx.config, row.issued_at));
  return {
    ...presentAssignmentRow(ctx, row, names.get(id) ?? []),
    budgetLine: row.budget_line,
    issuedBy: row.issued_by_name,
    returnReason: row.return_reason,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    helpers: helpers.map(({ person_id, name, acknowledged_at }) => ({
      personId: person_id,
      name,
      acknowledgedAt: acknowledged_at?.toISOString() ?? null,
    })),
    reports,
    links,
    extract,
    acceptedBy: row.accepted_by_name,
    differs,
    cancelBasis: row.cancelled_by_decision === null ? null : (cancelBasis ?? GONE),
    basisHref: basisHref(ctx, row),
    extensionsLeft: Math.max(0, extensionsAtMost - row.extensions),
    events: events.map(({ at, kind, by_name, text }) => ({
      at: at.toISOString(),
      kind,
      byName: by_name,
      text,
    })),
    version: row.version,
    can: await listActs(ctx, row, extensionsAtMost),
  };
}

/** Reports with what proves each. A case is named to who may see it. */
async function readReports(ctx: Ctx, id: string): Promise<AssignmentCard['reports']> {
  const [{ rows: told }, { rows: proofs }] = await Promise.all([
    sql<{ no: number; text: string; at: Date; byName: string }>`
      SELECT (data->>'no')::int AS no, text, at, by_name AS "byName" FROM assignments.event
      WHERE assignment_id = ${id} AND kind = 'report' ORDER BY id`.execute(ctx.db),
    sql<{
      id: string;
      report_no: number;
      kind: EvidenceKind;
      file_id: string | null;
      title: string;
      value: string;
      number: string | null;
    }>`
      SELECT evidence.id, report_no, kind, file_id, evidence.title, value, seen.number
      FROM assignments.evidence AS evidence
      LEFT JOIN LATERAL (SELECT number FROM cases.v_matter
        WHERE cases.v_matter.id = evidence.case_id AND ${ownCases(ctx.actor, 'cases.v_matter')}) AS seen ON true
      WHERE assignment_id = ${id} ORDER BY evidence.id`.execute(ctx.db),
  ]);
  const files = await describeFiles(
    ctx,
    proofs.flatMap(({ file_id }) => file_id ?? []),
  );
  const present = (one: (typeof proofs)[number]): Evidence => ({
    id: one.id,
    kind: one.kind,
    title: one.title,
    value: one.value,
    fileId: one.file_id,
    fileKind: files.get(one.file_id ?? '')?.kind ?? null,
    caseNumber: one.number,
  });
  return told.map(({ no, text, at, byName }) => ({
    no,
    text,
    at: at.toISOString(),
    byName,
    evidence: proofs.filter(({ report_no }) => report_no === no).map(present),
  }));
}

/** What the reader may do with it now. */
async function listActs(ctx: Ctx, row: AssignmentRecord, extensionsAtMost: number): Promise<string[]> {
  const marks = await marksOn(ctx, row);
  const moves = movesFrom(assignmentWorkflow, row.state, marks).filter(
    (move) =>
      (move !== 'extend' || row.extensions < extensionsAtMost) &&
      (move !== 'take-back' || mayTakeBack(ctx, row)),
  );
  const controls = marks.has('assignments.control');
  const isOpen = isAssignmentRunning(row.state) || row.state === 'reported';
  return [
    ...moves,
    ...(controls && isOpen ? ['amend', 'link'] : []),
    ...(controls && isAssignmentRunning(row.state) && (await isUnreachable(ctx, row))
      ? ['name-successor']
      : []),
    ...(!marks.has('responsible') && (await mayAcknowledgeHelp(ctx, row)) ? ['acknowledge'] : []),
  ];
}

/** The assignment does not reach who answers for it: somebody else may be named. */
const isUnreachable = async (ctx: Ctx, row: AssignmentRecord): Promise<boolean> =>
  (await listUnreachable(ctx, [{ id: row.responsible_id, name: row.responsible_name }])).size > 0;

async function mayAcknowledgeHelp(ctx: Ctx, row: AssignmentRecord): Promise<boolean> {
  const ids = ownIds(ctx.actor);
  if (ids.length === 0) return false;
  const found = await ctx.db
    .selectFrom('assignments.co_executor')
    .select('person_id')
    .where('assignment_id', '=', row.id)
    .where('person_id', 'in', ids)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}
