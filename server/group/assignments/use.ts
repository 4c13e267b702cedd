import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/assignments-desk.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { assignmentNumber, sourceTitles } from '../../../shared/text/group/assignments.ts';
import { cityDay } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findOwnMessage, ownCases } from '../../messages/cases/index.ts';
import { type AssignmentRecord, assignmentColumns, readableAssignments } from './assignment-rows.ts';
import { basisHref } from './basis.ts';
import { basisOf, type DecisionRow } from './decision-rows.ts';
import { kinds } from './link-rows.ts';

type List = typeof contract.listUse;
type Row = RouteReplyInput<List>['rows'][number];

/** So many lines of a year: more are found by the number of a message. */
const MOST = 500;

type LinkedRow = AssignmentRecord & { kind: Row['kind']; target_id: string; item_title: string | null };

/** The mass problem that the burst of a link has become: what was ordered on the one counts for the other. */
const problemOfBurst = sql`(SELECT 'problem' AS kind, problem_id::text AS id FROM problems.v_burst
  WHERE link.kind = 'burst' AND id = link.target_id::uuid AND problem_id IS NOT NULL) AS gathered`;

/** Links of assignments that stand for this case: itself, through the mass problem it is in, or the burst that became it. Plans: link_target, member_case. */
const linksOfCase = (caseId: string) => sql`(link.kind = 'case' AND link.target_id = ${caseId}
  OR link.kind = 'problem' AND link.target_id IN (SELECT problem_id::text FROM problems.v_member WHERE case_id = ${caseId}::uuid)
  OR link.kind = 'burst' AND link.target_id IN (SELECT burst.id::text FROM problems.v_burst AS burst
    JOIN problems.v_member AS member ON member.problem_id = burst.problem_id WHERE member.case_id = ${caseId}::uuid))`;

/** Route: which messages led to which decision. A decision that binds nobody stands here by the item it was made on. */
export async function listUse(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const year = query.year ?? Number(cityDay(ctx.config, ctx.now).slice(0, 4));
  const caseId = query.number ? await findCaseId(ctx, query.number) : undefined;
  if (caseId === null) return { year, rows: [], totals: { people: 0, decisions: 0, fulfilled: 0 } };
  const [bound, loose] = await Promise.all([selectBound(ctx, year, caseId), selectLoose(ctx, year, caseId)]);
  const shown = await showTargets(ctx, [
    ...bound,
    ...loose.map((row) => ({ ...row, kind: 'problem' as const })),
  ]);
  const rows: Row[] = [
    ...bound.map((row) => ({
      ...shown(row),
      item: row.item_title ?? '',
      meetingId: row.meeting_id,
      basis: row.basis,
      basisOn: row.basis_on,
      text: row.text,
      assignment: {
        id: row.id,
        number: assignmentNumber(row.serial, row.year),
        state: row.state,
        dueOn: row.due_on,
        result: row.report_text,
      },
    })),
    ...loose.map((row) => ({
      ...shown({ ...row, kind: 'problem' as const }),
      item: row.item_title,
      meetingId: row.meeting_id,
      basis: basisOf(row),
      basisOn: row.meeting_day,
      text: row.text,
      assignment: null,
    })),
  ].toSorted((a, b) => b.basisOn.localeCompare(a.basisOn));
  return { year, rows, totals: await countTotals(ctx, bound, rows) };
}

async function findCaseId(ctx: Ctx, number: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM cases.v_matter WHERE number = ${number.replaceAll(/[№\s]/gu, '')}
      AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(ctx.db);
  return rows[0]?.id ?? null;
}

async function selectBound(ctx: Ctx, year: number, caseId: string | undefined): Promise<LinkedRow[]> {
  const { rows } = await sql<LinkedRow>`
    SELECT ${assignmentColumns}, coalesce(gathered.kind, link.kind) AS kind, coalesce(gathered.id, link.target_id) AS target_id,
      decision.item_title
    FROM assignments.link AS link JOIN assignments.assignment AS assignment ON assignment.id = link.assignment_id
    LEFT JOIN LATERAL ${problemOfBurst} ON true
    LEFT JOIN working_group.v_decision AS decision ON assignment.source = 'decision' AND decision.id = assignment.source_id
    WHERE (link.kind IN ('case', 'problem') OR gathered.id IS NOT NULL) AND ${caseId ? linksOfCase(caseId) : sql`assignment.year = ${year}`}
    ORDER BY assignment.basis_on DESC, assignment.serial DESC LIMIT ${MOST}`.execute(ctx.db);
  return rows;
}

/** Decisions on items taken from a mass problem that are no assignment: «принять к сведению». */
async function selectLoose(ctx: Ctx, year: number, caseId: string | undefined) {
  const { rows } = await sql<DecisionRow & { item_title: string; target_id: string }>`
    SELECT decision.*, decision.source_id AS target_id FROM working_group.v_decision AS decision
    WHERE decision.source = 'problem' AND decision.source_id IS NOT NULL AND decision.responsible_id IS NULL
      AND decision.outcome = 'accepted'
      AND decision.meeting_state NOT IN ('planned', 'agenda_draft', 'agenda_sent', 'running', 'cancelled')
      AND ${
        caseId
          ? sql`decision.source_id IN (SELECT problem_id::text FROM problems.v_member WHERE case_id = ${caseId}::uuid)`
          : sql`decision.meeting_day BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date`
      }
    ORDER BY decision.meeting_day DESC LIMIT ${MOST}`.execute(ctx.db);
  return rows;
}

/** What stands behind each line, as the reader may see it. */
async function showTargets(ctx: Ctx, rows: readonly { kind: Row['kind']; target_id: string }[]) {
  const idsOf = (kind: Row['kind']) => [
    ...new Set(rows.filter((row) => row.kind === kind).map(({ target_id }) => target_id)),
  ];
  const found = {
    case: await kinds.case.show(ctx, idsOf('case')),
    problem: await kinds.problem.show(ctx, idsOf('problem')),
  };
  return ({ kind, target_id }: { kind: Row['kind']; target_id: string }) => ({
    kind,
    ...(found[kind].get(target_id) ?? { title: kinds[kind].hidden, href: null, people: 0 }),
  });
}

async function countTotals(ctx: Ctx, bound: readonly LinkedRow[], rows: readonly Row[]) {
  const ids = [...new Set(bound.map(({ id }) => id))];
  const { rows: counted } = await sql<{ people: number }>`
    SELECT coalesce(sum(1 + joined_count), 0)::int AS people FROM cases.v_matter WHERE merged_into IS NULL AND id IN (
      SELECT target_id::uuid FROM assignments.link WHERE kind = 'case' AND assignment_id = ANY(${ids}::uuid[])
      UNION SELECT member.case_id FROM assignments.link AS link LEFT JOIN LATERAL ${problemOfBurst} ON true
      JOIN problems.v_member AS member ON member.problem_id = coalesce(gathered.id, link.target_id)::uuid
      WHERE (link.kind = 'problem' OR gathered.id IS NOT NULL) AND link.assignment_id = ANY(${ids}::uuid[]))`.execute(
    ctx.db,
  );
  return {
    people: firstRow(counted).people,
    decisions: ids.length + rows.filter(({ assignment }) => assignment === null).length,
    fulfilled: new Set(bound.filter(({ state }) => state === 'accepted').map(({ id }) => id)).size,
  };
}

type Read = typeof contract.readUse;

/**
 * Route: a resident is told that their message counted, by the number of the protocol and the state alone: no wording, no names,
 * nothing of others. Whoever it is not of reads an empty list, as for a message no decision was made of.
 */
export async function readUse(
  ctx: Ctx,
  { params, query }: HandlerInput<Read>,
): Promise<RouteReplyInput<Read>> {
  const caseId = await findOwnMessage(ctx, params.number, query.k);
  if (caseId === null) return { decisions: [] };
  const rows = await selectOfCase(ctx, caseId);
  return {
    decisions: rows.map((row) => ({
      basis:
        row.source === 'decision'
          ? `решение рабочей группы: ${row.basis.replace(/^П/u, 'п')}`
          : `${sourceTitles[row.source].toLocaleLowerCase('ru')} от ${formatDay(row.basis_on)}`,
      state: row.state === 'accepted' ? 'done' : row.state === 'cancelled' ? 'cancelled' : 'running',
      on: dayOf(ctx, row),
    })),
  };
}

/** Assignments that stand for a case, the oldest first. */
async function selectOfCase(ctx: Ctx, caseId: string): Promise<AssignmentRecord[]> {
  const { rows } = await sql<AssignmentRecord>`
    SELECT DISTINCT ${assignmentColumns} FROM assignments.link AS link
    JOIN assignments.assignment AS assignment ON assignment.id = link.assignment_id
    WHERE ${linksOfCase(caseId)} ORDER BY assignment.basis_on, assignment.serial`.execute(ctx.db);
  return rows;
}

/** The day of what is done or cancelled, the term of what runs. */
function dayOf({ config }: Ctx, row: AssignmentRecord): string {
  const at = row.state === 'accepted' ? row.accepted_at : row.state === 'cancelled' ? row.cancelled_at : null;
  return at ? cityDay(config, at) : row.due_on;
}

type OfCase = typeof contract.listCaseDecisions;

/**
 * Route: the decisions a case counted in, for whoever may read it: the paper and the state; the card of the assignment only for who
 * may read that. A case that is not the reader's has none.
 */
export async function listCaseDecisions(
  ctx: Ctx,
  { params }: HandlerInput<OfCase>,
): Promise<RouteReplyInput<OfCase>> {
  const caseId = await findCaseId(ctx, params.number);
  if (caseId === null) throw new AppError('lib.not-found', 'Такого дела нет или оно не ваше.');
  const rows = await selectOfCase(ctx, caseId);
  const { rows: readable } = await sql<{ id: string }>`
    SELECT id FROM assignments.assignment WHERE id = ANY(${rows.map(({ id }) => id)}::uuid[])
      AND ${readableAssignments(ctx.actor)}`.execute(ctx.db);
  const own = new Set(readable.map(({ id }) => id));
  return {
    decisions: rows.map((row) => ({
      basis: row.basis,
      state: row.state,
      on: dayOf(ctx, row),
      basisHref: basisHref(ctx, row),
      assignment: own.has(row.id) ? { id: row.id, number: assignmentNumber(row.serial, row.year) } : null,
    })),
  };
}
