import ical, { ICalAttendeeRole, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { localDayStart } from '../../../base/deadlines/index.ts';
import type { LetterFile } from '../../../base/outbox/index.ts';
import type { MeetingRecord } from './meeting-rows.ts';

/** How long a meeting is taken to last where nobody says: it only blocks the calendar. Minutes. */
const USUAL_LENGTH = 60;

/** The moment a meeting begins: its local day and time in the city's zone. */
export function beginsAt({ day, starts_at }: Pick<MeetingRecord, 'day' | 'starts_at'>): Date {
  const [hours = 0, minutes = 0] = starts_at.split(':').map(Number);
  return new Date(localDayStart(day).getTime() + (hours * 60 + minutes) * 60_000);
}

/**
 * A meeting as iCalendar (RFC 5545, 5546): the same UID for the whole life of the meeting and a growing SEQUENCE, so that a
 * calendar moves or removes what it has instead of adding another. The organizer is who invited first, as long as they can be
 * written to.
 */
export function calendarFile(
  meeting: MeetingRecord,
  details: { title: string; text: string; url: string; sequence: number; minutes: number; stamp: Date },
  kind: 'request' | 'cancel',
  { from, to }: Record<'from' | 'to', { name: string; email: string }>,
): LetterFile {
  const calendar = ical({
    prodId: { company: 'Отклик', product: 'Рабочая группа', language: 'RU' },
    method: kind === 'request' ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
  });
  const start = beginsAt(meeting);
  const end = new Date(start.getTime() + Math.max(USUAL_LENGTH, details.minutes) * 60_000);
  const event = calendar.createEvent({
    id: `${meeting.id}@otklik`,
    sequence: details.sequence,
    stamp: details.stamp,
    start,
    end,
    summary: details.title,
    description: details.text,
    location: meeting.place || meeting.link,
    ...(details.url && { url: details.url }),
    status: kind === 'request' ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
  });
  // RFC 5546, 3.2: whoever is asked to answer is told whom; the answers of calendars go there.
  event.organizer({ name: from.name, email: from.email });
  event.createAttendee({
    name: to.name,
    email: to.email,
    role: ICalAttendeeRole.REQ,
    rsvp: kind === 'request',
  });
  return {
    name: kind === 'request' ? 'заседание.ics' : 'отмена.ics',
    contentType: `text/calendar; charset=utf-8; method=${kind === 'request' ? 'REQUEST' : 'CANCEL'}`,
    // RFC 5545, 3.1: every line ends with CRLF, the last one too.
    content: Buffer.from(`${calendar.toString().trimEnd()}\r\n`),
  };
}
