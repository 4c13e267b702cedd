import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../../lib/database/db.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, defineEvent, defineJob } from '../../../lib/module/context.ts';
import type { Spoken } from '../connector.ts';
import { PROBE_AFTER } from './progress.ts';

export type Publication = Selectable<DB['networks.publication']>;
export type Picture = Selectable<DB['networks.publication_picture']>;
export type PublicationAct = 'publish' | 'edit' | 'remove';

/** A record of a higher system and its kind there. */
export interface Subject {
  kind: string;
  id: string;
}

/**
 * One round of a network: all its pages that have something to publish, each in turn with itself. Rounds of a network go one after
 * another over all processes, so that a key's requests a second are counted in one place.
 */
export const publishRoundJob = defineJob(
  'networks.publish',
  z.object({ network: z.string(), round: z.uuid() }),
);
/** What was lost on its way to a round, what has waited for its hour, what a process held when it died. */
export const publishDueJob = defineJob('networks.publish-due', z.object({}));

/** How it ended, for whoever asked for it: published, unknown, failed, changed or not. A later end may follow; so may its loss. */
export const publicationEnded = defineEvent(
  'networks.publication-ended',
  z.object({ subjectKind: z.string(), subjectId: z.uuid(), act: z.enum(['publish', 'edit', 'remove']) }),
);

export const announceEnd = (ctx: Ctx, publication: Publication, act: PublicationAct): void =>
  ctx.announce(publicationEnded, {
    subjectKind: publication.subject_kind,
    subjectId: publication.subject_id,
    act,
  });

/** Which of these posts of a page are those of other publications of ours: by their number, or by the address a person gave. */
export async function findTaken(
  db: Db,
  pageId: string,
  ownId: string,
  posts: readonly Spoken[],
): Promise<Pick<Publication, 'id' | 'published_id' | 'published_url'>[]> {
  if (posts.length === 0) return [];
  const { rows } = await sql<Pick<Publication, 'id' | 'published_id' | 'published_url'>>`
    SELECT id, published_id, published_url FROM networks.publication
    WHERE page_id = ${pageId} AND published_id <> '' AND published_id = ANY(${posts.map(({ id }) => id)}::text[]) AND id <> ${ownId}
    UNION ALL
    SELECT id, published_id, published_url FROM networks.publication
    WHERE page_id = ${pageId} AND published_id = '' AND published_url = ANY(${posts.map(({ url }) => url)}::text[]) AND id <> ${ownId}`.execute(
    db,
  );
  return rows;
}

/** Has a round of the network begin at the moment, or now. One job a second and network, however many posts are due then. */
export function wakeRound(ctx: Ctx, network: string, at: Date = ctx.now): void {
  const isNow = at <= ctx.now;
  const moment = isNow ? 'now' : new Date(Math.ceil(at.getTime() / 1000) * 1000).toISOString();
  ctx.enqueue(
    publishRoundJob,
    { network, round: newId() },
    {
      key: `${publishRoundJob.name}:${network}:${moment}`,
      queue: `${publishRoundJob.name}:${network}`,
      ...(!isNow && { runAt: new Date(moment) }),
    },
  );
}

/** A key was refused: posts of the page wait, and whoever keeps the page is told. */
export async function stopPage(
  ctx: Ctx,
  page: { id: string; network: string },
  reason: string,
): Promise<void> {
  const probeAt = new Date(ctx.now.getTime() + PROBE_AFTER);
  await ctx.db
    .updateTable('networks.page')
    .set({ publish_trouble: reason, publish_probe_at: probeAt })
    .where('id', '=', page.id)
    .execute();
  wakeRound(ctx, page.network, probeAt);
}

/** A key does what it should: nothing is held up any more. */
export async function releasePage(ctx: Ctx, page: { id: string; network: string }): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('networks.page')
    .set({ publish_trouble: '', publish_probe_at: null })
    .where('id', '=', page.id)
    .where('publish_trouble', '<>', '')
    .executeTakeFirst();
  if (numUpdatedRows > 0n) wakeRound(ctx, page.network);
}
