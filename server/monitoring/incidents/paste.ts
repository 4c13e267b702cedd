import { hash } from 'node:crypto';
import type * as acts from '../../../shared/contract/monitoring/incident-acts.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { MINUTE } from '../../../shared/time.ts';
import { badField } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { capturePost, readPosts } from '../posts/index.ts';
import { readIncidentCard } from './card.ts';
import { openIncident } from './open.ts';
import { tellAct } from './store.ts';

/** An address without what only counts who followed it. */
export function plainAddress(text: string): string {
  const url = new URL(text);
  url.hash = '';
  for (const name of [...url.searchParams.keys()])
    if (/^(?:utm_\w+|from|ref|fbclid|yclid|_openstat)$/u.test(name)) url.searchParams.delete(name);
  return url.href.replace(/\/$/u, '');
}

/**
 * Route: a post somebody saw in a network we do not read. Its evidence says who copied it and when: the words are theirs to
 * answer for. The same link again is the same incident.
 */
export async function pasteIncident(
  ctx: Ctx,
  { body }: HandlerInput<typeof acts.pasteIncident>,
): Promise<RouteReplyInput<typeof acts.pasteIncident>> {
  const postedAt = new Date(body.postedAt);
  if (postedAt.getTime() > ctx.now.getTime() + 10 * MINUTE)
    throw badField('postedAt', 'Это время ещё не наступило');
  const url = plainAddress(body.url);
  const known = await ctx.db
    .selectFrom('posts.v_post as post')
    .innerJoin('incidents.member as member', 'member.post_id', 'post.id')
    .select('member.incident_id')
    .where('post.url', 'in', [url, body.url])
    .executeTakeFirst();
  if (known) return { incident: await readIncidentCard(ctx, known.incident_id), isKnown: true };
  const externalId = hash('sha256', url, 'hex');
  const { id } = await capturePost(
    ctx,
    {
      id: externalId,
      kind: 'post',
      threadId: externalId,
      parentId: null,
      pageId: '',
      authorId: '',
      authorName: body.authorName,
      isOwn: false,
      text: body.text,
      pictures: [],
      url,
      postedAt,
      editedAt: null,
      reach: null,
    },
    {
      network: 'manual',
      pageId: null,
      eventId: null,
      receivedAt: ctx.now,
      raw: JSON.stringify({ copiedBy: nameOfActor(ctx), at: ctx.now.toISOString(), url: body.url }),
    },
  );
  const [post] = await readPosts(ctx, [id]);
  if (!post) throw badField('url', 'Запись по этой ссылке уже удалена по сроку хранения');
  const incidentId = await openIncident(ctx, post, { origin: 'manual', how: 'вставлен по ссылке' });
  await tellAct(ctx, { id: incidentId }, 'paste', { what: 'Заведён по ссылке' });
  return { incident: await readIncidentCard(ctx, incidentId), isKnown: false };
}
