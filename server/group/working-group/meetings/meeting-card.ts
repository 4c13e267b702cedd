import type { GroupRole } from '../../../../shared/contract/group/working-group.ts';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import type {
  Attendee,
  getMeeting as getMeetingRoute,
  MeetingCard,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { localDayEnd, localDayStart, workingDaysBetween } from '../../../base/deadlines/index.ts';
import { describeFiles } from '../../../base/files/index.ts';
import { type Ctx, hasPermission, isStaff } from '../../../lib/module/context.ts';
import { groupPack } from '../composition/rules-pack.ts';
import { isOffAgenda, isOpenItem } from '../rules/fate.ts';
import { checkInvited } from '../rules/invited-check.ts';
import { readAgenda } from './agenda-rows.ts';
import { readDesk } from './desk-rows.ts';
import { findMeeting, type MeetingRecord } from './meeting-rows.ts';
import { isAhead, isOnRecord, meetingWorkflow } from './meeting-workflow.ts';
import { quorumOf, refusePresiding } from './presiding.ts';
import { listPresiding } from './presiding-rows.ts';
import { listSeats } from './seats.ts';

/** Route: a meeting with all that belongs to it. */
export const getMeeting = (
  ctx: Ctx,
  { params }: HandlerInput<typeof getMeetingRoute>,
): Promise<MeetingCard> => readMeeting(ctx, params.id);

export async function readMeeting(ctx: Ctx, id: string): Promise<MeetingCard> {
  const meeting = await findMeeting(ctx, id);
  const [agenda, attendance, papers, presided] = await Promise.all([
    readAgenda(ctx, id),
    listSeats(ctx, id),
    listPapers(ctx, id),
    listPresiding(ctx, id),
  ]);
  const desk = await readDesk(ctx, meeting, attendance);
  const quorum = quorumOf(attendance, groupPack.on(meeting.day).quorumShare);
  const presiding = attendance.find(({ personId }) => personId === meeting.presiding_id);
  return {
    id,
    number: meeting.number,
    year: meeting.year,
    day: meeting.day,
    startsAt: meeting.starts_at,
    place: meeting.place,
    link: meeting.link,
    form: meeting.form,
    topic: meeting.topic,
    state: meeting.state,
    cancelReason: meeting.cancel_reason,
    heldOn: meeting.held_on,
    guests: meeting.guests,
    items: agenda.length,
    present: quorum.present,
    members: quorum.members,
    presiding: presiding
      ? { personId: presiding.personId, name: presiding.name, role: presiding.role }
      : null,
    presided: presided.map(({ person_id, name, role, from_at, to_at }) => ({
      personId: person_id,
      name,
      role: role as GroupRole,
      from: from_at.toISOString(),
      to: to_at?.toISOString() ?? null,
    })),
    usesQuorum: meeting.uses_quorum,
    usesVotes: meeting.uses_votes,
    voteUntil: meeting.vote_until?.toISOString() ?? null,
    invitedAt: meeting.invited_at?.toISOString() ?? null,
    openedAt: meeting.opened_at?.toISOString() ?? null,
    endedAt: meeting.ended_at?.toISOString() ?? null,
    agendaVotes: meeting.agenda_votes,
    papersBy: papersDay(meeting.day),
    currentItemId: meeting.current_item_id,
    currentSince: meeting.current_since?.toISOString() ?? null,
    ...desk,
    attendance,
    agenda,
    papers,
    quorum,
    checks: listChecks(ctx.now, meeting, agenda, attendance, quorum.isMet),
    version: meeting.version,
    can: listActs(ctx, meeting, agenda, attendance),
  };
}

async function listPapers(ctx: Ctx, meetingId: string): Promise<MeetingCard['papers']> {
  const rows = await ctx.db
    .selectFrom('working_group.paper')
    .select(['file_id', 'title'])
    .where('meeting_id', '=', meetingId)
    .orderBy('added_at')
    .orderBy('file_id')
    .execute();
  const files = await describeFiles(
    ctx,
    rows.map(({ file_id }) => file_id),
  );
  return rows.flatMap(({ file_id, title }) => {
    const file = files.get(file_id);
    return file ? [{ fileId: file_id, title, kind: file.kind, bytes: file.bytes }] : [];
  });
}

/** The last day on which agenda and papers are with the members in time: so many working days before the meeting. */
export function papersDay(day: string): string {
  const { papersWorkingDays } = groupPack.on(day);
  const meetingDay = localDayStart(day);
  let at = day;
  while (workingDaysBetween(localDayStart(at), meetingDay) < papersWorkingDays) at = dayBefore(at);
  return at;
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00Z`) - 86_400_000).toISOString().slice(0, 10);

type Checks = MeetingCard['checks'];

function listChecks(
  now: Date,
  meeting: MeetingRecord,
  agenda: readonly AgendaItem[],
  seats: readonly Attendee[],
  hasQuorum: boolean,
): Checks {
  const check = (text: string, isDone: boolean) => ({ text, isDone, isAhead: false });
  if (isAhead(meeting.state)) {
    return [
      check('В повестке есть вопросы', agenda.length > 0),
      check(
        'У каждого вопроса есть докладчик',
        agenda.length > 0 && agenda.every(({ speaker }) => speaker !== ''),
      ),
      checkInvited(meeting.invited_at, localDayEnd(papersDay(meeting.day)), now),
      check(
        'Все подтвердили получение',
        seats.length > 0 && seats.every(({ acknowledgedAt }) => acknowledgedAt),
      ),
    ];
  }
  if (!isOnRecord(meeting.state)) return [];
  const decisions = agenda.flatMap((item) => item.decisions);
  return [
    check(
      'Все вопросы рассмотрены',
      agenda.every(({ state }) => !isOpenItem(state)),
    ),
    check(
      'По каждому вопросу есть решение',
      agenda.every(({ state, decisions }) => isOffAgenda(state) || decisions.length > 0),
    ),
    check(
      'У каждого поручения есть срок и результат',
      decisions.every(
        ({ responsibleId, dueOn, expectedResult }) => !responsibleId || (dueOn && expectedResult),
      ),
    ),
    check(
      'Отсутствующие отмечены',
      seats.every(({ mark }) => mark !== 'expected'),
    ),
    ...(meeting.uses_votes
      ? [
          check(
            'По каждому решению голосовали',
            decisions.every(({ outcome }) => outcome !== 'unvoted'),
          ),
        ]
      : []),
    ...(presidingRefusal(meeting, seats) === null
      ? []
      : [check('Заседание ведёт тот, кто вправе: передайте ведение', false)]),
    ...(meeting.uses_quorum ? [check('Кворум есть', hasQuorum)] : []),
  ];
}

/** Why who presides now could not sign; null where they could. */
const presidingRefusal = (meeting: MeetingRecord, seats: readonly Attendee[]): string | null =>
  meeting.presiding_id && refusePresiding(seats, meeting.presiding_id, meeting.form === 'absentee');

/** Moves that are no button of the card: the protocol has a page of its own. */
const ofProtocol: ReadonlySet<string> = new Set(['prepare', 'compose', 'review', 'return', 'sign']);

/** What the reader may do with the meeting in its state. */
function listActs(
  ctx: Ctx,
  meeting: MeetingRecord,
  agenda: readonly AgendaItem[],
  seats: readonly Attendee[],
): string[] {
  const { state, form } = meeting;
  const keeps = hasPermission(ctx, 'working-group.keep');
  const myId = isStaff(ctx.actor) ? ctx.actor.id : '';
  const mine = hasPermission(ctx, 'working-group.take-part')
    ? seats.filter(({ personId, substituteId, mark }) =>
        mark === 'substituted' ? substituteId === myId : personId === myId,
      )
    : [];
  const moves = Object.entries(meetingWorkflow.moves)
    .filter(([name, { from }]) => keeps && !ofProtocol.has(name) && from.includes(state))
    .map(([name]) => name);
  const votes = state === 'running' && meeting.uses_votes;
  return [
    ...moves,
    ...(keeps && isAhead(state) ? ['change', 'agenda', 'papers', 'attendance'] : []),
    ...(keeps && isAhead(state) && meeting.invited_at === null ? ['remove'] : []),
    ...(keeps && isOnRecord(state) ? ['record', 'attendance'] : []),
    ...(keeps && isOnRecord(state) && form !== 'absentee' ? ['hand-over'] : []),
    ...(keeps && state === 'running' ? ['raise-item'] : []),
    ...(keeps && meeting.uses_votes && isOnRecord(state) && form !== 'absentee' ? ['record-votes'] : []),
    ...(votes && mine.length > 0 ? ['vote'] : []),
    ...(mine.length > 0 && (isOnRecord(state) || state === 'protocol_review') ? ['opinion'] : []),
    ...(meeting.invited_at &&
    isAhead(state) &&
    seats.some((seat) => seat.personId === myId && seat.invitedAt && !seat.acknowledgedAt)
      ? ['acknowledge']
      : []),
    ...(keeps && agenda.length > 0
      ? seats
          .filter(({ personId }) => refusePresiding(seats, personId, form === 'absentee') === null)
          .map(({ personId }) => `preside:${personId}`)
      : []),
  ];
}
