import { sql } from 'kysely';
import type { AssignmentState } from '../../../shared/contract/group/assignments.ts';
import type {
  Flow,
  ReportFigures,
  SectorFigures,
} from '../../../shared/contract/group/head-report-figures.ts';
import { assignmentNumber } from '../../../shared/text/group/assignments.ts';
import { listOfMeasure } from '../../../shared/text/heatmap/heatmap.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { localDayEnd, localDayStart } from '../../base/deadlines/index.ts';
import { currentTaxonomy, findFact } from '../../base/taxonomy/index.ts';
import { districtTitle } from '../../base/territory/index.ts';
import { buildMatrix } from '../../heatmap/figures/index.ts';
import { cityDay } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readRoadmap } from '../roadmap/index.ts';

export interface Period {
  from: string;
  to: string;
}

interface FlowRow {
  block: string | null;
  received: number;
  answered: number;
  in_time: number;
  rated: number;
  rating_sum: number;
}

/** The flow of a period by sector: one pass over its cases, by the index of registration. */
async function countFlow(ctx: Ctx, { from, to }: Period): Promise<FlowRow[]> {
  const { rows } = await sql<FlowRow>`
    SELECT block, count(*)::int AS received, count(answered_at)::int AS answered,
      count(*) FILTER (WHERE answered_at <= due_at)::int AS in_time, count(rating)::int AS rated,
      coalesce(sum(rating), 0)::int AS rating_sum
    FROM cases.v_figure WHERE registered_at >= ${localDayStart(from)} AND registered_at <= ${localDayEnd(to)}
    GROUP BY block`.execute(ctx.db);
  return rows;
}

const toFlow = (rows: readonly FlowRow[]): Flow => {
  const sum = (of: (row: FlowRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  const rated = sum((row) => row.rated);
  return {
    received: sum((row) => row.received),
    answered: sum((row) => row.answered),
    rated,
    inTime: sum((row) => row.in_time),
    rating: rated === 0 ? null : Math.round((sum((row) => row.rating_sum) / rated) * 100) / 100,
  };
};

/** Step: the flow of the period and what was under way as it ended, by the eight sectors; the figures of the heat map where they are in memory. */
export async function countSectors(
  ctx: Ctx,
  period: Period,
): Promise<Pick<ReportFigures, 'sectors' | 'total'>> {
  const end = { from: period.to, to: period.to };
  const [rows, open, overdue] = [
    await countFlow(ctx, period),
    (await buildMatrix(ctx, { ...end, measure: 'open' })).total,
    (await buildMatrix(ctx, { ...end, measure: 'overdue' })).total,
  ];
  const sectors = currentTaxonomy()
    .blocks.filter(({ decree }) => decree)
    .map(
      ({ code, title }): SectorFigures => ({
        code,
        title,
        ...toFlow(rows.filter(({ block }) => block === code)),
        open: open.cells[code]?.count ?? 0,
        overdue: overdue.cells[code]?.count ?? 0,
      }),
    );
  return {
    sectors,
    total: { ...toFlow(rows), open: open.total.count, overdue: overdue.total.count },
  };
}

/** Step: what hurts most: mass problems, early warnings, sectors that had most overdue as the period ended. */
export async function countPains(
  ctx: Ctx,
  period: Period,
  sectors: readonly SectorFigures[],
): Promise<Pick<ReportFigures, 'pains'>> {
  const [problems, bursts] = await Promise.all([
    sql<{ id: string; title: string; people: number }>`
      SELECT problem.id, problem.title, (SELECT count(*)::int FROM problems.v_member WHERE problem_id = problem.id) AS people
      FROM problems.v_problem AS problem WHERE state IN ('open', 'answering') AND touched_at <= ${ctx.now}
      ORDER BY people DESC, problem.id LIMIT 3`.execute(ctx.db),
    sql<{ fact_id: string; district_id: string; hours: number; count: number }>`
      SELECT fact_id, district_id, hours, count FROM problems.v_burst
      WHERE ended_at IS NULL AND began_at <= ${ctx.now} ORDER BY count DESC, id LIMIT 3`.execute(ctx.db),
  ]);
  const today = cityDay(ctx.config, ctx.now);
  const late = sectors.filter(({ overdue }) => overdue > 0).sort((a, b) => b.overdue - a.overdue);
  return {
    pains: [
      ...problems.rows.map(({ id, title, people }) => ({
        title,
        note: `массовая проблема, ${counted(people, 'дело', 'дела', 'дел')}`,
        href: `/staff/problems/${id}`,
      })),
      ...bursts.rows.map(({ fact_id, district_id, hours, count }) => ({
        title: `Всплеск: ${[findFact(fact_id)?.shortTitle ?? fact_id, district_id ? districtTitle(district_id) : ''].filter(Boolean).join(', ')}`,
        note: `${counted(count, 'сообщение', 'сообщения', 'сообщений')} за ${counted(hours, 'час', 'часа', 'часов')}`,
        href: '/staff/problems',
      })),
      ...late.slice(0, 3).map(({ code, title, overdue, open }) => ({
        title,
        href: `/staff/cases?${new URLSearchParams({ block: code, ...listOfMeasure('overdue', period, today) })}`,
        note: `просрочено ${formatNumber(overdue)} из ${formatNumber(open)} в работе`,
      })),
    ].slice(0, 6),
  };
}

/** Step: meetings, assignments and how they are carried out. */
export async function countDecisions(
  ctx: Ctx,
  { from, to }: Period,
): Promise<Pick<ReportFigures, 'decisions'>> {
  const [first, last] = [localDayStart(from), localDayEnd(to)];
  // As it stood when it was composed, which for the first report of a demo city is not today.
  const isOpen = sql`issued_at <= ${ctx.now} AND (accepted_at IS NULL OR accepted_at > ${ctx.now})
    AND (cancelled_at IS NULL OR cancelled_at > ${ctx.now})`;
  const [counts, meetings, late, made] = await Promise.all([
    sql<{ issued: number; accepted: number; open: number; overdue: number }>`
      SELECT count(*) FILTER (WHERE issued_at BETWEEN ${first} AND ${last})::int AS issued,
        count(*) FILTER (WHERE accepted_at BETWEEN ${first} AND ${last})::int AS accepted,
        count(*) FILTER (WHERE ${isOpen})::int AS open,
        count(*) FILTER (WHERE ${isOpen} AND state <> 'reported' AND due_at < ${ctx.now})::int AS overdue
      FROM assignments.v_assignment`.execute(ctx.db),
    sql<{ held: number }>`
      SELECT count(*)::int AS held FROM working_group.v_meeting
      WHERE day BETWEEN ${from}::date AND ${to}::date
        AND state NOT IN ('planned', 'agenda_draft', 'agenda_sent', 'cancelled')`.execute(ctx.db),
    sql<{
      id: string;
      year: number;
      serial: number;
      text: string;
      name: string;
      due_on: string;
      days: number;
    }>`
      SELECT id, year, serial, text, responsible_name AS name, due_on,
        greatest(1, ${cityDay(ctx.config, ctx.now)}::date - due_on)::int AS days
      FROM assignments.v_assignment WHERE ${isOpen} AND state <> 'reported' AND due_at < ${ctx.now}
      ORDER BY due_on, serial LIMIT 10`.execute(ctx.db),
    listMade(ctx, first, last),
  ]);
  return {
    decisions: {
      ...firstRow(counts.rows),
      meetings: firstRow(meetings.rows).held,
      made,
      late: late.rows.map(({ id, year, serial, text, name, due_on, days }) => ({
        id,
        number: assignmentNumber(serial, year),
        text,
        responsible: name,
        dueOn: due_on,
        lateDays: days,
      })),
    },
  };
}

/** What was given in the period, the newest first. Plan: assignments of a year are few. */
async function listMade(ctx: Ctx, first: Date, last: Date) {
  const { rows } = await sql<{
    id: string;
    year: number;
    serial: number;
    basis: string;
    text: string;
    name: string;
    due_on: string;
    state: AssignmentState;
  }>`
    SELECT id, year, serial, basis, text, responsible_name AS name, due_on,
      -- What ended after it was composed was under way then.
      CASE WHEN least(accepted_at, cancelled_at) > ${ctx.now} THEN 'in_work' ELSE state END AS state
    FROM assignments.v_assignment
    WHERE issued_at BETWEEN ${first} AND ${last} ORDER BY issued_at DESC, serial DESC LIMIT 15`.execute(
    ctx.db,
  );
  return rows.map(({ year, serial, name, due_on, ...one }) => ({
    ...one,
    number: assignmentNumber(serial, year),
    responsible: name,
    dueOn: due_on,
  }));
}

/** Step: recommendations, the roadmap, papers that wait. */
export async function countRest(
  ctx: Ctx,
  { from, to }: Period,
): Promise<Pick<ReportFigures, 'recommendations' | 'roadmap' | 'correspondence' | 'countedAt'>> {
  const [first, last] = [localDayStart(from), localDayEnd(to)];
  const [counts, waiting, roadmap, papers] = await Promise.all([
    sql<{ proposed: number; accepted: number; applied: number; measured: number }>`
      SELECT count(*) FILTER (WHERE proposed_at BETWEEN ${first} AND ${last})::int AS proposed,
        count(*) FILTER (WHERE decided_at BETWEEN ${first} AND ${last} AND state <> 'declined')::int AS accepted,
        count(*) FILTER (WHERE applied_on BETWEEN ${from}::date AND ${to}::date)::int AS applied,
        count(*) FILTER (WHERE measured_at BETWEEN ${first} AND ${last})::int AS measured
      FROM recommendations.v_recommendation`.execute(ctx.db),
    sql<{ id: string; title: string }>`
      SELECT id, title FROM recommendations.v_recommendation WHERE state = 'proposed'
      ORDER BY proposed_at, id LIMIT 5`.execute(ctx.db),
    readRoadmap(ctx),
    sql<{ waiting: number; overdue: number }>`
      SELECT count(*)::int AS waiting, count(*) FILTER (WHERE due_on < ${cityDay(ctx.config, ctx.now)}::date)::int AS overdue
      FROM interaction.v_awaited`.execute(ctx.db),
  ]);
  return {
    recommendations: { ...firstRow(counts.rows), waiting: waiting.rows },
    roadmap: {
      readiness: roadmap.readiness,
      done: roadmap.done,
      overdue: roadmap.overdue,
      total: roadmap.measures.length,
    },
    correspondence: firstRow(papers.rows),
    countedAt: ctx.now.toISOString(),
  };
}
