import { sql } from 'kysely';
import type { VoteCounts } from '../../../../shared/contract/group/working-group-decisions.ts';
import type { MeetingForm, MeetingState } from '../../../../shared/contract/group/working-group-meetings.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../../lib/module/stale.ts';

export interface MeetingRecord {
  id: string;
  year: number;
  number: number | null;
  day: string;
  starts_at: string;
  place: string;
  link: string;
  form: MeetingForm;
  topic: string;
  state: MeetingState;
  presiding_id: string | null;
  uses_quorum: boolean;
  uses_votes: boolean;
  vote_until: Date | null;
  current_item_id: string | null;
  current_since: Date | null;
  voting_id: string | null;
  guests: { name: string; position: string }[];
  invitation_sequence: number;
  invited_at: Date | null;
  /** Who invited first: the organizer in everybody's calendar. */
  organizer_id: string | null;
  opened_at: Date | null;
  ended_at: Date | null;
  cancel_reason: string | null;
  /** The day it did take place, in the city. */
  held_on: string | null;
  agenda_votes: VoteCounts | null;
  version: number;
}

/** The day of a meeting: the one it took place on, once it has; the planned one before. */
export const dayOf = ({ day, held_on }: Pick<MeetingRecord, 'day' | 'held_on'>): string => held_on ?? day;

const missing = () => new AppError('lib.not-found', 'Такого заседания нет. Откройте список заседаний.');

export const meetingRecord: RecordKind = {
  words: 'Заседание',
  object: 'meeting',
  module: 'working-group',
};

/** A meeting by id. */
export async function findMeeting(ctx: Ctx, id: string): Promise<MeetingRecord> {
  const row = await ctx.db
    .selectFrom('working_group.meeting')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw missing();
  return row as unknown as MeetingRecord;
}

/** Locks a meeting for a change. Throws on a stale version. */
export async function lockMeeting(ctx: Ctx, id: string, seenVersion?: number): Promise<MeetingRecord> {
  const query = ctx.db.selectFrom('working_group.meeting').selectAll().where('id', '=', id);
  const row = await lockSeen(meetingRecord, query, { seen: seenVersion, missing });
  return row as unknown as MeetingRecord;
}

type MeetingChange = Partial<Omit<MeetingRecord, 'id' | 'version' | 'guests' | 'agenda_votes'>> & {
  guests?: string;
  agenda_votes?: string;
};

/** What the journal says of a change that is an act of its own. */
interface Recorded {
  action: string;
  data?: Record<string, unknown>;
}

/** Writes a change of a locked meeting: one version more, and a record in the journal where it is an act of its own. */
export async function changeMeetingRow(
  ctx: Ctx,
  meeting: MeetingRecord,
  set: MeetingChange,
  recorded?: Recorded,
): Promise<void> {
  await ctx.db
    .updateTable('working_group.meeting')
    .set({ ...set, version: sql`version + 1` })
    .where('id', '=', meeting.id)
    .execute();
  if (recorded) ctx.audit({ object: 'meeting', objectId: meeting.id, ...recorded });
}

/** Id of the member of staff who acts. */
export function actorId({ actor }: Ctx): string {
  if (!isStaff(actor)) throw new AppError('lib.forbidden', 'Это делает сотрудник.');
  return actor.id;
}
