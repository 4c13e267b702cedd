import { sql } from 'kysely';
import type { z } from 'zod';
import { DAY } from '../../../shared/time.ts';
import { localDate, localDayEnd } from '../../base/deadlines/index.ts';
import { type deedEnded, endDeed, findDeeds } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { addEvent } from '../incidents/index.ts';
import { hearRemoval, type postsGone, readPosts, releasePost } from '../posts/index.ts';
import { hearDeed, hearWord } from './heard.ts';
import { sendNotice } from './notices.ts';
import { moderationPack } from './pack.ts';
import type { ActRow } from './rows.ts';
import { ACT_SUBJECT, HOLDER, keepEvidence, updateAct } from './store.ts';

interface Done {
  at: Date;
  way: 'network' | 'hand';
  proof?: { fileId: string | null; url: string };
}

/** The network's own answer is its word that the post is gone, or there again; a person's proof is none. */
async function hear(ctx: Ctx, act: ActRow, word: 'gone' | 'restored', { at, way }: Done): Promise<void> {
  const [post] = await readPosts(ctx, [act.post_id]);
  if (!post || way !== 'network') return;
  // What was put back within the moment it was taken off came after it all the same.
  const isLater = word === 'restored' && post.gone_at !== null && post.gone_at >= at;
  const when = isLater ? new Date((post.gone_at ?? at).getTime() + 1) : at;
  await hearRemoval(ctx, { network: post.network, externalId: post.external_id, at: when, word, by: 'page' });
}

const proofOf = ({ proof }: Done) => (proof ? { proof_file_id: proof.fileId, proof_url: proof.url } : {});

/** It is off the page: the author is told, and may object until the last moment of a day. */
export async function becomeHidden(ctx: Ctx, act: ActRow, done: Done): Promise<void> {
  const { appealDays } = moderationPack.on(localDate(done.at));
  const until = localDayEnd(localDate(new Date(done.at.getTime() + appealDays * DAY)));
  const hidden = await updateAct(ctx, act, {
    state: 'hidden',
    way: done.way,
    hidden_at: done.at,
    appeal_until: until,
    reason: '',
    ...proofOf(done),
  });
  await keepEvidence(ctx, act, until);
  await hear(ctx, act, 'gone', done);
  await addEvent(ctx, act.incident_id, `${act.number}: комментарий убран`);
  await sendNotice(ctx, hidden, 'hidden');
}

/** It is on the page again: the author is told. */
export async function becomeRestored(ctx: Ctx, act: ActRow, done: Done): Promise<void> {
  const restored = await updateAct(ctx, act, {
    state: 'restored',
    restored_at: done.at,
    reason: '',
    ...proofOf(done),
  });
  await keepEvidence(ctx, act, done.at);
  await hear(ctx, act, 'restored', done);
  await addEvent(ctx, act.incident_id, `${act.number}: комментарий возвращён`);
  await sendNotice(ctx, restored, 'restored');
}

/** No network puts it back: the author is told that it should not have been taken off. */
export async function becomeLost(ctx: Ctx, act: ActRow): Promise<void> {
  const lost = await updateAct(ctx, act, { state: 'lost' });
  await keepEvidence(ctx, act, ctx.now);
  await addEvent(ctx, act.incident_id, `${act.number}: возражение принято, вернуть комментарий нельзя`);
  await sendNotice(ctx, lost, 'lost');
}

const lockById = (ctx: Ctx, id: string): Promise<ActRow | undefined> =>
  ctx.db.selectFrom('moderation.act').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Listener: what became of it in the network. Safe to run twice: it reads how it stands now. */
export async function noteDeed(
  ctx: Ctx,
  { kind, subjectKind, subjectId }: z.output<(typeof deedEnded)['payload']>,
): Promise<void> {
  if (subjectKind !== ACT_SUBJECT) return;
  const act = await lockById(ctx, subjectId);
  const deed = (await findDeeds(ctx, ACT_SUBJECT, [subjectId])).find((one) => one.kind === kind);
  const state = act && deed ? hearDeed(act.state, kind, deed.state) : null;
  if (!act || !deed || state === null) return;
  const done: Done = { at: deed.done_at ?? ctx.now, way: 'network' };
  if (state === 'hidden') return becomeHidden(ctx, act, done);
  if (state === 'restored') return becomeRestored(ctx, act, done);
  await updateAct(ctx, act, { state, reason: deed.reason });
  await addEvent(
    ctx,
    act.incident_id,
    `${act.number}: ${deed.state === 'unknown' ? 'неизвестно, чем кончилось в сети' : 'сеть отказала'}`,
    deed.reason,
  );
}

/**
 * Port: comments a decision took off, or was taking off when the network told of it. One that was put back and went again without another
 * decision is not among them. Plan: act_of_post.
 */
export async function findTakenOff(ctx: Ctx, postIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ post_id: string }>`
    SELECT post_id FROM moderation.act WHERE post_id = ANY(${[...postIds]}::uuid[])
      AND state NOT IN ('second', 'declined', 'dropped', 'restored')`.execute(ctx.db);
  return new Set(rows.map(({ post_id: id }) => id));
}

/** What a word of the network that a comment is gone, or there again, means for one decision. */
async function hearOf(ctx: Ctx, act: ActRow): Promise<void> {
  const [post] = await readPosts(ctx, [act.post_id]);
  if (!post) return;
  const heard = hearWord(act.state, post);
  const subject = { kind: ACT_SUBJECT, id: act.id };
  if (heard === 'hidden' && (await endDeed(ctx, 'hide', subject)))
    await becomeHidden(ctx, act, { at: post.gone_at ?? ctx.now, way: 'network' });
  if (heard === 'restored' && (await endDeed(ctx, 'restore', subject)))
    await becomeRestored(ctx, act, { at: ctx.now, way: 'network' });
  if (heard !== 'dropped') return;
  // A state the database lets be dropped: what nobody knew has not been done.
  if (act.state === 'unknown') await updateAct(ctx, act, { state: 'failed' });
  await updateAct(ctx, act, { state: 'dropped', reason: 'Автор удалил комментарий сам' });
  await releasePost(ctx, act.post_id, HOLDER);
}

/** Listener: the network tells what nobody knew, or the author was quicker. */
export async function noteGone(
  ctx: Ctx,
  { postIds }: z.output<(typeof postsGone)['payload']>,
): Promise<void> {
  const acts = await ctx.db
    .selectFrom('moderation.act')
    .selectAll()
    .where('post_id', 'in', postIds)
    .forUpdate()
    .execute();
  for (const act of acts) await hearOf(ctx, act);
}
