import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/group/working-group-agenda.ts';
import type { ZonePlace } from '../../../../shared/contract/heatmap/zones.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { filled } from '../../../../shared/known.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { findBlock } from '../../../base/taxonomy/index.ts';
import { zoneName } from '../../../heatmap/zones/index.ts';
import { cityDay } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { ownCases } from '../../../messages/cases/index.ts';
import { tellBursts } from '../../../messages/problems/index.ts';
import { readPresentCoverage } from '../../../pages/publications/index.ts';
import { findMeeting, type MeetingRecord } from './meeting-rows.ts';

type Proposal = contract.AgendaProposal;
type Found = Omit<Proposal, 'isTaken'>;
type List = typeof contract.listProposals;

/** So many of a kind at most: an agenda is read by people. */
const MOST = 12;

/** Route: what the data would put on the agenda, and what of it stands there. */
export async function listAgendaProposals(
  ctx: Ctx,
  { params }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  return { proposals: await listProposals(ctx, await findMeeting(ctx, params.id)) };
}

/** Former decisions that are due, overdue cases by block, mass problems, red zones, bursts, promises near or past their day, late papers and measures, what pages tell too little of. */
export async function listProposals(ctx: Ctx, meeting: MeetingRecord): Promise<Proposal[]> {
  const [found, { rows: taken }] = await Promise.all([
    Promise.all([
      findAssignments(ctx, meeting.day),
      findOverdue(ctx),
      findProblems(ctx),
      findZones(ctx),
      findBursts(ctx),
      findPromises(ctx, meeting.day),
      findPapers(ctx),
      findMeasures(ctx),
      findCoverage(ctx),
    ]),
    sql<{ key: string }>`
      SELECT source || ' ' || source_id AS key FROM working_group.agenda_item
      WHERE meeting_id = ${meeting.id} AND source_id IS NOT NULL`.execute(ctx.db),
  ]);
  const keys = new Set(taken.map(({ key }) => key));
  return found.flat().map((one) => ({ ...one, isTaken: keys.has(`${one.source} ${one.sourceId}`) }));
}

/** Former decisions whose day is past or comes before the meeting: what was not done is asked about by name. */
async function findAssignments(ctx: Ctx, meetingDay: string): Promise<Found[]> {
  const { rows } = await sql<{ id: string; text: string; name: string; due_on: string; isLate: boolean }>`
    SELECT id, text, responsible_name AS name, due_on, due_at < ${ctx.now} AS "isLate" FROM assignments.v_assignment
    WHERE state IN ('issued', 'acknowledged', 'in_work', 'returned') AND due_on <= ${meetingDay}::date
    ORDER BY due_at, id LIMIT ${MOST}`.execute(ctx.db);
  return rows.map(({ id, text, name, due_on, isLate }) => ({
    source: 'assignment',
    sourceId: id,
    title: `Об исполнении: ${text}`.slice(0, 500),
    note: `${name}, срок ${formatDay(due_on)}${isLate ? ', просрочено' : ''}`,
  }));
}

const running = sql`answered_at IS NULL AND closed_at IS NULL AND merged_into IS NULL AND status <> 'rejected'`;

/** Plan: case_file_due, the part of it that is past. */
async function findOverdue(ctx: Ctx): Promise<Found[]> {
  const { rows } = await sql<{ block: string; count: number; oldest: Date }>`
    SELECT block, count(*)::int AS count, min(least(due_at, breached_at)) AS oldest FROM cases.v_matter
    WHERE (due_at < ${ctx.now} OR breached_at IS NOT NULL) AND ${running} AND block IS NOT NULL AND ${ownCases(ctx.actor, 'cases.v_matter')}
    GROUP BY block ORDER BY count DESC, block LIMIT ${MOST}`.execute(ctx.db);
  return rows.map(({ block, count, oldest }) => ({
    source: 'overdue',
    sourceId: block,
    title: `О просроченных делах: «${findBlock(block)?.title ?? block}»`,
    note: `${counted(count, 'дело', 'дела', 'дел')}, старшее ждёт с ${formatDay(cityDay(ctx.config, oldest))}`,
  }));
}

async function findProblems(ctx: Ctx): Promise<Found[]> {
  const { rows } = await sql<{ id: string; title: string; block: string | null }>`
    SELECT problem.id, problem.title, problem.block FROM problems.v_problem AS problem
    JOIN cases.v_matter ON cases.v_matter.id = problem.lead_id
    WHERE problem.state IN ('open', 'answering') AND ${ownCases(ctx.actor, 'cases.v_matter')}
    ORDER BY problem.touched_at DESC, problem.id LIMIT ${MOST}`.execute(ctx.db);
  return rows.map(({ id, title, block }) => ({
    source: 'problem',
    sourceId: id,
    title: `О массовой проблеме: ${title}`,
    note: block ? (findBlock(block)?.title ?? block) : 'массовая проблема',
  }));
}

/** Red zones that run, the longest first: they are of the whole city, as the heat map. */
async function findZones(ctx: Ctx): Promise<Found[]> {
  const rows = await ctx.db
    .selectFrom('zones.v_zone')
    .select(sql<ZonePlace['kind']>`place_kind`.as('place_kind'))
    .select(['id', 'place_key', 'block', 'opened_on', 'reason', 'exit_on'])
    .where('state', '<>', 'closed')
    .orderBy('opened_at')
    .orderBy('id')
    .limit(MOST)
    .execute();
  const found = rows.map((row) => filled(row, 'id', 'place_key', 'block', 'opened_on'));
  return found.map((row) => ({
    source: 'zone',
    sourceId: row.id,
    title: `О красной зоне: ${zoneName(row)}`,
    note: `С ${formatDay(row.opened_on)}: ${row.reason}${row.exit_on ? `; выход до ${formatDay(row.exit_on)}` : '; плана нет'}`,
  }));
}

async function findBursts(ctx: Ctx): Promise<Found[]> {
  const bursts = await tellBursts(ctx, MOST);
  return bursts.map(({ id, title, flow }) => ({
    source: 'burst',
    sourceId: id,
    title: `О всплеске сообщений: ${title}`,
    note: flow,
  }));
}

/** Promises to residents by unit: those broken in the last month and those due before the meeting. */
async function findPromises(ctx: Ctx, meetingDay: string): Promise<Found[]> {
  const today = cityDay(ctx.config, ctx.now);
  const { rows } = await sql<{ unit_id: string; unit: string; broken: number; due: number }>`
    SELECT promise.unit_id, unit.short_title AS unit, count(*) FILTER (WHERE promise.state = 'broken')::int AS broken,
      count(*) FILTER (WHERE promise.state = 'open')::int AS due
    FROM cases.v_promise AS promise
    JOIN identity.v_unit AS unit ON unit.id = promise.unit_id
    JOIN cases.v_matter ON cases.v_matter.id = promise.case_id
    WHERE (promise.state = 'broken' AND promise.until >= ${today}::date - 30
        OR promise.state = 'open' AND promise.until <= ${meetingDay}::date)
      AND ${ownCases(ctx.actor, 'cases.v_matter')}
    GROUP BY promise.unit_id, unit.short_title ORDER BY broken DESC, due DESC, unit LIMIT ${MOST}`.execute(
    ctx.db,
  );
  return rows.map(({ unit_id, unit, broken, due }) => ({
    source: 'promise',
    sourceId: unit_id,
    title: `Об обещаниях жителям: ${unit}`,
    note: capitalise(
      [
        broken > 0 ? `${counted(broken, 'нарушено', 'нарушено', 'нарушено')} за 30 дней` : '',
        due > 0 ? `${counted(due, 'ждёт', 'ждут', 'ждут')} срока до заседания` : '',
      ]
        .filter(Boolean)
        .join(', '),
    ),
  }));
}

/** Papers of ЦУР and departments whose day has passed without an answer, theirs and ours; the oldest first. */
async function findPapers(ctx: Ctx): Promise<Found[]> {
  const rows = await ctx.db
    .selectFrom('interaction.v_awaited')
    .select(['id', 'direction', 'number', 'partner_name', 'subject', 'due_on'])
    .where('due_on', '<', cityDay(ctx.config, ctx.now))
    .orderBy('due_on')
    .orderBy('id')
    .limit(MOST)
    .execute();
  const found = rows.map((row) => filled(row, 'id', 'due_on'));
  return found.map((row) => ({
    source: 'paper',
    sourceId: row.id,
    title: `Об ответе на документ № ${row.number}: ${row.subject}`.slice(0, 500),
    note: `${row.partner_name}, ${row.direction === 'in' ? 'ждут нашего ответа' : 'ответа нам нет'}, срок ${formatDay(row.due_on)} прошёл`,
  }));
}

/** Measures of the roadmap that are not done by their day; the oldest first. */
async function findMeasures(ctx: Ctx): Promise<Found[]> {
  const rows = await ctx.db
    .selectFrom('roadmap.v_undone')
    .select(['id', 'title', 'owner_name', 'due_on', 'readiness'])
    .where('due_on', '<', cityDay(ctx.config, ctx.now))
    .orderBy('due_on')
    .orderBy('id')
    .limit(MOST)
    .execute();
  const found = rows.map((row) => filled(row, 'id', 'due_on'));
  return found.map((row) => ({
    source: 'measure',
    sourceId: row.id,
    title: `О мероприятии дорожной карты: ${row.title}`.slice(0, 500),
    note: `${row.owner_name ?? 'ответственный не назначен'}, срок ${formatDay(row.due_on)} прошёл, готово на ${row.readiness} %`,
  }));
}

/** Topics residents write of twice as often as pages tell of them, the most written of first. */
async function findCoverage(ctx: Ctx): Promise<Found[]> {
  const { topics, from } = await readPresentCoverage(ctx);
  return topics
    .filter(({ verdict }) => verdict === 'under')
    .map(({ id, title, received, posts }) => ({
      source: 'coverage',
      sourceId: id,
      title: `О приоритетах в социальных сетях: «${title}»`,
      note: `С ${formatDay(from)}: ${counted(received, 'сообщение жителей', 'сообщения жителей', 'сообщений жителей')}, ${counted(posts, 'запись', 'записи', 'записей')} на страницах`,
    }));
}
