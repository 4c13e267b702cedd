import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { DB } from '../../lib/database/schema.gen.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineEvent, defineJob } from '../../lib/module/context.ts';
import type { Conversation } from '../../lib/module/module.ts';
import {
  type NetworkConnector,
  NetworkFailure,
  networkConnector,
  type PageAccess,
  type Spoken,
  type Utterance,
} from './connector.ts';
import { afterFailure, failureOf, type Undone } from './failed-try.ts';
import { findNetwork } from './pack.ts';
import { openPage } from './page-access.ts';

type Saying = Selectable<DB['networks.saying']>;

export const sayJob = defineJob('networks.say', z.object({ id: z.uuid() }));
/** Looks in the network for what may have been said. */
export const findSaidJob = defineJob('networks.find-said', z.object({ id: z.uuid() }));
/** What was lost on its way to a job, and what has waited for its hour. */
export const sayDueJob = defineJob('networks.say-due', z.object({}));

/** How it ended, for whoever asked to say it: `said`, `unknown` or `failed`. A later end may follow `unknown`. */
export const sayingEnded = defineEvent(
  'networks.saying-ended',
  z.object({ sayingId: z.uuid(), subjectKind: z.string(), subjectId: z.uuid() }),
);

/** Sayings handed out in one run. */
const BATCH = 500;

export interface NewSaying {
  pageId: string;
  subject: { kind: string; id: string };
  to: Utterance['to'];
  text: string;
}

/** Has a page say it; once for a subject, however often it is asked. Its end is announced. */
export async function sayAsPage(ctx: Ctx, { pageId, subject, to, text }: NewSaying): Promise<void> {
  const id = newId();
  const added = await ctx.db
    .insertInto('networks.saying')
    .values({
      id,
      page_id: pageId,
      subject_kind: subject.kind,
      subject_id: subject.id,
      to_id: to.id,
      to_kind: to.kind,
      to_thread: to.threadId,
      to_author: to.authorId,
      text,
      state: 'waiting',
      state_at: ctx.now,
      next_at: ctx.now,
      made_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['subject_kind', 'subject_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) ctx.enqueue(sayJob, { id }, { key: `${sayJob.name}:${id}` });
}

/** Job, each minute. */
export async function sayDue(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .selectFrom('networks.saying')
    .select('id')
    .where('state', '=', 'waiting')
    .where('next_at', '<=', ctx.now)
    .orderBy('next_at')
    .limit(BATCH)
    .execute();
  for (const { id } of due) ctx.enqueue(sayJob, { id }, { key: `${sayJob.name}:${id}` });
}

interface Try {
  saying: Saying;
  tryId: string;
  access: PageAccess;
  connector: NetworkConnector;
  utterance: Utterance;
}

const utteranceOf = (saying: Saying): Utterance => ({
  id: saying.id,
  to: { id: saying.to_id, kind: saying.to_kind, threadId: saying.to_thread, authorId: saying.to_author },
  text: saying.text,
});

/** What stands in the way before anything is tried; null = nothing. */
function hindranceOf(ctx: Ctx, network: string, isActive: boolean): string | null {
  const known = findNetwork(ctx, network);
  if (!known?.maySpeak) return `${known?.title ?? network}: ${known?.ground ?? 'в этой сети не отвечают'}`;
  if (!isActive) return 'Страница выключена';
  return ctx.ports.find(networkConnector, network)?.say ? null : 'В этой сети Отклик говорить не умеет';
}

async function openSaying(ctx: Ctx, id: string, state: 'waiting' | 'unknown') {
  const saying = await ctx.db
    .selectFrom('networks.saying')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', state)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!saying) return null;
  const page = await ctx.db
    .selectFrom('networks.page')
    .selectAll()
    .where('id', '=', saying.page_id)
    .executeTakeFirstOrThrow();
  return { saying, page };
}

async function beginSaying(ctx: Ctx, { id }: { id: string }): Promise<Try | null> {
  const open = await openSaying(ctx, id, 'waiting');
  if (!open || open.saying.next_at > ctx.now) return null;
  const { saying, page } = open;
  const hindrance = hindranceOf(ctx, page.network, page.is_active);
  const connector = ctx.ports.find(networkConnector, page.network);
  if (hindrance !== null || !connector) {
    await endSaying(ctx, saying, { state: 'failed', reason: hindrance ?? '' });
    return null;
  }
  const tryId = newId();
  await ctx.db
    .updateTable('networks.saying')
    .set({ state: 'saying', state_at: ctx.now, try_id: tryId, attempts: saying.attempts + 1 })
    .where('id', '=', id)
    .execute();
  const access = await openPage(ctx.db, ctx.config, page);
  return { saying, tryId, access, connector, utterance: utteranceOf(saying) };
}

type Outcome = { spoken: Spoken } | { failure: NetworkFailure };

/** What may have been said is looked for at once; finding it is certain, not finding it is not. */
async function speak({ connector, access, utterance, saying }: Try): Promise<Outcome> {
  const { say, findSaid } = connector;
  if (!say) return { failure: new NetworkFailure('refused', 'В этой сети Отклик говорить не умеет') };
  try {
    return { spoken: await say(access, utterance) };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.trouble !== 'unknown' || !findSaid) return { failure };
    const found = await findSaid(access, utterance, saying.made_at).catch(() => null);
    return found ? { spoken: found } : { failure };
  }
}

async function settleSaying(ctx: Ctx, { saying, tryId }: Try, outcome: Outcome): Promise<void> {
  const current = await ctx.db
    .selectFrom('networks.saying')
    .selectAll()
    .where('id', '=', saying.id)
    .where('try_id', '=', tryId)
    .where('state', 'in', ['saying', 'unknown'])
    .forUpdate()
    .executeTakeFirst();
  // A person, or another try, came first.
  if (!current) return;
  if ('spoken' in outcome) return endSaying(ctx, current, { state: 'said', spoken: outcome.spoken });
  const next = afterFailure(outcome.failure, current.attempts, ctx.now);
  if ('state' in next) return endSaying(ctx, current, next);
  const { nextAt, reason } = next;
  await ctx.db
    .updateTable('networks.saying')
    .set({ state: 'waiting', state_at: ctx.now, next_at: nextAt, reason, try_id: null })
    .where('id', '=', current.id)
    .execute();
  ctx.enqueue(sayDueJob, {}, { key: `${sayDueJob.name}:${current.id}`, runAt: nextAt });
}

type End = { state: 'said'; spoken: Spoken } | Undone;

async function endSaying(ctx: Ctx, saying: Saying, end: End): Promise<void> {
  const isSaid = end.state === 'said';
  await ctx.db
    .updateTable('networks.saying')
    .set({
      state: end.state,
      state_at: ctx.now,
      reason: isSaid ? '' : end.reason,
      said_id: isSaid ? end.spoken.id : null,
      said_url: isSaid ? end.spoken.url : null,
      said_at: isSaid ? ctx.now : null,
    })
    .where('id', '=', saying.id)
    .execute();
  ctx.announce(sayingEnded, {
    sayingId: saying.id,
    subjectKind: saying.subject_kind,
    subjectId: saying.subject_id,
  });
}

async function loseSaying(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const saying = await ctx.db
    .selectFrom('networks.saying')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'saying')
    .forUpdate()
    .executeTakeFirst();
  if (!saying) return;
  await endSaying(ctx, saying, { state: 'unknown', reason: 'Сервер остановился, пока говорил с сетью' });
  ctx.enqueue(findSaidJob, { id }, { key: `${findSaidJob.name}:${id}` });
}

/** One saying: marked as being said, said outside any transaction, settled (decision 0032). */
export const saying: Conversation<{ id: string }, Try, Outcome> = {
  intend: beginSaying,
  call: speak,
  settle: settleSaying,
  lose: loseSaying,
};

/** Looks for one whose end nobody knows; where it is not found, a person decides. */
export const findingSaid: Conversation<{ id: string }, Try, Spoken | null> = {
  async intend(ctx, { id }) {
    const open = await openSaying(ctx, id, 'unknown');
    const connector = open && ctx.ports.find(networkConnector, open.page.network);
    if (!connector?.findSaid || open?.saying.try_id == null) return null;
    const access = await openPage(ctx.db, ctx.config, open.page);
    const { saying: found } = open;
    return { saying: found, tryId: open.saying.try_id, access, connector, utterance: utteranceOf(found) };
  },
  call: async ({ connector, access, utterance, saying: sought }) =>
    (await connector.findSaid?.(access, utterance, sought.made_at)) ?? null,
  settle: async (ctx, sought, found) => {
    if (found) await settleSaying(ctx, sought, { spoken: found });
  },
  lose: async () => {},
};

/** A person says how one whose end nobody knows did end: it stands there (with its address), or is to be said again. */
export async function settleUnknownSaying(
  ctx: Ctx,
  subject: { kind: string; id: string },
  as: { said: string } | 'again',
): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('networks.saying')
    .selectAll()
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('state', 'in', ['unknown', 'failed'])
    .forUpdate()
    .executeTakeFirst();
  if (!found) return false;
  if (as !== 'again') {
    await endSaying(ctx, found, { state: 'said', spoken: { id: '', url: as.said } });
    return true;
  }
  await ctx.db
    .updateTable('networks.saying')
    .set({ state: 'waiting', state_at: ctx.now, next_at: ctx.now, attempts: 0, reason: '', try_id: null })
    .where('id', '=', found.id)
    .execute();
  ctx.enqueue(sayJob, { id: found.id }, { key: `${sayJob.name}:${found.id}` });
  return true;
}

/** What became of what subjects of a kind asked to say, by the subject. */
export async function findSayings(ctx: Ctx, kind: string, ids: readonly string[]): Promise<Saying[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .selectFrom('networks.saying')
    .selectAll()
    .where('subject_kind', '=', kind)
    .where('subject_id', 'in', [...ids])
    .execute();
}
