import type { IdentityLevel } from '../../../../../shared/contract/base/identity.ts';
import type {
  DiscussionCard,
  DiscussionFields,
  DiscussionKind,
  Paragraph,
} from '../../../../../shared/contract/participation/discussions.ts';
import { formatTime, localDay, momentAt } from '../../../../../shared/text/dates.ts';
import { isTime } from '../../polls/writing/poll-values.ts';

/** A discussion as it stands in the form. */
export interface DiscussionValues {
  kind: DiscussionKind;
  title: string;
  matter: string;
  subject: string;
  level: IdentityLevel;
  responsible: string;
  opensOn: string;
  opensTime: string;
  closesOn: string;
  closesTime: string;
  resultBy: string;
  meetingOn: string;
  meetingTime: string;
  place: string;
  address: string;
  exposition: string;
  paragraphs: readonly Paragraph[];
  materials: DiscussionFields['materials'];
}

const dayOf = (at: string | null, zone: string): string => (at ? localDay(at, zone) : '');
const timeOf = (at: string | null, zone: string, unset: string): string =>
  at ? formatTime(at, zone) : unset;

export const toDiscussionValues = (card: DiscussionCard, zone: string): DiscussionValues => ({
  kind: card.kind,
  title: card.title,
  matter: card.matter,
  subject: card.subject ?? '',
  level: card.level,
  responsible: card.responsible,
  opensOn: dayOf(card.opensAt, zone),
  opensTime: timeOf(card.opensAt, zone, '09:00'),
  closesOn: dayOf(card.closesAt, zone),
  closesTime: timeOf(card.closesAt, zone, '20:00'),
  resultBy: card.resultBy ?? '',
  meetingOn: dayOf(card.meeting.at, zone),
  meetingTime: timeOf(card.meeting.at, zone, '18:00'),
  place: card.meeting.place,
  address: card.meeting.address,
  exposition: card.meeting.exposition,
  paragraphs: card.paragraphs.map(({ id, text }) => ({ id, text })),
  materials: card.materials,
});

const moment = (day: string, time: string, zone: string): string | null =>
  day && isTime(time) ? momentAt(day, time, zone).toISOString() : null;

/** What goes to the server, and what the notes are taken of. */
export const toDiscussionFields = (values: DiscussionValues, zone: string): DiscussionFields => ({
  kind: values.kind,
  title: values.title.trim(),
  matter: values.matter.trim(),
  subject: values.subject || null,
  level: values.level,
  responsible: values.responsible.trim(),
  opensAt: moment(values.opensOn, values.opensTime, zone),
  closesAt: moment(values.closesOn, values.closesTime, zone),
  resultBy: values.resultBy || null,
  meeting: {
    at: values.kind === 'hearing' ? moment(values.meetingOn, values.meetingTime, zone) : null,
    place: values.place.trim(),
    address: values.address.trim(),
    exposition: values.exposition.trim(),
  },
  paragraphs: values.paragraphs.map(({ id, text }) => ({ id, text: text.trim() })),
  materials: [...values.materials],
});
