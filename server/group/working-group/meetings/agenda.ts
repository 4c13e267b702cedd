import type * as contract from '../../../../shared/contract/group/working-group-agenda.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { knownIn } from '../../../../shared/known.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { fitsUnder, moveInTree } from '../rules/agenda-tree.ts';
import { listItems } from './agenda-rows.ts';
import { readMeeting } from './meeting-card.ts';
import { changeMeetingRow, lockMeeting, type MeetingRecord } from './meeting-rows.ts';
import { isAhead, meetingStateAfter } from './meeting-workflow.ts';
import { listProposals } from './proposals.ts';
import { listSeats } from './seats.ts';

type Card = MeetingCard;

/** A meeting whose agenda may still change: an opened one has its items frozen. */
async function lockAgenda(ctx: Ctx, id: string, version: number): Promise<MeetingRecord> {
  const meeting = await lockMeeting(ctx, id, version);
  if (!isAhead(meeting.state))
    throw new AppError('lib.conflict', 'Повестка заморожена с открытием заседания: изменить её нельзя.');
  return meeting;
}

/** Who reports: a member with a seat, by name. */
export async function findSpeaker(ctx: Ctx, meetingId: string, id: string | null) {
  if (id === null) return { speaker_id: null, speaker_name: '' };
  const seat = (await listSeats(ctx, meetingId)).find(({ personId }) => personId === id);
  if (!seat)
    throw new AppError('lib.bad-input', 'Докладывает член группы в день заседания', {
      fields: { speakerId: 'Выберите из состава' },
    });
  return { speaker_id: seat.personId, speaker_name: seat.name };
}

/** After any change of a plan its agenda is in preparation; who was invited is invited anew. */
async function touch(ctx: Ctx, meeting: MeetingRecord): Promise<Card> {
  const state = meeting.state === 'planned' ? meetingStateAfter(meeting.state, 'prepare') : meeting.state;
  await changeMeetingRow(ctx, meeting, { state });
  return readMeeting(ctx, meeting.id);
}

/** Route: one more item, at the end of its level. */
export async function addItem(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.addItem>,
): Promise<Card> {
  const meeting = await lockAgenda(ctx, params.id, body.version);
  const items = await listItems(ctx, meeting.id);
  const { parentId } = body;
  if (parentId && !items.some(({ id }) => id === parentId)) throw noItem();
  if (!fitsUnder(items, parentId))
    throw new AppError('lib.conflict', 'Глубже трёх уровней повестка не делится.');
  await ctx.db
    .insertInto('working_group.agenda_item')
    .values({
      id: newId(),
      meeting_id: meeting.id,
      parent_id: parentId,
      place: lastPlace(items) + 1,
      title: body.title,
      minutes: body.minutes,
      source: 'manual',
      ...(await findSpeaker(ctx, meeting.id, body.speakerId)),
    })
    .execute();
  return touch(ctx, meeting);
}

const lastPlace = (items: readonly { place: number }[]): number =>
  Math.max(0, ...items.map(({ place }) => place));
const noItem = () => new AppError('lib.not-found', 'Такого вопроса в повестке нет. Обновите страницу.');

/** Route: wording, speaker and minutes of an item. */
export async function changeItem(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeItem>,
): Promise<Card> {
  const meeting = await lockAgenda(ctx, params.id, body.version);
  const changed = await ctx.db
    .updateTable('working_group.agenda_item')
    .set({
      title: body.title,
      minutes: body.minutes,
      ...(await findSpeaker(ctx, meeting.id, body.speakerId)),
    })
    .where('id', '=', params.itemId)
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw noItem();
  return touch(ctx, meeting);
}

/** Route: one step of an item in the tree. */
export async function moveItem(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.moveItem>,
): Promise<Card> {
  const meeting = await lockAgenda(ctx, params.id, body.version);
  const items = await listItems(ctx, meeting.id);
  const moved = moveInTree(items, params.itemId, body.to);
  if (!moved)
    throw new AppError('lib.conflict', 'Туда вопрос не переставить: он крайний или стал бы слишком глубоко.');
  const before = new Map(items.map((item) => [item.id, item]));
  for (const { id, parentId, place } of moved) {
    const old = knownIn(before, id);
    if (old.parentId === parentId && old.place === place) continue;
    await ctx.db
      .updateTable('working_group.agenda_item')
      .set({ parent_id: parentId, place })
      .where('id', '=', id)
      .execute();
  }
  return touch(ctx, meeting);
}

/** Route: an item off the agenda; those within it rise to its level. */
export async function removeItem(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.removeItem>,
): Promise<Card> {
  const meeting = await lockAgenda(ctx, params.id, query.version);
  const item = (await listItems(ctx, meeting.id)).find(({ id }) => id === params.itemId);
  if (!item) throw noItem();
  if (item.source === 'postponed')
    throw new AppError(
      'lib.conflict',
      'Вопрос перенесён решением прошлого заседания: снять его можно на заседании.',
    );
  await ctx.db
    .updateTable('working_group.agenda_item')
    .set({ parent_id: item.parentId })
    .where('parent_id', '=', item.id)
    .execute();
  await ctx.db.deleteFrom('working_group.agenda_item').where('id', '=', item.id).execute();
  return touch(ctx, meeting);
}

/** Route: items the data propose, by their own words and with the link kept. */
export async function takeProposals(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.takeProposals>,
): Promise<Card> {
  const meeting = await lockAgenda(ctx, params.id, body.version);
  const offered = await listProposals(ctx, meeting);
  const wanted = new Set(body.picks.map(({ source, sourceId }) => `${source} ${sourceId}`));
  const picked = offered.filter(
    ({ source, sourceId, isTaken }) => !isTaken && wanted.has(`${source} ${sourceId}`),
  );
  if (picked.length === 0)
    throw new AppError('lib.conflict', 'Этих вопросов данные больше не предлагают. Обновите список.');
  const place = lastPlace(await listItems(ctx, meeting.id));
  await ctx.db
    .insertInto('working_group.agenda_item')
    .values(
      picked.map((proposal, at) => ({
        id: newId(),
        meeting_id: meeting.id,
        place: place + 1 + at,
        title: proposal.title,
        source: proposal.source,
        source_id: proposal.sourceId,
        source_label: proposal.note,
      })),
    )
    .execute();
  return touch(ctx, meeting);
}
