import type { PlaceInput } from '../../../shared/contract/messages/cases.ts';
import type { DismissReason } from '../../../shared/contract/monitoring/incidents.ts';
import { MINUTE } from '../../../shared/time.ts';
import type { SeenPost } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { capturePost } from '../posts/index.ts';
import { convertIncident } from './convert.ts';
import { takeCaptured } from './open.ts';
import { draftReply } from './replies/replies.ts';
import { dismissIncident, sortIncident } from './sorting.ts';

/** What became of an invented post since it was seen. */
export type DemoFate =
  | { is: 'waits' }
  | { is: 'dismissed'; reason: DismissReason }
  | {
      is: 'sent' | 'answered' | 'converted';
      factId: string;
      place: PlaceInput;
      unitId: string;
      answer: string;
    };

export interface DemoPost {
  post: SeenPost;
  network: string;
  pageId: string;
  fate: DemoFate;
}

/** Work done at a moment of the invented past, by a transaction of its own: what came by itself, or what the operator did. */
export type AtMoment = (
  at: Date,
  by: 'system' | 'operator',
  work: (ctx: Ctx) => Promise<void>,
) => Promise<void>;

/** After so long the operator of the demo comes to a post. */
const LOOKED_AFTER = 11 * MINUTE;

/** The feed of the demo city, by the commands of the feed itself: posts as networks bring them, and what the operator made of them. */
export async function seedDemoFeed(at: AtMoment, posts: readonly DemoPost[]): Promise<void> {
  for (const { post, network, pageId, fate } of posts) {
    const seen: { postId: string } = { postId: '' };
    await at(post.postedAt, 'system', async (ctx) => {
      const arrival = { network, pageId, eventId: null, receivedAt: ctx.now, raw: JSON.stringify(post) };
      seen.postId = (await capturePost(ctx, post, arrival)).id;
      await takeCaptured(ctx, { postIds: [seen.postId] });
    });
    if (fate.is === 'waits') continue;
    await at(new Date(post.postedAt.getTime() + LOOKED_AFTER), 'operator', (ctx) =>
      workOn(ctx, { postId: seen.postId, pageId, fate }),
    );
  }
}

async function workOn(
  ctx: Ctx,
  { postId, pageId, fate }: { postId: string; pageId: string; fate: Exclude<DemoFate, { is: 'waits' }> },
): Promise<void> {
  const incident = await ctx.db
    .selectFrom('incidents.member')
    .innerJoin('incidents.incident', 'incidents.incident.id', 'incidents.member.incident_id')
    .select(['incidents.incident.id', 'incidents.incident.version', 'incidents.incident.importance'])
    .where('incidents.member.post_id', '=', postId)
    .executeTakeFirst();
  // No rule thought it worth a look.
  if (!incident) return;
  const params = { id: incident.id };
  const act = { params, query: undefined };
  if (fate.is === 'dismissed') {
    await dismissIncident(ctx, {
      ...act,
      body: { version: incident.version, reason: fate.reason, note: '' },
    });
    return;
  }
  const { factId, place, unitId, answer } = fate;
  const sorted = await sortIncident(ctx, {
    ...act,
    body: { version: incident.version, factId, place, importance: incident.importance, unitId },
  });
  const version = sorted.version;
  if (fate.is === 'converted') await convertIncident(ctx, { ...act, body: { version } });
  if (fate.is === 'answered')
    await draftReply(ctx, {
      ...act,
      body: {
        version,
        postId,
        pageId,
        text: answer,
        isInterim: false,
        promisedOn: null,
        as: 'approval',
        urgentReason: '',
      },
    });
}
