import type * as contract from '../../../../shared/contract/group/working-group-protocol.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { listStaffRecipients } from '../../../base/identity/index.ts';
import { sendLetters } from '../../../base/outbox/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { actorId, changeMeetingRow, lockMeeting, type MeetingRecord } from '../meetings/meeting-rows.ts';
import { meetingStateAfter } from '../meetings/meeting-workflow.ts';
import { listSeats } from '../meetings/seats.ts';
import { readProtocol } from './protocol-card.ts';
import { toText } from './protocol-content.ts';
import { listDifferences } from './protocol-diff.ts';
import { keepVersion, lastVersion, listProtocolVersions } from './protocol-rows.ts';

type Card = contract.ProtocolCard;

/** Route: the protocol as it stands. */
export const getProtocol = (ctx: Ctx, { params }: HandlerInput<typeof contract.getProtocol>): Promise<Card> =>
  readProtocol(ctx, params.id);

/** Route: what changed between any two versions. */
export async function compareVersions(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.compareVersions>,
): Promise<RouteReplyInput<typeof contract.compareVersions>> {
  const versions = await listProtocolVersions(ctx, params.id);
  const [before, after] = [query.from, query.to].map((wanted) =>
    versions.find(({ version }) => version === wanted),
  );
  if (!before || !after) throw new AppError('lib.not-found', 'Такой версии протокола нет.');
  return { differences: listDifferences(toText(before.content), toText(after.content)) };
}

/** Route: the first version from the record, or the next one from the record put right. */
export async function composeProtocol(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.composeProtocol>,
): Promise<Card> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  const state = meetingStateAfter(meeting.state, 'compose');
  const isFirst = meeting.state === 'held';
  if (!(await keepVersion(ctx, meeting, isFirst ? 'Составлен по записям заседания' : 'Правка секретаря')))
    throw new AppError('lib.conflict', 'Записи заседания не изменились: новой версии нет.');
  await changeMeetingRow(ctx, meeting, { state }, { action: 'working-group.compose-protocol' });
  return readProtocol(ctx, meeting.id);
}

/** Route: the protocol goes to the members of the meeting; what was put right since is a version of its own. */
export async function reviewProtocol(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.reviewProtocol>,
): Promise<Card> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  const state = meetingStateAfter(meeting.state, 'review');
  await keepVersion(ctx, meeting, 'Правка перед рассмотрением');
  await changeMeetingRow(ctx, meeting, { state }, { action: 'working-group.review-protocol' });
  await tellMembers(ctx, meeting, {
    subject: `Протокол заседания ${formatDay(meeting.day)}: прошу рассмотреть`,
    text: 'Проект протокола готов. Откройте его, согласитесь или напишите возражение.',
  });
  return readProtocol(ctx, meeting.id);
}

/** A letter to everybody of the meeting who can be written to. */
export async function tellMembers(
  ctx: Ctx,
  meeting: MeetingRecord,
  { subject, text }: { subject: string; text: string },
): Promise<void> {
  const [seats, staff] = await Promise.all([
    listSeats(ctx, meeting.id),
    listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now)),
  ]);
  const url = ctx.config.publicUrl;
  const link = url ? `\n${url}/staff/working-group/meetings/${meeting.id}/protocol` : '';
  await sendLetters(
    ctx,
    seats.flatMap(({ personId }) => {
      const email = staff.get(personId)?.email;
      return email
        ? [
            {
              channel: 'email' as const,
              recipient: email,
              subject,
              text: text + link,
              purpose: 'meeting-protocol' as const,
            },
          ]
        : [];
    }),
  );
}

/** Route: a member's word on the version under review; it may change until the review is over. */
export async function remarkProtocol(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.remarkProtocol>,
): Promise<Card> {
  const meeting = await lockMeeting(ctx, params.id);
  if (meeting.state !== 'protocol_review')
    throw new AppError('lib.conflict', 'Протокол сейчас не на рассмотрении.');
  if (body.stance === 'object' && !body.text)
    throw new AppError('lib.bad-input', 'Напишите, с чем не согласны', {
      fields: { text: 'Напишите, с чем не согласны' },
    });
  const me = actorId(ctx);
  const seat = (await listSeats(ctx, meeting.id)).find(
    ({ personId, substituteId, mark }) => personId === me || (mark === 'substituted' && substituteId === me),
  );
  if (!seat) throw new AppError('lib.forbidden', 'Протокол рассматривают члены группы этого заседания.');
  const { version } = await lastVersion(ctx, meeting.id);
  const word = { stance: body.stance, text: body.text, at: ctx.now };
  await ctx.db
    .insertInto('working_group.protocol_remark')
    .values({ meeting_id: meeting.id, version, person_id: seat.personId, name: seat.name, ...word })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'version', 'person_id']).doUpdateSet(word))
    .execute();
  ctx.audit({
    action: 'working-group.remark-protocol',
    object: 'meeting',
    objectId: meeting.id,
    data: { version, stance: body.stance },
  });
  return readProtocol(ctx, meeting.id);
}

/** Throws unless the caller is the one who presided. */
export function requirePresided(ctx: Ctx, meeting: MeetingRecord): void {
  if (meeting.presiding_id !== actorId(ctx))
    throw new AppError('lib.forbidden', 'Протокол подписывает или возвращает тот, кто председательствовал.');
}

/** Route: back to the secretary with a reason; the words of the review stay with their version. */
export async function returnProtocol(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.returnProtocol>,
): Promise<Card> {
  const meeting = await lockMeeting(ctx, params.id, body.version);
  requirePresided(ctx, meeting);
  const state = meetingStateAfter(meeting.state, 'return');
  const { version } = await lastVersion(ctx, meeting.id);
  const word = { stance: 'object' as const, text: body.reason, at: ctx.now };
  const seat = (await listSeats(ctx, meeting.id)).find(({ personId }) => personId === meeting.presiding_id)!;
  await ctx.db
    .insertInto('working_group.protocol_remark')
    .values({ meeting_id: meeting.id, version, person_id: seat.personId, name: seat.name, ...word })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'version', 'person_id']).doUpdateSet(word))
    .execute();
  await changeMeetingRow(
    ctx,
    meeting,
    { state },
    { action: 'working-group.return-protocol', data: { reason: body.reason, protocolVersion: version } },
  );
  return readProtocol(ctx, meeting.id);
}
