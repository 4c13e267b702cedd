import type { PollCard } from '../../../../shared/contract/participation/polls.ts';
import type * as acts from '../../../../shared/contract/participation/polls-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { notePoll, stopsOf } from '../../../../shared/text/participation/design-notes.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { ballotBox } from '../ballot-box.ts';
import { readPollCard } from '../card.ts';
import { pollClosed, pollPublished } from '../events.ts';
import { pollRulesToday } from '../pack.ts';
import { presentPaper } from '../paper/rows.ts';
import { requireAct } from '../policy.ts';
import { findTied } from '../results/budgets.ts';
import { countPollJob } from '../results/count-job.ts';
import { readFigures } from '../results/read.ts';
import { fieldsOf, lockPoll, type PollRow, tellPollAct, updatePoll } from '../rows.ts';
import { tellFollowersJob } from '../told.ts';
import { closePoll } from './close.ts';

/** Refuses what a questionnaire must not have; warnings are for people to judge. */
async function requireWhole(ctx: Ctx, poll: PollRow): Promise<void> {
  const { places, whyNot } = await presentPaper(ctx, poll);
  if (places.length > 0 && whyNot)
    throw new AppError('lib.conflict', `${whyNot}. Исправьте опрос или уберите участки.`);
  const [first] = stopsOf(notePoll(fieldsOf(poll), pollRulesToday(ctx)));
  if (first) throw new AppError('lib.conflict', `${first.words}. Исправьте опрос и отправьте снова.`);
}

/** It can still open: its end is ahead. */
function requireAhead(ctx: Ctx, { closes_at: closesAt }: PollRow): void {
  if (closesAt === null || closesAt <= ctx.now)
    throw new AppError('lib.conflict', 'Конец опроса уже прошёл. Верните его себе и назовите новые дни.');
}

/** A secret vote is announced with the key of its count: residents are told whose it is. */
async function requireKeys(ctx: Ctx, { id, kind }: PollRow): Promise<void> {
  if (kind === 'vote' && !(await ctx.ports.find(ballotBox)?.isReady(ctx, id)))
    throw new AppError(
      'lib.conflict',
      'У тайного голосования ещё нет ключа подсчёта. Его делает хранитель ключа на странице этого голосования, раздел «Ключ и вскрытие».',
    );
}

/** Who gets the money is told whole. */
async function requireSettled(ctx: Ctx, { id }: PollRow): Promise<void> {
  const tied = findTied(await readFigures(ctx, id));
  if (tied)
    throw new AppError(
      'lib.conflict',
      `В вопросе «${tied.title}» у проектов поровну голосов, а денег на всех нет. Сначала решите, кто за кем и почему.`,
    );
}

/** Route. */
export async function movePoll(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.movePoll>,
): Promise<PollCard> {
  const { act, reason, version } = body;
  const poll = await lockPoll(ctx, { id: params.id, version });
  const rule = requireAct(ctx, poll, act, reason);
  if (act === 'submit') await requireWhole(ctx, poll);
  if (act === 'announce' || act === 'resume') requireAhead(ctx, poll);
  if (act === 'announce') await requireKeys(ctx, poll);
  if (act === 'close') await closePoll(ctx, poll, reason);
  else
    await updatePoll(ctx, poll, {
      state: rule.to,
      reason,
      ...(act === 'recall' && { approved_by_name: '' }),
    });
  if (act === 'close') {
    ctx.enqueue(countPollJob, { pollId: poll.id }, { key: `${countPollJob.name}:${poll.id}` });
    ctx.announce(pollClosed, { pollId: poll.id });
  }
  await tellPollAct(ctx, poll.id, `${act}-poll`, { what: rule.what, note: reason });
  return readPollCard(ctx, poll.id);
}

/** Route: the second pair of eyes. */
export async function judgePoll(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.judgePoll>,
): Promise<PollCard> {
  const { act, reason, version } = body;
  const poll = await lockPoll(ctx, { id: params.id, version });
  const rule = requireAct(ctx, poll, act, reason);
  if (act === 'approve') {
    await requireWhole(ctx, poll);
    requireAhead(ctx, poll);
  }
  if (act === 'publish') await requireSettled(ctx, poll);
  await updatePoll(ctx, poll, {
    state: rule.to,
    reason,
    ...(act === 'approve' && { approved_by_name: nameOfActor(ctx) }),
  });
  if (act === 'publish') {
    ctx.announce(pollPublished, { pollId: poll.id });
    ctx.enqueue(tellFollowersJob, { pollId: poll.id, news: 'result' });
  }
  await tellPollAct(ctx, poll.id, `${act}-poll`, { what: rule.what, note: reason });
  return readPollCard(ctx, poll.id);
}

/** Route. A term is moved later alone: whoever counted on the former one loses nothing. */
export async function extendPoll(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.extendPoll>,
): Promise<PollCard> {
  const poll = await lockPoll(ctx, { id: params.id, version: body.version });
  const rule = requireAct(ctx, poll, 'extend', body.reason);
  const closesAt = new Date(body.closesAt);
  if (poll.closes_at === null || closesAt <= poll.closes_at || closesAt <= ctx.now)
    throw badField('closesAt', 'Новый конец — позже прежнего');
  await updatePoll(ctx, poll, { closes_at: closesAt, reason: body.reason });
  await tellPollAct(ctx, poll.id, 'extend-poll', { what: rule.what, note: body.reason });
  return readPollCard(ctx, poll.id);
}
