import { sql } from 'kysely';
import type { Attendee, MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { type Ctx, hasPermission, isStaff } from '../../../lib/module/context.ts';
import type { MeetingRecord } from './meeting-rows.ts';
import { isTaking } from './presiding.ts';
import { seatsOf } from './seats.ts';

/** Words nobody has touched for so long were left behind by a window that closed. Milliseconds. */
const DRAFT_MS = 10 * 60_000;

type Desk = Pick<MeetingCard, 'votingId' | 'votesLeft' | 'draft'>;

/** What the live screens show besides the record: the vote under way, whose votes the reader may still cast, the words being typed. */
export async function readDesk(ctx: Ctx, meeting: MeetingRecord, seats: readonly Attendee[]): Promise<Desk> {
  if (meeting.state !== 'running') return { votingId: null, votesLeft: [], draft: null };
  const [{ rows: cast }, { rows: drafts }] = await Promise.all([
    sql<{ id: string }>`
      SELECT person_id AS id FROM working_group.ballot WHERE decision_id = ${meeting.voting_id}`.execute(
      ctx.db,
    ),
    sql<NonNullable<MeetingCard['draft']> & { responsibleId: string | null }>`
      SELECT item_id AS "itemId", text, responsible_id AS "responsibleId", due_on AS "dueOn" FROM working_group.draft
      WHERE meeting_id = ${meeting.id} AND at > ${new Date(ctx.now.getTime() - DRAFT_MS)}`.execute(ctx.db),
  ]);
  const voted = new Set(cast.map(({ id }) => id));
  const mayVote =
    meeting.voting_id !== null && isStaff(ctx.actor) && hasPermission(ctx, 'working-group.take-part');
  const own = mayVote && isStaff(ctx.actor) ? seatsOf(seats, ctx.actor.id).filter(isTaking) : [];
  const [draft] = drafts;
  return {
    votingId: meeting.voting_id,
    votesLeft: own
      .filter(({ personId }) => !voted.has(personId))
      .map(({ personId, name }) => ({ personId, name })),
    draft: draft
      ? {
          itemId: draft.itemId,
          text: draft.text,
          responsible: seats.find(({ personId }) => personId === draft.responsibleId)?.name ?? null,
          dueOn: draft.dueOn,
        }
      : null,
  };
}
