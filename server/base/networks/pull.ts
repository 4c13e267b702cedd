import { z } from 'zod';
import { MINUTE } from '../../../shared/time.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import type { Conversation } from '../../lib/module/module.ts';
import { NetworkFailure, networkConnector, type PageAccess, type Pulled } from './connector.ts';
import { findNetwork } from './pack.ts';
import { openPage, type PageRow } from './page-access.ts';
import { insertReadings, readEventsJob } from './read-events.ts';

/** Pages whose hour has come are asked, each by a job of its own. */
export const pullDueJob = defineJob('networks.pull-due', z.object({}));
export const pullPageJob = defineJob('networks.pull-page', z.object({ id: z.uuid() }));

/** Pages handed out in one run. */
const MOST_PAGES = 500;
/** A page that cannot be read is asked more and more seldom, up to an hour. */
const LONGEST_WAIT = 60 * MINUTE;

/** Networks that are asked, and not only listened to. */
const askedNetworks = (ctx: Ctx): string[] =>
  ctx.ports.list(networkConnector).flatMap(({ network, pull }) => (pull ? [network] : []));

export async function pullDuePages(ctx: Ctx): Promise<void> {
  const pages = await ctx.db
    .selectFrom('networks.page')
    .select('id')
    .where('is_active', '=', true)
    .where('next_pull_at', '<=', ctx.now)
    .where('network', 'in', askedNetworks(ctx))
    .orderBy('next_pull_at')
    .limit(MOST_PAGES)
    .execute();
  for (const { id } of pages) ctx.enqueue(pullPageJob, { id }, { key: `${pullPageJob.name}:${id}` });
}

interface Pull {
  page: PageRow;
  access: PageAccess;
  pull: (access: PageAccess, cursor: string) => Promise<Pulled>;
}

const after = (ctx: Ctx, ms: number): Date => new Date(ctx.now.getTime() + ms);

async function beginPull(ctx: Ctx, { id }: { id: string }): Promise<Pull | null> {
  const page = await ctx.db
    .selectFrom('networks.page')
    .selectAll()
    .where('id', '=', id)
    .where('is_active', '=', true)
    .where('next_pull_at', '<=', ctx.now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!page) return null;
  const pull = ctx.ports.find(networkConnector, page.network)?.pull;
  if (!pull || !findNetwork(ctx, page.network)?.mayRead) return null;
  // Whoever else comes within the minute finds nothing due.
  await ctx.db
    .updateTable('networks.page')
    .set({ next_pull_at: after(ctx, MINUTE) })
    .where('id', '=', id)
    .execute();
  return { page, access: await openPage(ctx.db, ctx.config, page), pull };
}

type Outcome = { pulled: Pulled } | { failure: NetworkFailure };

async function endPull(ctx: Ctx, { page }: Pull, outcome: Outcome): Promise<void> {
  if ('failure' in outcome) {
    const { failure } = outcome;
    const wait = failure.retryAfter ?? MINUTE * 2 ** Math.min(page.failures, 6);
    await ctx.db
      .updateTable('networks.page')
      .set({
        failures: page.failures + 1,
        trouble: failure.message,
        next_pull_at: after(ctx, Math.min(Math.max(wait, MINUTE), LONGEST_WAIT)),
      })
      .where('id', '=', page.id)
      .execute();
    return;
  }
  const { readings, cursor, isMore, trouble = '' } = outcome.pulled;
  if (trouble && trouble !== page.trouble)
    ctx.log.warn({ page: page.id, network: page.network, trouble }, 'страница прочитана не без помех');
  const stored = readings.map((reading) => ({ pageId: page.id, reading }));
  const { rows: added } = await insertReadings(stored, ctx.now).execute(ctx.db);
  // A page whose cursor went on meanwhile was read by another run: what was read stays, the older cursor does not.
  await ctx.db
    .updateTable('networks.page')
    .set({
      cursor,
      pulled_at: ctx.now,
      failures: 0,
      trouble,
      next_pull_at: isMore ? ctx.now : after(ctx, MINUTE),
      ...(added.length > 0 && { last_event_at: ctx.now }),
    })
    .where('id', '=', page.id)
    .where('cursor', '=', page.cursor)
    .execute();
  if (added.length > 0) ctx.enqueue(readEventsJob, {}, { key: readEventsJob.name });
  if (isMore) ctx.enqueue(pullPageJob, { id: page.id }, { key: `${pullPageJob.name}:${page.id}` });
}

/** One page: its cursor is taken, the network is asked outside any transaction, what came and the new cursor are kept together. */
export const pulling: Conversation<{ id: string }, Pull, Outcome> = {
  intend: beginPull,
  call: ({ page, access, pull }) =>
    pull(access, page.cursor).then(
      (pulled) => ({ pulled }),
      (error: unknown) => {
        if (error instanceof NetworkFailure) return { failure: error };
        throw error;
      },
    ),
  settle: endPull,
  // Reading changes nothing in the network: it is asked again in a minute.
  lose: async () => {},
};
