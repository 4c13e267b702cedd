import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { localDayStart } from '../../../base/deadlines/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, hasPermission, nameOfActor } from '../../../lib/module/context.ts';
import { groupPack, isWorkingDay } from '../composition/rules-pack.ts';
import { sendCancellation } from './invite.ts';
import { readMeeting } from './meeting-card.ts';
import { actorId, changeMeetingRow, lockMeeting } from './meeting-rows.ts';
import { isAhead, meetingStateAfter, wasHeld } from './meeting-workflow.ts';
import { bringPostponed } from './postponed.ts';
import { proposeMeeting } from './propose.ts';
import { judgeMonth, monthEnd, monthsOf, nthWeekday } from './regularity.ts';
import { seatMembers } from './seats.ts';
import { toWorkingDay } from './usual-day.ts';

type List = typeof contract.listMeetings;

/** Route: meetings of a year, and which of its months went without one. */
export async function listMeetings(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const today = cityDay(ctx.config, ctx.now);
  const year = query.year ?? Number(today.slice(0, 4));
  const [{ rows }, years, since, proposed] = await Promise.all([
    sql<
      Omit<contract.ListedMeeting, 'startsAt' | 'cancelReason'> & { starts: string; reason: string | null }
    >`
      SELECT meeting.id, number, year, day, held_on AS "heldOn", starts_at AS starts, place, form, topic, state, cancel_reason AS reason,
        coalesce(presiding_id = ${actorId(ctx)}, false) AS "isPresiding",
        (SELECT count(*)::int FROM working_group.agenda_item WHERE meeting_id = meeting.id) AS items,
        (SELECT count(*)::int FROM working_group.attendance WHERE meeting_id = meeting.id
          AND mark IN ('present', 'remote', 'substituted')) AS present,
        (SELECT count(*)::int FROM working_group.attendance WHERE meeting_id = meeting.id) AS members
      FROM working_group.meeting AS meeting
      WHERE coalesce(held_on, day) >= ${`${year}-01-01`}::date AND coalesce(held_on, day) <= ${`${year}-12-31`}::date
      ORDER BY day DESC, starts_at DESC, id`.execute(ctx.db),
    listYears(ctx, Number(today.slice(0, 4))),
    firstDay(ctx),
    proposeMeeting(ctx, today),
  ]);
  const rules = groupPack.on(today);
  const facts = rows.map(({ day, heldOn, state }) => ({
    day: heldOn ?? day,
    isHeld: wasHeld(state),
    isAhead: isAhead(state),
  }));
  const months = monthsOf(year).map((month) => judgeMonth(month, facts, today, since, rules));
  const thisMonth = judgeMonth(today.slice(0, 7), facts, today, since, rules);
  return {
    year,
    years,
    months,
    meetings: rows.map(({ starts, reason, ...row }) => ({ ...row, startsAt: starts, cancelReason: reason })),
    nextBy:
      year !== Number(today.slice(0, 4)) || thisMonth.state === 'held' || thisMonth.state === 'before'
        ? null
        : monthEnd(today.slice(0, 7)),
    rule: {
      perMonth: rules.meetingsPerMonth,
      warnOnDay: rules.warnOnDay,
      clause: rules.clauses.meetingsPerMonth,
    },
    proposed,
    can: hasPermission(ctx, 'working-group.keep') ? ['keep'] : [],
  };
}

async function listYears(ctx: Ctx, present: number): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    SELECT DISTINCT year FROM working_group.meeting`.execute(ctx.db);
  return [...new Set([present, present + 1, ...rows.map(({ year }) => year)])].sort((a, b) => b - a);
}

/** First day of the first membership: from then on there is a group. */
export async function firstDay(ctx: Ctx): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    SELECT min(from_day) AS day FROM working_group.membership`.execute(ctx.db);
  return rows[0]?.day ?? null;
}

type Settings = HandlerInput<typeof contract.createMeeting>['body'];

function checkSettings({ form, usesVotes, voteUntil, day }: Settings): void {
  if (form !== 'absentee') return;
  if (!usesVotes) throw badField('usesVotes', 'Заочная форма — это голосование: включите его');
  if (!voteUntil) throw badField('voteUntil', 'Назовите, до какого времени принимаются голоса');
  if (new Date(voteUntil) < localDayStart(day)) throw badField('voteUntil', 'Раньше дня заседания');
}

const toColumns = ({ day, form, place, link, topic, ...rest }: Settings) => ({
  year: Number(day.slice(0, 4)),
  day,
  form,
  place,
  link,
  topic,
  starts_at: rest.startsAt,
  uses_quorum: rest.usesQuorum,
  uses_votes: rest.usesVotes,
  vote_until: form === 'absentee' && rest.voteUntil ? new Date(rest.voteUntil) : null,
  guests: JSON.stringify(rest.guests),
});

async function insertMeeting(ctx: Ctx, settings: Settings, state: contract.MeetingState): Promise<string> {
  const id = newId();
  await ctx.db
    .insertInto('working_group.meeting')
    .values({ id, ...toColumns(settings), state, made_at: ctx.now, made_by_name: nameOfActor(ctx) })
    .execute();
  await seatMembers(ctx, { id, day: settings.day });
  ctx.audit({
    action: 'working-group.create-meeting',
    object: 'meeting',
    objectId: id,
    data: { day: settings.day, form: settings.form },
  });
  return id;
}

/** Route: a meeting whose agenda is begun. */
export async function createMeeting(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.createMeeting>,
): Promise<contract.MeetingCard> {
  checkSettings(body);
  const id = await insertMeeting(ctx, body, 'agenda_draft');
  await bringPostponed(ctx);
  return readMeeting(ctx, id);
}

type Plan = typeof contract.planYear;

/** Route: one meeting for every month of the year that has none and is not over; a day off moves to the next working day. */
export async function planYear(ctx: Ctx, { body }: HandlerInput<Plan>): Promise<RouteReplyInput<Plan>> {
  const today = cityDay(ctx.config, ctx.now);
  await sql`SELECT pg_advisory_xact_lock(398202111)`.execute(ctx.db);
  const { rows } = await sql<{ month: string }>`
    SELECT DISTINCT to_char(day, 'YYYY-MM') AS month FROM working_group.meeting WHERE year = ${body.year} AND state <> 'cancelled'`.execute(
    ctx.db,
  );
  const taken = new Set(rows.map(({ month }) => month));
  let made = 0;
  for (const month of monthsOf(body.year)) {
    const day = toWorkingDay(nthWeekday(month, body.ordinal, body.weekday), isWorkingDay);
    if (taken.has(month) || day <= today) continue;
    const { startsAt, place } = body;
    const settings = { day, startsAt, place, link: '', form: 'in_person' as const, topic: '' };
    const rules = { usesQuorum: false, usesVotes: false, voteUntil: null, guests: [] };
    await insertMeeting(ctx, { ...settings, ...rules }, 'planned');
    made += 1;
  }
  await bringPostponed(ctx);
  return { made, year: body.year };
}

/** Route: day, place, form and rules while the meeting is ahead; who was invited is told anew by the next invitation. */
export async function changeMeeting(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeMeeting>,
): Promise<contract.MeetingCard> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  const state = meetingStateAfter(meeting.state, 'prepare');
  checkSettings(body);
  const { version, ...settings } = body;
  const set = toColumns(settings);
  // The number is of its year.
  const moved = set.year !== meeting.year ? { number: null } : {};
  const { guests, ...columns } = set;
  await changeMeetingRow(
    ctx,
    meeting,
    { ...columns, ...moved, guests, state },
    {
      action: 'working-group.change-meeting',
      data: { day: body.day },
    },
  );
  await seatMembers(ctx, { id: meeting.id, day: body.day });
  return readMeeting(ctx, meeting.id);
}

/** Route: a meeting that will not be; who was invited gets the cancellation. */
export async function cancelMeeting(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.cancelMeeting>,
): Promise<contract.MeetingCard> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  const state = meetingStateAfter(meeting.state, 'cancel');
  await changeMeetingRow(
    ctx,
    meeting,
    { state, cancel_reason: body.reason },
    {
      action: 'working-group.cancel-meeting',
      data: { reason: body.reason },
    },
  );
  if (meeting.invited_at) await sendCancellation(ctx, meeting, body.reason);
  await bringPostponed(ctx);
  return readMeeting(ctx, meeting.id);
}

/** Route: a line of the plan nobody was told of. */
export async function removeMeeting(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.removeMeeting>,
): Promise<{ done: true }> {
  const meeting = await lockMeeting(ctx, params.id, query.version);
  if (!isAhead(meeting.state) || meeting.invited_at)
    throw new AppError('lib.conflict', 'О заседании уже извещали: его можно отменить, а не убрать.');
  const papers = await ctx.db
    .selectFrom('working_group.paper')
    .select('file_id')
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirst();
  if (papers) throw new AppError('lib.conflict', 'К заседанию приложены материалы: сначала уберите их.');
  await sql`UPDATE working_group.agenda_item SET parent_id = NULL WHERE meeting_id = ${meeting.id}`.execute(
    ctx.db,
  );
  await ctx.db.deleteFrom('working_group.agenda_item').where('meeting_id', '=', meeting.id).execute();
  await ctx.db.deleteFrom('working_group.attendance').where('meeting_id', '=', meeting.id).execute();
  await ctx.db.deleteFrom('working_group.meeting').where('id', '=', meeting.id).execute();
  await bringPostponed(ctx);
  ctx.audit({
    action: 'working-group.remove-meeting',
    object: 'meeting',
    objectId: meeting.id,
    data: { day: formatDay(meeting.day) },
  });
  return { done: true };
}
