import { sql } from 'kysely';
import type { acknowledgeProtocol as acknowledgeProtocolRoute } from '../../../../shared/contract/group/working-group-papers.ts';
import type { ProtocolCard } from '../../../../shared/contract/group/working-group-protocol.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { actorId, lockMeeting } from '../meetings/meeting-rows.ts';
import { isProtocolSigned } from '../meetings/meeting-workflow.ts';
import { ownSeats } from './acquaintance-rows.ts';
import { readProtocol } from './protocol-card.ts';

/** Route: a member has read the signed protocol; said twice, the first word stands. */
export async function acknowledgeProtocol(
  ctx: Ctx,
  { params }: HandlerInput<typeof acknowledgeProtocolRoute>,
): Promise<ProtocolCard> {
  const meeting = await lockMeeting(ctx, params.id);
  if (!isProtocolSigned(meeting.state))
    throw new AppError('lib.conflict', 'Протокол ещё не подписан: знакомиться не с чем.');
  const { rows } = await sql<{ personId: string; isNew: boolean }>`
    WITH said AS (
      INSERT INTO working_group.acquaintance (meeting_id, person_id, at, by_name)
      SELECT meeting_id, person_id, ${ctx.now}, CASE WHEN person_id = ${actorId(ctx)}::uuid THEN name ELSE ${nameOfActor(ctx)} END
      FROM working_group.attendance AS seat
      WHERE meeting_id = ${meeting.id} AND ${ownSeats(ctx)}
      ON CONFLICT DO NOTHING RETURNING person_id
    )
    SELECT seat.person_id AS "personId", seat.person_id IN (SELECT person_id FROM said) AS "isNew"
    FROM working_group.attendance AS seat WHERE meeting_id = ${meeting.id} AND ${ownSeats(ctx)}`.execute(
    ctx.db,
  );
  if (rows.length === 0)
    throw new AppError('lib.forbidden', 'С протоколом знакомятся члены группы этого заседания.');
  const people = rows.filter(({ isNew }) => isNew).map(({ personId }) => personId);
  if (people.length > 0)
    ctx.audit({
      action: 'working-group.acknowledge-protocol',
      object: 'meeting',
      objectId: meeting.id,
      data: { people },
    });
  return readProtocol(ctx, meeting.id);
}
