import type { DiscussionCard } from '../../../../shared/contract/participation/discussions.ts';
import type * as acts from '../../../../shared/contract/participation/discussions-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { findNoticeFault } from '../../../../shared/text/participation/discussion-notes.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { notesOf, readDiscussionCard } from '../card.ts';
import { discussionClosed, discussionPublished } from '../events.ts';
import { discussionRulesToday } from '../pack.ts';
import { requireDiscussionAct } from '../policy.ts';
import { readRemarkFigures } from '../remarks/figures.ts';
import {
  type DiscussionRow,
  lockDiscussion,
  ownFieldsOf,
  tellDiscussionAct,
  updateDiscussion,
} from '../rows.ts';
import { tellAuthorsJob } from '../told.ts';

/** Refuses what a discussion must not lack; warnings are for people to judge. */
async function requireWhole(ctx: Ctx, row: DiscussionRow): Promise<void> {
  const first = (await notesOf(ctx, row)).find(({ tone }) => tone === 'stop');
  if (first) throw new AppError('lib.conflict', `${first.words}. Исправьте обсуждение и отправьте снова.`);
}

/** The notice comes out in time: residents have to learn of it before it begins. */
function requireNotice(ctx: Ctx, row: DiscussionRow): void {
  const fault = findNoticeFault(ownFieldsOf(row), discussionRulesToday(ctx), ctx.now);
  if (fault) throw new AppError('lib.conflict', fault);
}

/**
 * Nothing is finished while somebody waits for an answer (the database says the same), or while nobody has looked whether a remark may be
 * shown: the result is a table of all of them.
 */
async function requireAnswered(ctx: Ctx, discussionId: string): Promise<void> {
  const { unanswered, waiting } = await readRemarkFigures(ctx, discussionId);
  const of = (count: number) => counted(count, 'замечание', 'замечания', 'замечаний');
  if (unanswered > 0)
    throw new AppError(
      'lib.conflict',
      `Без обоснованного ответа ${of(unanswered)}. Пока не отвечено на каждое, итог не обнародуют.`,
      { details: { unanswered } },
    );
  if (waiting > 0)
    throw new AppError(
      'lib.conflict',
      `Не просмотрено ${of(waiting)}: покажите или скройте с причиной. Итог — таблица всех замечаний.`,
      { details: { waiting } },
    );
}

/** Route. */
export async function moveDiscussion(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.moveDiscussion>,
): Promise<DiscussionCard> {
  const { act, reason, version } = body;
  const row = await lockDiscussion(ctx, { id: params.id, version });
  const { to, what } = requireDiscussionAct(ctx, row, act, reason);
  if (act === 'submit') await requireWhole(ctx, row);
  if (act === 'announce') requireNotice(ctx, row);
  if (act === 'finish') await requireAnswered(ctx, row.id);
  await updateDiscussion(ctx, row, {
    state: to,
    reason,
    ...(act === 'recall' && { approved_by_name: '', announced_at: null }),
    ...(act === 'announce' && { announced_at: ctx.now }),
    ...(act === 'close' && { closed_at: ctx.now }),
  });
  if (act === 'close') ctx.announce(discussionClosed, { discussionId: row.id });
  await tellDiscussionAct(ctx, row.id, `${act}-discussion`, { what, note: reason });
  return readDiscussionCard(ctx, row.id);
}

/** Route: the second pair of eyes. */
export async function judgeDiscussion(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.judgeDiscussion>,
): Promise<DiscussionCard> {
  const { act, reason, version } = body;
  const row = await lockDiscussion(ctx, { id: params.id, version });
  const { to, what } = requireDiscussionAct(ctx, row, act, reason);
  if (act === 'approve') await requireWhole(ctx, row);
  if (act === 'publish') await requireAnswered(ctx, row.id);
  await updateDiscussion(ctx, row, {
    state: to,
    reason,
    ...(act === 'approve' && { approved_by_name: nameOfActor(ctx) }),
  });
  if (act === 'publish') {
    ctx.announce(discussionPublished, { discussionId: row.id });
    ctx.enqueue(tellAuthorsJob, { discussionId: row.id, news: 'answers' });
  }
  await tellDiscussionAct(ctx, row.id, `${act}-discussion`, { what, note: reason });
  return readDiscussionCard(ctx, row.id);
}

/** Route. A term is moved later alone: whoever counted on the former one loses nothing. */
export async function extendDiscussion(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.extendDiscussion>,
): Promise<DiscussionCard> {
  const row = await lockDiscussion(ctx, { id: params.id, version: body.version });
  const { what } = requireDiscussionAct(ctx, row, 'extend', body.reason);
  const closesAt = new Date(body.closesAt);
  if (row.closes_at === null || closesAt <= row.closes_at || closesAt <= ctx.now)
    throw badField('closesAt', 'Новый конец — позже прежнего');
  await updateDiscussion(ctx, row, { closes_at: closesAt, reason: body.reason });
  await tellDiscussionAct(ctx, row.id, 'extend-discussion', { what, note: body.reason });
  return readDiscussionCard(ctx, row.id);
}
