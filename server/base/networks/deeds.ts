import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { DB } from '../../lib/database/schema.gen.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineEvent, defineJob } from '../../lib/module/context.ts';
import type { Conversation } from '../../lib/module/module.ts';
import { type NetworkFailure, networkConnector, type PageAccess } from './connector.ts';
import { afterFailure, failureOf, type Undone } from './failed-try.ts';
import { findNetwork } from './pack.ts';
import { openPage } from './page-access.ts';

type Deed = Selectable<DB['networks.deed']>;
/** What a page does with what others wrote on it. */
export type DeedKind = Deed['kind'];

export const deedJob = defineJob('networks.do-deed', z.object({ id: z.uuid() }));
/** What was lost on its way to a job, and what has waited for its hour. */
export const deedDueJob = defineJob('networks.deeds-due', z.object({}));

/** How it ended, for whoever asked for it: `done`, `unknown` or `failed`. A later end may follow `unknown`. */
export const deedEnded = defineEvent(
  'networks.deed-ended',
  z.object({ kind: z.enum(['hide', 'restore']), subjectKind: z.string(), subjectId: z.uuid() }),
);

/** Deeds handed out in one run. */
const BATCH = 500;

interface Subject {
  kind: string;
  id: string;
}

/** Has a page do it; once for a subject, however often it is asked. Its end is announced. `toId`: as the network numbers it. */
export async function askDeed(
  ctx: Ctx,
  { pageId, kind, subject, toId }: { pageId: string; kind: DeedKind; subject: Subject; toId: string },
): Promise<void> {
  const id = newId();
  const added = await ctx.db
    .insertInto('networks.deed')
    .values({
      id,
      page_id: pageId,
      kind,
      subject_kind: subject.kind,
      subject_id: subject.id,
      to_id: toId,
      state: 'waiting',
      state_at: ctx.now,
      next_at: ctx.now,
      made_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'subject_kind', 'subject_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) ctx.enqueue(deedJob, { id }, { key: `${deedJob.name}:${id}` });
}

/** Job, each minute. */
export async function deedDue(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .selectFrom('networks.deed')
    .select('id')
    .where('state', '=', 'waiting')
    .where('next_at', '<=', ctx.now)
    .orderBy('next_at')
    .limit(BATCH)
    .execute();
  for (const { id } of due) ctx.enqueue(deedJob, { id }, { key: `${deedJob.name}:${id}` });
}

type Act = (access: PageAccess, postId: string) => Promise<void>;

/** Whether the connector of a network has the act at all. Whether the page's keys unlock it is told by trying. */
export const isDeedPossible = (ctx: Pick<Ctx, 'ports'>, network: string, kind: DeedKind): boolean =>
  ctx.ports.find(networkConnector, network)?.[kind] !== undefined;

interface Try {
  id: string;
  tryId: string;
  toId: string;
  access: PageAccess;
  act: Act;
}

async function beginDeed(ctx: Ctx, { id }: { id: string }): Promise<Try | null> {
  const deed = await ctx.db
    .selectFrom('networks.deed')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!deed || deed.next_at > ctx.now) return null;
  const page = await ctx.db
    .selectFrom('networks.page')
    .selectAll()
    .where('id', '=', deed.page_id)
    .executeTakeFirstOrThrow();
  const act = ctx.ports.find(networkConnector, page.network)?.[deed.kind];
  if (!act || !page.is_active || !findNetwork(ctx, page.network)?.maySpeak) {
    await closeDeed(ctx, deed, {
      state: 'failed',
      reason: page.is_active ? 'В этой сети Отклик этого не умеет' : 'Страница выключена',
    });
    return null;
  }
  const tryId = newId();
  await ctx.db
    .updateTable('networks.deed')
    .set({ state: 'doing', state_at: ctx.now, try_id: tryId, attempts: deed.attempts + 1 })
    .where('id', '=', id)
    .execute();
  return { id, tryId, toId: deed.to_id, access: await openPage(ctx.db, ctx.config, page), act };
}

type Outcome = 'done' | { failure: NetworkFailure };

async function tryDeed({ act, access, toId }: Try): Promise<Outcome> {
  try {
    await act(access, toId);
    return 'done';
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

async function settleDeed(ctx: Ctx, { id, tryId }: Try, outcome: Outcome): Promise<void> {
  const current = await ctx.db
    .selectFrom('networks.deed')
    .selectAll()
    .where('id', '=', id)
    .where('try_id', '=', tryId)
    .where('state', 'in', ['doing', 'unknown'])
    .forUpdate()
    .executeTakeFirst();
  // A person, a word of the network or another try came first.
  if (!current) return;
  if (outcome === 'done') return closeDeed(ctx, current, { state: 'done' });
  const next = afterFailure(outcome.failure, current.attempts, ctx.now);
  if ('state' in next) return closeDeed(ctx, current, next);
  const { nextAt, reason } = next;
  await ctx.db
    .updateTable('networks.deed')
    .set({ state: 'waiting', state_at: ctx.now, next_at: nextAt, reason, try_id: null })
    .where('id', '=', id)
    .execute();
  ctx.enqueue(deedDueJob, {}, { key: `${deedDueJob.name}:${id}`, runAt: nextAt });
}

type End = { state: 'done' } | Undone;

async function closeDeed(ctx: Ctx, deed: Deed, end: End): Promise<void> {
  const isDone = end.state === 'done';
  await ctx.db
    .updateTable('networks.deed')
    .set({
      state: end.state,
      state_at: ctx.now,
      reason: isDone ? '' : end.reason,
      done_at: isDone ? ctx.now : null,
    })
    .where('id', '=', deed.id)
    .execute();
  ctx.announce(deedEnded, {
    kind: deed.kind,
    subjectKind: deed.subject_kind,
    subjectId: deed.subject_id,
  });
}

async function loseDeed(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const deed = await ctx.db
    .selectFrom('networks.deed')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'doing')
    .forUpdate()
    .executeTakeFirst();
  if (deed)
    await closeDeed(ctx, deed, { state: 'unknown', reason: 'Сервер остановился, пока говорил с сетью' });
}

/** One deed: marked as being done, done outside any transaction, settled (decision 0032). */
export const doing: Conversation<{ id: string }, Try, Outcome> = {
  intend: beginDeed,
  call: tryDeed,
  settle: settleDeed,
  lose: loseDeed,
};

const findOpen = (ctx: Ctx, kind: DeedKind, subject: Subject, states: readonly Deed['state'][]) =>
  ctx.db
    .selectFrom('networks.deed')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('state', 'in', [...states])
    .forUpdate()
    .executeTakeFirst();

/** A person, or a word of the network, says that one whose end nobody knows was done; false where its end is known. */
export async function endDeed(ctx: Ctx, kind: DeedKind, subject: Subject): Promise<boolean> {
  const deed = await findOpen(ctx, kind, subject, ['unknown', 'failed']);
  if (!deed) return false;
  await closeDeed(ctx, deed, { state: 'done' });
  return true;
}

/** A person has looked and says that it was not done: it is tried again. False where its end is known. */
export async function settleUnknownDeed(ctx: Ctx, kind: DeedKind, subject: Subject): Promise<boolean> {
  const deed = await findOpen(ctx, kind, subject, ['unknown', 'failed']);
  if (!deed) return false;
  await ctx.db
    .updateTable('networks.deed')
    .set({ state: 'waiting', state_at: ctx.now, next_at: ctx.now, attempts: 0, reason: '', try_id: null })
    .where('id', '=', deed.id)
    .execute();
  ctx.enqueue(deedJob, { id: deed.id }, { key: `${deedJob.name}:${deed.id}` });
  return true;
}

/** What became of what subjects of a kind asked for. */
export async function findDeeds(
  ctx: Ctx,
  subjectKind: string,
  ids: readonly string[],
): Promise<Pick<Deed, 'kind' | 'subject_id' | 'state' | 'reason' | 'done_at'>[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .selectFrom('networks.deed')
    .select(['kind', 'subject_id', 'state', 'reason', 'done_at'])
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', 'in', [...ids])
    .execute();
}
