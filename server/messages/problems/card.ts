import { sql } from 'kysely';
import type { Status } from '../../../shared/contract/messages/cases.ts';
import type * as contract from '../../../shared/contract/messages/problems.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { sharedWords } from '../../base/understanding/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission, isStaff } from '../../lib/module/context.ts';
import { forLists, forWork, ownCases } from '../cases/index.ts';
import { countByDay, countByHour, readGrowth } from './growth.ts';

type State = contract.ProblemState;
type Row = contract.ProblemRow;

/** Problems a list shows; older ones are found through their cases. */
const SHOWN = 100;

interface StoredRow {
  id: string;
  title: string;
  state: State;
  block: string | null;
  fact_id: string | null;
  district_id: string | null;
  address: string | null;
  lead_number: string;
  members: number;
  proposed: number;
  people: number;
  first_at: Date;
  last_at: Date;
  unit: string | null;
  due_at: Date | null;
  version: number;
  found_at: Date;
  opened_by: string | null;
}

/**
 * Problems with what a list says of them. Plan: problem_state, then the members' keys; `ids` or the states narrow it to at
 * most a hundred. A problem is seen by whoever sees its main case.
 */
async function selectProblems(ctx: Ctx, where: ReturnType<typeof sql>): Promise<StoredRow[]> {
  const { rows } = await sql<StoredRow>`
    SELECT problem.id, problem.title, problem.state, problem.block, problem.fact_id, problem.district_id,
      cases.v_matter.address, cases.v_matter.number AS lead_number, unit.short_title AS unit, problem.version,
      problem.found_at, problem.opened_by, counted.*
    FROM problems.problem AS problem
    JOIN cases.v_matter ON cases.v_matter.id = problem.lead_id
    LEFT JOIN identity.v_unit AS unit ON unit.id = cases.v_matter.executor_unit_id
    JOIN LATERAL (
      SELECT count(*) FILTER (WHERE member.state = 'confirmed')::int AS members,
        count(*) FILTER (WHERE member.state = 'proposed')::int AS proposed,
        coalesce(sum(1 + file.joined_count), 0)::int AS people,
        min(file.registered_at) AS first_at, max(file.registered_at) AS last_at,
        min(file.due_at) FILTER (WHERE file.answered_at IS NULL AND file.closed_at IS NULL) AS due_at
      FROM problems.member AS member JOIN cases.v_matter AS file ON file.id = member.case_id
      WHERE member.problem_id = problem.id AND (member.state IN ('proposed', 'confirmed')
        OR (problem.state IN ('declined', 'dissolved') AND member.state IN ('left', 'declined')))
    ) AS counted ON counted.first_at IS NOT NULL
    WHERE ${where} AND ${ownCases(ctx.actor, 'cases.v_matter')}
    ORDER BY problem.touched_at DESC, problem.id LIMIT ${SHOWN}`.execute(ctx.db);
  return rows;
}

const viewStates: Readonly<Record<string, readonly State[]>> = {
  proposed: ['proposed'],
  open: ['open', 'answering'],
  answered: ['answered'],
  ended: ['declined', 'dissolved'],
};

/** Waits for somebody's word: as a whole, or cases that are proposed to it. */
const isProposed = sql<boolean>`(problem.state = 'proposed' OR (problem.state IN ('open', 'answering')
  AND EXISTS (SELECT FROM problems.member WHERE member.problem_id = problem.id AND member.state = 'proposed')))`;

type List = typeof contract.listProblems;

/** Route. */
export async function listProblems(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const states = viewStates[query.view]!;
  const found = await selectProblems(
    ctx,
    query.view === 'proposed' ? isProposed : sql`problem.state = ANY(${[...states]})`,
  );
  const growth = await readGrowth(
    ctx,
    found.map(({ id }) => id),
  );
  const { rows } = await sql<{ proposed: number; open: number }>`
    SELECT count(*) FILTER (WHERE ${isProposed})::int AS proposed,
      count(*) FILTER (WHERE problem.state IN ('open', 'answering'))::int AS open
    FROM problems.problem AS problem JOIN cases.v_matter ON cases.v_matter.id = problem.lead_id
    WHERE problem.state IN ('proposed', 'open', 'answering') AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(
    ctx.db,
  );
  return {
    rows: found.map((row) => presentRow(row, countByDay(growth.get(row.id) ?? [], ctx.now, 14))),
    counts: firstRow(rows),
  };
}

const presentRow = (row: StoredRow, days: { count: number }[]): Row => ({
  id: row.id,
  title: row.title,
  state: row.state,
  block: row.block,
  factId: row.fact_id,
  districtId: row.district_id,
  address: row.address,
  leadNumber: row.lead_number,
  members: row.members,
  proposed: row.proposed,
  people: row.people,
  firstAt: row.first_at.toISOString(),
  lastAt: row.last_at.toISOString(),
  days: days.map(({ count }) => count),
  unit: row.unit,
  dueAt: row.due_at?.toISOString() ?? null,
  version: row.version,
});

/** Problems in which a person put one of these cases, the latest first, as their list shows them. Plan: member_case. */
export async function problemsOf(ctx: Ctx, caseIds: readonly string[]): Promise<Row[]> {
  const found = await selectProblems(
    ctx,
    sql`problem.state IN ('open', 'answering', 'answered') AND problem.id IN (SELECT problem_id FROM problems.member
      WHERE member.state = 'confirmed' AND member.case_id = ANY(${[...caseIds]}::uuid[]))`,
  );
  return found.map((row) => presentRow(row, []));
}

type Get = typeof contract.getProblem;

/** Route. */
export const getProblem = (ctx: Ctx, { params }: HandlerInput<Get>): Promise<RouteReplyInput<Get>> =>
  readProblem(ctx, params.id);

/** The card: members with the reasons they are proposed by, and the growth. */
export async function readProblem(ctx: Ctx, id: string): Promise<RouteReplyInput<Get>> {
  const [row] = await selectProblems(ctx, sql`problem.id = ${id}`);
  if (!row) throw new AppError('lib.not-found', 'Такой проблемы нет или её ведут другие.');
  const members = await readMembers(ctx, id);
  const moments = (await readGrowth(ctx, [id])).get(id) ?? [];
  const days = countByDay(moments, ctx.now, 30);
  return {
    ...presentRow(row, days.slice(-14)),
    memberList: members,
    hidden: Math.max(0, row.members + row.proposed - members.filter((one) => !one.isGone).length),
    openedBy: row.opened_by,
    foundAt: row.found_at.toISOString(),
    leadHours: Math.max(0, (row.found_at.getTime() - row.first_at.getTime()) / 3_600_000),
    growth: { hours: countByHour(moments, ctx.now, 48), days },
    can: actionsOf(ctx, row),
  };
}

interface MemberRow {
  id: string;
  number: string;
  title: string;
  body: string;
  status: Status;
  registered_at: Date;
  address: string | null;
  lat: number | null;
  lon: number | null;
  is_lead: boolean;
  state: string;
  due_at: Date | null;
  rating: number | null;
  rule: contract.PairReason['rule'] | null;
  score: number | null;
  metres: number | null;
  hours: number | null;
  beside_number: string | null;
  beside_title: string | null;
  beside_body: string | null;
}

/** Letters of a text a card shows: enough to compare by eye. */
const SHOWN_TEXT = 1200;

async function readMembers(ctx: Ctx, problemId: string) {
  const { rows } = await sql<MemberRow>`
    SELECT cases.v_matter.id, cases.v_matter.number, cases.v_matter.title, cases.v_matter.body, cases.v_matter.status,
      cases.v_matter.registered_at, cases.v_matter.address, cases.v_matter.lat, cases.v_matter.lon,
      cases.v_matter.id = problem.lead_id AS is_lead, member.state, cases.v_matter.due_at, cases.v_matter.rating,
      member.rule, member.score, member.metres, member.hours,
      beside.number AS beside_number, beside.title AS beside_title, beside.body AS beside_body
    FROM problems.member AS member
    JOIN problems.problem AS problem ON problem.id = member.problem_id
    JOIN cases.v_matter ON cases.v_matter.id = member.case_id
    LEFT JOIN cases.v_matter AS beside ON beside.id = member.beside_id
    WHERE member.problem_id = ${problemId} AND ${ownCases(ctx.actor, 'cases.v_matter')}
      AND (member.state IN ('proposed', 'confirmed') OR (problem.state IN ('declined', 'dissolved') AND member.state IN ('left', 'declined')))
    ORDER BY is_lead DESC, member.state, member.score DESC NULLS LAST, cases.v_matter.registered_at LIMIT 300`.execute(
    ctx.db,
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    title: forLists(row.title),
    text: forWork(row.body.slice(0, SHOWN_TEXT)),
    status: row.status,
    registeredAt: row.registered_at.toISOString(),
    address: row.address,
    lat: row.lat,
    lon: row.lon,
    isLead: row.is_lead,
    isConfirmed: row.state === 'confirmed',
    isGone: row.state === 'left' || row.state === 'declined',
    dueAt: row.due_at?.toISOString() ?? null,
    rating: row.rating,
    reason: reasonOf(row),
  }));
}

function reasonOf(row: MemberRow): contract.PairReason | null {
  if (row.rule === null || row.beside_number === null) return null;
  return {
    besideNumber: row.beside_number,
    besideTitle: forLists(row.beside_title ?? ''),
    rule: row.rule,
    words: sharedWords(forWork(row.body), forWork(row.beside_body ?? '')),
    metres: row.metres === null ? null : Math.round(row.metres),
    hours: row.hours === null ? null : Math.round(row.hours * 10) / 10,
    score: row.score,
  };
}

/** What the reader may do now; the client offers these alone. */
function actionsOf(ctx: Ctx, { state, proposed }: StoredRow): string[] {
  if (!isStaff(ctx.actor)) return [];
  const has = (permission: string) => hasPermission(ctx, permission);
  const isOpen = state === 'open' || state === 'answering' || state === 'answered';
  return [
    ...(has('cases.triage') && proposed > 0 && (isOpen || state === 'proposed') ? ['decide'] : []),
    ...(has('cases.triage') && (isOpen || state === 'proposed') ? ['rename'] : []),
    ...(has('cases.triage') && isOpen ? ['take-out'] : []),
    ...(has('cases.answer') && (state === 'open' || state === 'answering') ? ['answer'] : []),
  ];
}

type OfCase = typeof contract.findProblemOfCase;

/** Route: the problem a case stands in. Plan: member_case. */
export async function findProblemOfCase(
  ctx: Ctx,
  { params }: HandlerInput<OfCase>,
): Promise<RouteReplyInput<OfCase>> {
  const { rows } = await sql<{
    id: string | null;
    title: string;
    state: State;
    members: number;
    is_confirmed: boolean;
  }>`
    SELECT problem.id, problem.title, problem.state, member.state = 'confirmed' AS is_confirmed,
      (SELECT count(*)::int FROM problems.member AS other
       WHERE other.problem_id = problem.id AND other.state IN ('proposed', 'confirmed')) AS members
    FROM cases.v_matter
    LEFT JOIN problems.member AS member ON member.case_id = cases.v_matter.id AND member.state IN ('proposed', 'confirmed')
    LEFT JOIN problems.problem AS problem ON problem.id = member.problem_id
    WHERE cases.v_matter.id = ${params.id} AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(ctx.db);
  const [row] = rows;
  if (!row) throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
  if (row.id === null) return { problem: null };
  const { id, title, state, members, is_confirmed: isConfirmed } = row;
  return { problem: { id, title, state, members, isConfirmed } };
}
