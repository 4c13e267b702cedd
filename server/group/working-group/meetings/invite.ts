import { sql } from 'kysely';
import type * as attendance from '../../../../shared/contract/group/working-group-attendance.ts';
import type * as contract from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { meetingFormTitles } from '../../../../shared/text/group/working-group.ts';
import { listStaffRecipients, type StaffRecipient } from '../../../base/identity/index.ts';
import { sendLetters } from '../../../base/outbox/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type ItemRow, listItems } from './agenda-rows.ts';
import { calendarFile } from './calendar-file.ts';
import { readMeeting } from './meeting-card.ts';
import { actorId, changeMeetingRow, findMeeting, lockMeeting, type MeetingRecord } from './meeting-rows.ts';
import { isAhead, meetingStateAfter } from './meeting-workflow.ts';
import { listSeats, seatMembers } from './seats.ts';

const meetingTitle = ({ number }: Pick<MeetingRecord, 'number'>): string =>
  `Заседание рабочей группы${number ? ` № ${number}` : ''}`;

/** Where the card of a meeting opens; empty while the site does not know its own address. */
const cardUrl = ({ config }: Ctx, id: string): string =>
  config.publicUrl ? `${config.publicUrl}/staff/working-group/meetings/${id}` : '';

/** Who is written to: the members with the seats, or whoever stands in for the absent. */
async function findGuests(ctx: Ctx, meeting: MeetingRecord) {
  const [seats, staff] = await Promise.all([
    listSeats(ctx, meeting.id),
    listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now)),
  ]);
  const people = new Map<string, StaffRecipient>();
  for (const { personId, substituteId, mark } of seats) {
    for (const id of [personId, mark === 'absent' || mark === 'substituted' ? substituteId : null]) {
      const person = id ? staff.get(id) : undefined;
      if (person) people.set(person.id, person);
    }
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Who invites, in the eyes of everybody's calendar: the one who invited first, as long as they can be written to; a first invitation is of
 * the group's secretary, or of who sends it where the group has none.
 */
async function findOrganizer(ctx: Ctx, meeting: MeetingRecord): Promise<StaffRecipient | null> {
  const [seats, staff] = await Promise.all([
    listSeats(ctx, meeting.id),
    listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now)),
  ]);
  const secretary = seats.find(({ role }) => role === 'secretary')?.personId;
  for (const id of [meeting.organizer_id, secretary, actorId(ctx)]) {
    const person = id ? staff.get(id) : undefined;
    if (person) return person;
  }
  return null;
}

function writeInvitation(meeting: MeetingRecord, items: readonly ItemRow[], url: string): string {
  const where = [meeting.place, meeting.link].filter(Boolean).join(', ');
  const agenda = items.map(
    ({ number, title, speaker_name }) => `${number}. ${title}${speaker_name ? ` — ${speaker_name}` : ''}`,
  );
  return [
    `${formatDay(meeting.day)} в ${meeting.starts_at}. ${meetingFormTitles[meeting.form]}${where ? `, ${where}` : ''}.`,
    meeting.topic,
    agenda.length > 0 ? `Повестка дня:\n${agenda.join('\n')}` : 'Повестка дня готовится.',
    url && `Материалы и подтверждение получения: ${url}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

type Invite = typeof attendance.inviteMembers;

/**
 * Route: the invitation with the agenda and a calendar file to everybody with a seat. The first one gives the meeting its number;
 * each further one is an update of the same event, and asks to be acknowledged anew.
 */
export async function inviteMembers(
  ctx: Ctx,
  { params, body }: HandlerInput<Invite>,
): Promise<RouteReplyInput<Invite>> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  const state = meetingStateAfter(meeting.state, 'invite');
  await seatMembers(ctx, meeting);
  const items = await listItems(ctx, meeting.id);
  if (items.length === 0)
    throw new AppError('lib.conflict', 'Повестка пуста: добавьте вопросы, прежде чем приглашать.');
  const guests = await findGuests(ctx, meeting);
  if (guests.length === 0)
    throw new AppError('lib.conflict', 'Приглашать некого: на день заседания в группе никого нет.');
  const numbered = { ...meeting, number: meeting.number ?? (await nextMeetingNumber(ctx, meeting.year)) };
  const sequence = meeting.invitation_sequence + (meeting.invited_at ? 1 : 0);
  const from = await findOrganizer(ctx, meeting);
  if (!from)
    throw new AppError(
      'lib.conflict',
      'Приглашение некому подписать: у секретаря группы и у вас не указана электронная почта.',
    );
  await sendToAll(ctx, numbered, guests, {
    kind: 'request',
    text: writeInvitation(numbered, items, cardUrl(ctx, meeting.id)),
    sequence,
    items,
    from,
  });
  await ctx.db
    .updateTable('working_group.attendance')
    .set({ invited_at: ctx.now, acknowledged_at: null })
    .where('meeting_id', '=', meeting.id)
    .where(
      'person_id',
      'in',
      guests.map(({ id }) => id),
    )
    .execute();
  await changeMeetingRow(
    ctx,
    meeting,
    {
      state,
      number: numbered.number,
      invited_at: ctx.now,
      invitation_sequence: sequence,
      organizer_id: from.id,
    },
    { action: 'working-group.invite-members', data: { sent: guests.length } },
  );
  return { ...(await readMeeting(ctx, meeting.id)), sent: guests.length };
}

/** The next number of a year: rows of its meetings are few, and the lock keeps two from having one. */
export async function nextMeetingNumber(ctx: Ctx, year: number): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(398202112)`.execute(ctx.db);
  const { rows } = await sql<{ last: number | null }>`
    SELECT max(number) AS last FROM working_group.meeting WHERE year = ${year}`.execute(ctx.db);
  return (rows[0]?.last ?? 0) + 1;
}

async function sendToAll(
  ctx: Ctx,
  meeting: MeetingRecord,
  guests: readonly StaffRecipient[],
  letter: {
    kind: 'request' | 'cancel';
    text: string;
    sequence: number;
    items: readonly ItemRow[];
    /** Null where nobody is left whom calendars could answer: the letter goes without its file. */
    from: StaffRecipient | null;
  },
): Promise<void> {
  const when = `${formatDay(meeting.day)} в ${meeting.starts_at}`;
  const title =
    letter.kind === 'request'
      ? meetingTitle(meeting)
      : `Отменено: ${meetingTitle(meeting).toLocaleLowerCase('ru')}`;
  const minutes = letter.items.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
  const details = {
    title: meetingTitle(meeting),
    text: letter.text,
    url: cardUrl(ctx, meeting.id),
    sequence: letter.sequence,
    minutes,
    stamp: ctx.now,
  };
  const { from } = letter;
  await sendLetters(
    ctx,
    guests.map(({ name, email }) => ({
      channel: 'email' as const,
      recipient: email,
      subject: `${title}, ${when}`,
      text: letter.text,
      purpose: 'meeting-invitation' as const,
      files: from ? [calendarFile(meeting, details, letter.kind, { from, to: { name, email } })] : [],
    })),
  );
}

/** The same event, taken out of everybody's calendar. */
export async function sendCancellation(ctx: Ctx, meeting: MeetingRecord, reason: string): Promise<void> {
  const text = `Заседание ${formatDay(meeting.day)} в ${meeting.starts_at} отменено. Причина: ${reason}.`;
  const sequence = meeting.invitation_sequence + 1;
  await sendToAll(ctx, meeting, await findGuests(ctx, meeting), {
    kind: 'cancel',
    text,
    sequence,
    items: [],
    from: await findOrganizer(ctx, meeting),
  });
}

/** Route: «получил(а)»: by the member themself, once for an invitation. */
export async function acknowledgeInvitation(
  ctx: Ctx,
  { params }: HandlerInput<typeof attendance.acknowledgeInvitation>,
): Promise<contract.MeetingCard> {
  const { id, state } = await findMeeting(ctx, params.id);
  if (!isAhead(state))
    throw new AppError('lib.conflict', 'Заседание уже началось или отменено: подтверждать нечего.');
  const changed = await ctx.db
    .updateTable('working_group.attendance')
    .set({ acknowledged_at: ctx.now })
    .where('meeting_id', '=', id)
    .where('person_id', '=', actorId(ctx))
    .where('invited_at', 'is not', null)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n)
    throw new AppError('lib.conflict', 'Приглашения вам не было или получение уже подтверждено.');
  ctx.audit({ action: 'working-group.acknowledge', object: 'meeting', objectId: id });
  return readMeeting(ctx, id);
}
