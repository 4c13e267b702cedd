import { sql } from 'kysely';
import type { HeadMatter } from '../../../../shared/contract/group/head-sheet.ts';
import { formatDay, formatDayMonth } from '../../../../shared/text/dates.ts';
import { assignmentNumber } from '../../../../shared/text/group/assignments.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { shorten } from '../../../../shared/text/words.ts';
import { addWorkingDays, localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forLists, ownCases } from '../../../messages/cases/index.ts';
import { tellBursts } from '../../../messages/problems/index.ts';
import { orderedTargets } from '../../assignments/index.ts';
import { draftForBursts, draftForZones, SOON } from '../orders/drafts.ts';
import { findOrderedZones } from '../orders/ordered-zones.ts';

/** Things of a kind that are weighed against the others. */
const MOST_OF_KIND = 3;
/** Looked at to find them: on some something was ordered already. */
const MOST_LOOKED_AT = 30;
/** The sheet asks for no more: what is fourth is for another day. */
const MOST = 3;
/** What to decide first: the worst of each kind, urgent ones before the rest, kinds in their order; then what is left. Pure. */
export function chooseMatters(found: readonly (readonly HeadMatter[])[]): HeadMatter[] {
  const ranked = found.flatMap((ofKind) =>
    ofKind.map((matter, at) => ({ matter, rank: [at, matter.isUrgent ? 0 : 1] as const })),
  );
  const byRank = ranked.toSorted((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
  return byRank.slice(0, MOST).map(({ matter }) => matter);
}

/** Things that wait for the head's word, at most three. */
export async function findMatters(ctx: Ctx, today: string): Promise<HeadMatter[]> {
  return chooseMatters([
    await findProblems(ctx, today),
    await findZones(ctx, today),
    await findAssignments(ctx, today),
    await findBursts(ctx, today),
    await findRecommendations(ctx),
  ]);
}

export interface ProblemRow {
  id: string;
  title: string;
  people: number;
  since: Date;
  until: string | null;
  isBroken: boolean;
}

/** Mass problems under way by people, with what was promised. */
async function findProblems(ctx: Ctx, today: string): Promise<HeadMatter[]> {
  const { rows } = await sql<ProblemRow>`
    SELECT problem.id, problem.title, member.people, member.since, promise.until::text, coalesce(promise.broken, false) AS "isBroken"
    FROM problems.v_problem AS problem
    JOIN cases.v_matter ON cases.v_matter.id = problem.lead_id
    JOIN LATERAL (SELECT count(*)::int AS people, min(matter.registered_at) AS since FROM problems.v_member AS member
      JOIN cases.v_matter AS matter ON matter.id = member.case_id WHERE member.problem_id = problem.id) AS member ON true
    LEFT JOIN LATERAL (SELECT max(until) FILTER (WHERE state = 'open') AS until, bool_or(state = 'broken') AS broken
      FROM cases.v_promise WHERE case_id = problem.lead_id) AS promise ON true
    WHERE problem.state IN ('open', 'answering') AND ${ownCases(ctx.actor, 'cases.v_matter')}
    ORDER BY member.people DESC, problem.id LIMIT ${MOST_OF_KIND}`.execute(ctx.db);
  const dueOn = addWorkingDays(today, SOON);
  return rows.map((row) => problemMatter(row, today, dueOn));
}

/** «18 ноября»: read aloud in a breath; the year is told where it is another. */
const sayDay = (day: string, today: string): string => formatDayMonth(day, 'UTC', today);

/** One whose promise is broken or that has none burns. Pure. */
export function problemMatter(
  { id, title, people, since, until, isBroken }: ProblemRow,
  today: string,
  dueOn: string,
): HeadMatter {
  const name = forLists(title);
  const promised = until
    ? `обещали до ${sayDay(until, today)}`
    : isBroken
      ? 'обещанный день прошёл'
      : 'срока жителям не назвали';
  return {
    kind: 'problem',
    id,
    isUrgent: !until,
    title: name,
    trouble: promised,
    note: `Массовая проблема: ${counted(people, 'дело', 'дела', 'дел')} с ${sayDay(localDate(since), today)}, ${promised}.`,
    href: `/staff/problems/${id}`,
    order: {
      text: until
        ? `Устранить: ${name}. Доложить о ходе работ.`
        : `Назвать жителям один срок и устранить: ${name}.`,
      expectedResult: 'Жителям отвечено, причина устранена, фото на месте',
      dueOn,
      responsible: null,
      link: { kind: 'problem', targetId: id },
    },
  };
}

/** Red zones that nobody leads out, or whose day is past, and on which nothing was ordered: the longest first. */
async function findZones(ctx: Ctx, today: string): Promise<HeadMatter[]> {
  const zones = await findOrderedZones(ctx, { awaiting: today, most: MOST_LOOKED_AT });
  const waiting = await leaveUnordered(ctx, 'zone', zones);
  const drafts = await draftForZones(ctx, today, waiting);
  return waiting.map((zone) => zoneMatter(zone, today, drafts.get(zone.id) ?? null));
}

/** One whose day of leaving is past burns. Pure. */
export function zoneMatter(
  {
    id,
    title,
    exit_on: exitOn,
    owner_name: owner,
    opened_on: openedOn,
  }: { id: string; title: string; exit_on: string | null; owner_name: string | null; opened_on: string },
  today: string,
  order: HeadMatter['order'],
): HeadMatter {
  const isLate = exitOn !== null && exitOn < today;
  const trouble = isLate
    ? `выход обещали к ${sayDay(exitOn, today)}`
    : owner
      ? 'дня выхода нет'
      : 'владельца нет';
  return {
    kind: 'zone',
    id,
    isUrgent: isLate,
    title: `Красная зона: ${title}`,
    trouble,
    note: `С ${sayDay(openedOn, today)}, ${trouble}. ${owner ? `Ведёт: ${owner}` : ''}`.trim(),
    href: `/staff/zones/${id}`,
    order,
  };
}

/** Those of a kind on which nothing was ordered that is still under way: what was ordered waits for whom it binds. */
async function leaveUnordered<T extends { id: string }>(
  ctx: Ctx,
  kind: 'zone' | 'burst',
  found: readonly T[],
): Promise<T[]> {
  const ordered = await orderedTargets(
    ctx,
    kind,
    found.map(({ id }) => id),
  );
  return found.filter(({ id }) => !ordered.has(id)).slice(0, MOST_OF_KIND);
}

export interface AssignmentRow {
  id: string;
  year: number;
  serial: number;
  text: string;
  responsible_id: string;
  name: string;
  due_on: string;
  days: number;
}

/** Assignments under control whose day is past, the latest first. */
async function findAssignments(ctx: Ctx, today: string): Promise<HeadMatter[]> {
  const { rows } = await sql<AssignmentRow>`
    SELECT id, year, serial, text, responsible_id, responsible_name AS name, due_on,
      greatest(1, ${today}::date - due_on)::int AS days FROM assignments.v_assignment
    WHERE state IN ('issued', 'acknowledged', 'in_work', 'returned') AND due_at < ${ctx.now}
    ORDER BY due_at, id LIMIT ${MOST_OF_KIND}`.execute(ctx.db);
  const dueOn = addWorkingDays(today, SOON);
  return rows.map((row) => assignmentMatter(row, dueOn));
}

/** Whoever answers for it is asked why its day is past. Pure. */
export function assignmentMatter(row: AssignmentRow, dueOn: string): HeadMatter {
  const number = assignmentNumber(row.serial, row.year);
  return {
    kind: 'assignment',
    id: row.id,
    isUrgent: true,
    title: `Не исполнено: ${shorten(row.text, 100)}`.replace(/[.\s]+$/u, ''),
    trouble: '',
    note: `${number}, срок прошёл ${counted(row.days, 'день', 'дня', 'дней')} назад. Отвечает: ${row.name}`,
    href: `/staff/assignments/${row.id}`,
    order: {
      text: `Исполнить поручение ${number} и доложить, почему срок ${formatDay(row.due_on)} сорван.`,
      expectedResult: `Отчёт с доказательствами по поручению ${number}`,
      dueOn,
      responsible: { id: row.responsible_id, name: row.name },
      link: null,
    },
  };
}

/** Warnings that run and on which nothing was ordered, the largest first. */
async function findBursts(ctx: Ctx, today: string): Promise<HeadMatter[]> {
  const bursts = await leaveUnordered(ctx, 'burst', await tellBursts(ctx, MOST_LOOKED_AT));
  const drafts = await draftForBursts(ctx, today, bursts);
  return bursts.map(({ id, title, flow }) => ({
    kind: 'burst',
    id,
    isUrgent: false,
    title: `Всплеск: ${title}`,
    trouble: '',
    note: `${flow}.`,
    href: '/staff/problems',
    order: drafts.get(id) ?? null,
  }));
}

/** Recommendations on which the head decides; the decision is made on their card. */
async function findRecommendations(ctx: Ctx): Promise<HeadMatter[]> {
  const rows = await ctx.db
    .selectFrom('recommendations.v_recommendation')
    .select(['id', 'title'])
    .where('state', '=', 'proposed')
    .orderBy('proposed_at')
    .orderBy('id')
    .limit(MOST_OF_KIND)
    .execute();
  return rows.map(({ id, title }) => ({
    kind: 'recommendation',
    id: id!,
    isUrgent: false,
    title: `Рекомендация: ${title}`,
    trouble: '',
    note: 'Ждёт вашего решения: принять или отклонить с причиной.',
    href: `/staff/recommendations/${id}`,
    order: null,
  }));
}
