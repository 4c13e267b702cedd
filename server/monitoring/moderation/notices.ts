import type { z } from 'zod';
import type * as contract from '../../../shared/contract/monitoring/moderation.ts';
import type * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { writeNotice } from '../../../shared/text/monitoring/moderation.ts';
import {
  findSayings,
  networkConnector,
  sayAsPage,
  type sayingEnded,
  settleUnknownSaying,
  type Utterance,
} from '../../base/networks/index.ts';
import { readCity } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type PostRow, readPosts } from '../posts/index.ts';
import { readActCard } from './card.ts';
import { type ActRow, findAppeal, lockAct, type NoticeRow } from './rows.ts';
import { tellAct, updateAct } from './store.ts';
import { isUntold } from './workflow.ts';

type Kind = contract.NoticeKind;

/** What notices are called to `networks`. */
export const NOTICE_SUBJECT = 'moderation-notice';

/** Under the post, where the author will look for the comment: nobody is named there. */
const headOf = ({ thread_key: head }: PostRow): Utterance['to'] => ({
  id: head,
  kind: 'post',
  threadId: head,
  authorId: '',
});

async function composeNotice(ctx: Ctx, act: ActRow, kind: Kind, isPrivate: boolean): Promise<string> {
  const rule = await ctx.db
    .selectFrom('moderation.rule')
    .select(['number', 'title', 'text'])
    .where('id', '=', act.rule_id)
    .executeTakeFirstOrThrow();
  const [post] = await readPosts(ctx, [act.post_id]);
  const appeal = await findAppeal(ctx, act.id);
  return writeNotice(
    kind,
    {
      number: act.number,
      code: act.code,
      rule,
      postedAt: post?.posted_at ?? act.made_at,
      appealUntil: act.appeal_until,
      answer: appeal?.answer ?? '',
      site: ctx.config.publicUrl,
      zone: readCity(ctx.config).zone,
    },
    isPrivate,
  );
}

/**
 * Tells the author: alone where the network lets the page write to them, else under the post. What cannot be told by the page goes to a
 * person.
 */
export async function sendNotice(ctx: Ctx, act: ActRow, kind: Kind): Promise<void> {
  const [post] = await readPosts(ctx, [act.post_id]);
  if (!post) return;
  const alone = ctx.ports.find(networkConnector, post.network)?.talkTo?.(post.author_key) ?? null;
  await sayNotice(ctx, act, kind, alone ?? headOf(post));
}

async function sayNotice(ctx: Ctx, act: ActRow, kind: Kind, to: Utterance['to']): Promise<void> {
  const isPrivate = to.kind === 'message';
  const id = newId();
  const text = await composeNotice(ctx, act, kind, isPrivate);
  const added = await ctx.db
    .insertInto('moderation.notice')
    .values({
      id,
      act_id: act.id,
      kind,
      way: isPrivate ? 'private' : 'public',
      text,
      state: 'saying',
      made_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['act_id', 'kind', 'way']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) await sayAsPage(ctx, { pageId: act.page_id, subject: { kind: NOTICE_SUBJECT, id }, to, text });
}

/** Listener: whether the author was told. One whom the page may not write to is told under the post. */
export async function noteSaid(
  ctx: Ctx,
  { subjectKind, subjectId }: z.output<(typeof sayingEnded)['payload']>,
): Promise<void> {
  if (subjectKind !== NOTICE_SUBJECT) return;
  const [saying] = await findSayings(ctx, NOTICE_SUBJECT, [subjectId]);
  const notice = await ctx.db
    .selectFrom('moderation.notice')
    .selectAll()
    .where('id', '=', subjectId)
    .forUpdate()
    .executeTakeFirst();
  if (!saying || !notice || notice.state === 'said') return;
  if (saying.state === 'said') {
    await setNotice(ctx, notice, {
      state: 'said',
      at: saying.said_at ?? ctx.now,
      url: saying.said_url ?? '',
    });
    return;
  }
  if (saying.state !== 'unknown' && saying.state !== 'failed') return;
  await setNotice(ctx, notice, { state: saying.state, reason: saying.reason });
  if (saying.state === 'failed' && notice.way === 'private') await sayUnderPost(ctx, notice);
}

async function sayUnderPost(ctx: Ctx, { act_id: actId, kind }: NoticeRow): Promise<void> {
  const act = await ctx.db
    .selectFrom('moderation.act')
    .selectAll()
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
  const [post] = await readPosts(ctx, [act.post_id]);
  if (post) await sayNotice(ctx, act, kind, headOf(post));
}

type Ended = { state: 'said'; at: Date; url: string } | { state: 'unknown' | 'failed'; reason: string };

async function setNotice(ctx: Ctx, { id }: Pick<NoticeRow, 'id'>, ended: Ended): Promise<void> {
  await ctx.db
    .updateTable('moderation.notice')
    .set(
      ended.state === 'said'
        ? { state: 'said', said_at: ended.at, said_url: ended.url, reason: '' }
        : { state: ended.state, reason: ended.reason },
    )
    .where('id', '=', id)
    .execute();
}

/** Route: a person has looked, or has told the author in another way. */
export async function settleNotice(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.settleNotice>,
): Promise<contract.ActCard> {
  const act = await lockAct(ctx, params.id, body.version, null);
  const notice = await ctx.db
    .selectFrom('moderation.notice')
    .selectAll()
    .where('id', '=', params.notice)
    .where('act_id', '=', act.id)
    .forUpdate()
    .executeTakeFirst();
  if (!notice) throw new AppError('lib.not-found', 'Такого уведомления нет.');
  if (!isUntold(notice)) throw new AppError('lib.conflict', 'Что с уведомлением, уже известно.');
  const subject = { kind: NOTICE_SUBJECT, id: notice.id };
  const isSettled = await settleUnknownSaying(
    ctx,
    subject,
    body.as === 'said' ? { said: body.url } : 'again',
  );
  if (!isSettled) throw new AppError('lib.conflict', 'Что с уведомлением, уже известно.');
  if (body.as === 'said') await setNotice(ctx, notice, { state: 'said', at: ctx.now, url: body.url });
  else
    await ctx.db
      .updateTable('moderation.notice')
      .set({ state: 'saying', reason: '' })
      .where('id', '=', notice.id)
      .execute();
  await updateAct(ctx, act, {});
  await tellAct(ctx, act, 'settle-notice', {
    what: body.as === 'said' ? 'автору сказано' : 'автору говорят снова',
    data: { as: body.as },
  });
  return readActCard(ctx, act.id);
}
