import type { DecisionOutcome } from '../../../../shared/contract/group/working-group-decisions.ts';
import type * as contract from '../../../../shared/contract/group/working-group-live.ts';
import type { Attendee, MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import { groupPack } from '../composition/rules-pack.ts';
import { outcomeOf } from '../rules/outcome.ts';
import { readMeeting } from './meeting-card.ts';
import { actorId, lockMeeting, type MeetingRecord } from './meeting-rows.ts';
import { isOnRecord } from './meeting-workflow.ts';
import { isTaking } from './presiding.ts';
import { listSeats, seatsOf } from './seats.ts';

const refuse = (message: string) => new AppError('lib.conflict', message);

/** Members whose vote is being cast: the caller's own, or those whose hands the secretary saw in the room. */
function findVoters(
  ctx: Ctx,
  meeting: MeetingRecord,
  seats: readonly Attendee[],
  voted: ReadonlySet<string>,
  personIds: readonly string[] | undefined,
): Attendee[] {
  if (!personIds) {
    const own = seatsOf(seats, actorId(ctx));
    const taking = own.filter((seat) => meeting.form === 'absentee' || isTaking(seat));
    // Whoever also stands in for another votes for themself first, then for the other.
    const next = taking.find(({ personId }) => !voted.has(personId)) ?? taking[0] ?? own[0];
    if (!next) throw new AppError('lib.forbidden', 'Голосуют члены группы, которые участвуют в заседании.');
    return [next];
  }
  if (!hasPermission(ctx, 'working-group.keep') || meeting.form === 'absentee')
    throw new AppError(
      'lib.forbidden',
      'За поднявших руку записывает секретарь, и только на очном заседании.',
    );
  return personIds.map((id) => {
    const seat = seats.find(({ personId }) => personId === id);
    if (!seat) throw refuse('Среди названных есть тот, кто не входит в состав на день заседания.');
    return seat;
  });
}

interface Matter {
  id: string;
  item_id: string;
}

async function findMatter(ctx: Ctx, meetingId: string, decisionId: string): Promise<Matter> {
  const matter = await ctx.db
    .selectFrom('working_group.decision')
    .select(['id', 'item_id'])
    .where('id', '=', decisionId)
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  if (!matter) throw new AppError('lib.not-found', 'Такого решения нет. Обновите страницу.');
  return matter;
}

/** Hands seen in the room may be written down until the protocol goes out; everybody else votes while the matter is in hand. */
function requireOpen(ctx: Ctx, meeting: MeetingRecord, matter: Matter, byHand: boolean): void {
  if (!meeting.uses_votes)
    throw refuse('На этом заседании не голосуют: решения принимаются без подсчёта голосов.');
  if (byHand && meeting.form !== 'absentee' && meeting.state !== 'running' && isOnRecord(meeting.state))
    return;
  if (meeting.state !== 'running') throw refuse('Голосуют, пока идёт заседание.');
  if (meeting.form === 'absentee') {
    if (ctx.now >= meeting.vote_until!) throw refuse('Время голосования вышло.');
    return;
  }
  if (meeting.current_item_id !== matter.item_id)
    throw refuse('Голосуют по вопросу, который рассматривается сейчас.');
  if (!byHand && meeting.voting_id !== matter.id)
    throw refuse(
      'Это решение ещё не поставлено на голосование: секретарь ставит его, когда формулировка готова.',
    );
}

/** Route: votes on a decision. A vote that is cast does not change, whoever asks; the outcome is told anew by the rule of the day. */
export async function castVote(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.castVote>,
): Promise<MeetingCard> {
  const meeting = await lockMeeting(ctx, params.id);
  const matter = await findMatter(ctx, meeting.id, params.decisionId);
  requireOpen(ctx, meeting, matter, body.personIds !== undefined);
  const isAbsentee = meeting.form === 'absentee';
  const seats = await listSeats(ctx, meeting.id);
  const cast = await listBallots(ctx, matter.id);
  const voted = new Set(cast.map(({ person_id }) => person_id));
  const voters = findVoters(ctx, meeting, seats, voted, body.personIds);
  for (const seat of voters) {
    if (isAbsentee ? seat.mark === 'absent' : !isTaking(seat))
      throw refuse(`${seat.name}: не участвует в заседании, голоса нет.`);
  }
  const made = await ctx.db
    .insertInto('working_group.ballot')
    .values(
      voters.map(({ personId }) => ({
        item_id: matter.item_id,
        decision_id: matter.id,
        person_id: personId,
        meeting_id: meeting.id,
        choice: body.choice,
        cast_by: actorId(ctx),
        at: ctx.now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['item_id', 'decision_id', 'person_id']).doNothing())
    .returning('person_id')
    .execute();
  const before = voters.find(({ personId }) => !made.some(({ person_id }) => person_id === personId));
  if (before) throw refuse(`${before.name}: голос по этому решению уже подан, дважды не голосуют.`);
  const outcome = await settleOutcome(ctx, meeting, matter.id);
  ctx.audit({
    action: 'working-group.cast-vote',
    object: 'meeting',
    objectId: meeting.id,
    data: {
      decision: matter.id,
      choice: body.choice,
      voters: voters.map(({ personId }) => personId),
      outcome,
    },
  });
  return readMeeting(ctx, meeting.id);
}

const listBallots = (ctx: Ctx, decisionId: string) =>
  ctx.db
    .selectFrom('working_group.ballot')
    .select(['person_id', 'choice'])
    .where('decision_id', '=', decisionId)
    .execute();

/** Counts the votes on a decision and keeps what became of it. */
async function settleOutcome(ctx: Ctx, meeting: MeetingRecord, decisionId: string): Promise<DecisionOutcome> {
  const ballots = await listBallots(ctx, decisionId);
  const votes = { for: 0, against: 0, abstained: 0 };
  for (const { choice } of ballots) votes[choice] += 1;
  const presiding = ballots.find(({ person_id }) => person_id === meeting.presiding_id);
  const outcome = outcomeOf(votes, presiding?.choice ?? null, groupPack.on(meeting.day));
  await ctx.db.updateTable('working_group.decision').set({ outcome }).where('id', '=', decisionId).execute();
  return outcome;
}

async function requireItem(ctx: Ctx, meetingId: string, itemId: string): Promise<void> {
  const item = await ctx.db
    .selectFrom('working_group.agenda_item')
    .select('id')
    .where('id', '=', itemId)
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  if (!item) throw new AppError('lib.not-found', 'Такого вопроса в повестке нет. Обновите страницу.');
}

/** Route: a member's special opinion on an item, until the protocol is signed; an empty one takes it back. */
export async function giveOpinion(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.giveOpinion>,
): Promise<MeetingCard> {
  const meeting = await lockMeeting(ctx, params.id);
  if (!isOnRecord(meeting.state) && meeting.state !== 'protocol_review')
    throw refuse('Особое мнение прилагают от открытия заседания до подписания протокола.');
  const seat = seatsOf(await listSeats(ctx, meeting.id), actorId(ctx)).find(isTaking);
  if (!seat) throw new AppError('lib.forbidden', 'Особое мнение прилагает тот, кто участвовал в заседании.');
  await requireItem(ctx, meeting.id, params.itemId);
  const key = { item_id: params.itemId, person_id: seat.personId };
  if (body.text === '')
    await ctx.db
      .deleteFrom('working_group.opinion')
      .where('item_id', '=', key.item_id)
      .where('person_id', '=', key.person_id)
      .execute();
  else
    await ctx.db
      .insertInto('working_group.opinion')
      .values({ ...key, meeting_id: meeting.id, name: seat.name, text: body.text, at: ctx.now })
      .onConflict((conflict) =>
        conflict.columns(['item_id', 'person_id']).doUpdateSet({ text: body.text, at: ctx.now }),
      )
      .execute();
  ctx.audit({
    action: 'working-group.give-opinion',
    object: 'meeting',
    objectId: meeting.id,
    data: { item: params.itemId, isTakenBack: body.text === '' },
  });
  return readMeeting(ctx, meeting.id);
}
