import type { PollCard, PollFields } from '../../../../shared/contract/participation/polls.ts';
import type * as acts from '../../../../shared/contract/participation/polls-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { claimFiles } from '../../../base/files/index.ts';
import { badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { ballotBox } from '../ballot-box.ts';
import { readPollCard } from '../card.ts';
import { pollRulesToday, topDistricts } from '../pack.ts';
import { requireAct } from '../policy.ts';
import { columnsOf, lockPoll, makerOf, tellPollAct, updatePoll } from '../rows.ts';

/** What it names is there: ages and levels of today's edition, districts of the city, groups of quotas. */
function requireKnown(ctx: Ctx, { kind, audience, asks, quotas }: PollFields): void {
  const rules = pollRulesToday(ctx);
  const districts = topDistricts().map(({ id }) => id);
  if (kind === 'vote' && !ctx.ports.find(ballotBox))
    throw badField('kind', 'Тайных голосований здесь пока нет: выберите другой вид');
  if (audience.minAge !== null && !rules.minAges.some(({ age }) => age === audience.minAge))
    throw badField('audience', 'Такого возраста в порядке опросов нет. Выберите из списка');
  if (!rules.levels.some(({ id }) => id === audience.level))
    throw badField('audience', 'Такого входа в порядке опросов нет. Выберите из списка');
  if (audience.districtIds.some((id) => !districts.includes(id)))
    throw badField('audience', 'Такого района нет. Выберите из списка');
  const groups = { district: districts, age: rules.ageGroups.map(({ id }) => id) };
  if (quotas.some(({ side, group }) => !asks[side] || !groups[side].includes(group)))
    throw badField('quotas', 'Квота — на район или возраст, о которых спрашивают');
}

/** Pictures of options: those the poll had, and those its author just sent. */
async function putPictures(ctx: Ctx, pollId: string, { questions }: PollFields): Promise<void> {
  const wanted = questions
    .flatMap(({ options }) => options)
    .flatMap(({ fileId, token }) => (fileId === null ? [] : [{ fileId, ...(token && { token }) }]));
  const had = await ctx.db
    .selectFrom('polls.picture')
    .select('file_id')
    .where('poll_id', '=', pollId)
    .execute();
  const fresh = wanted.filter(({ fileId }) => !had.some((row) => row.file_id === fileId));
  const claimed = await claimFiles(ctx, fresh);
  if (claimed.some(({ kind }) => kind === 'pdf'))
    throw badField('questions', 'Нужны картинки: документ к варианту не приложить');
  await ctx.db.deleteFrom('polls.picture').where('poll_id', '=', pollId).execute();
  const ids = [...new Set(wanted.map(({ fileId }) => fileId))];
  if (ids.length > 0)
    await ctx.db
      .insertInto('polls.picture')
      .values(ids.map((fileId) => ({ file_id: fileId, poll_id: pollId })))
      .execute();
}

/** Begins a poll; its id. */
export async function insertPoll(ctx: Ctx, fields: PollFields): Promise<string> {
  requireKnown(ctx, fields);
  const id = newId();
  await ctx.db
    .insertInto('polls.poll')
    .values({
      id,
      ...columnsOf(fields),
      ...makerOf(ctx),
      state: 'draft',
      state_at: ctx.now,
      made_at: ctx.now,
    })
    .execute();
  await putPictures(ctx, id, fields);
  await tellPollAct(ctx, id, 'create-poll', { what: 'начат' });
  return id;
}

/** Route. */
export async function createPoll(
  ctx: Ctx,
  { body }: HandlerInput<typeof acts.createPoll>,
): Promise<PollCard> {
  return readPollCard(ctx, await insertPoll(ctx, body));
}

/** Route. Whoever writes it anew is its author: another approves it. */
export async function changePoll(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.changePoll>,
): Promise<PollCard> {
  const { version, ...fields } = body;
  const poll = await lockPoll(ctx, { id: params.id, version });
  requireAct(ctx, poll, 'change', '');
  requireKnown(ctx, fields);
  await putPictures(ctx, poll.id, fields);
  await updatePoll(ctx, poll, { ...columnsOf(fields), ...makerOf(ctx) });
  await tellPollAct(ctx, poll.id, 'change-poll', { what: 'исправлен' });
  return readPollCard(ctx, poll.id);
}
