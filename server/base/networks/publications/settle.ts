import { sql } from 'kysely';
import type { Ctx } from '../../../lib/module/context.ts';
import type { NetworkFailure, Spoken } from '../connector.ts';
import type { PageRow } from '../page-access.ts';
import type { Lane, Step } from './lane.ts';
import { afterLookInVain, afterPublishFailure, afterStandingLook, STANDS_AFTER } from './progress.ts';
import { announceEnd, type Publication, releasePage, stopPage, wakeRound } from './rows.ts';
import { settleChange } from './settle-change.ts';

/** What became of a step. `tokens`: pictures that were uploaded in it, by their position. */
export interface Result {
  step: Step;
  tokens: ReadonlyMap<number, string>;
  outcome: 'done' | { spoken: Spoken } | { seen: Spoken | null } | { failure: NetworkFailure };
}

interface Settled {
  /** The page's key was refused: nothing more is tried with it. */
  stopsPage: boolean;
}

const goesOn: Settled = { stopsPage: false };

const change = (ctx: Ctx, id: string, set: Partial<Publication>) =>
  ctx.db.updateTable('networks.publication').set(set).where('id', '=', id).execute();

/** Writes down what became of a step; of what a person, another round or a new date came to first nothing is. */
export async function settleStep(ctx: Ctx, { page, round }: Lane, result: Result): Promise<Settled> {
  const { step, tokens, outcome } = result;
  for (const [position, token] of tokens)
    await ctx.db
      .updateTable('networks.publication_picture')
      .set({ token, uploaded_at: ctx.now })
      .where('publication_id', '=', step.publication.id)
      .where('position', '=', position)
      .execute();
  if (typeof outcome === 'object' && 'spoken' in outcome) {
    const isTaken = await markTaken(ctx, step.publication, round, outcome.spoken);
    // The page was held up by its key, which does what it should.
    if (isTaken && page.publish_trouble !== '') await releasePage(ctx, page);
    if (isTaken) return goesOn;
  }
  const current = await ctx.db
    .selectFrom('networks.publication')
    .selectAll()
    .where('id', '=', step.publication.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (step.kind === 'publish') {
    const isOurs = current.round_id === round && ['publishing', 'unknown'].includes(current.state);
    if (!isOurs) return goesOn;
    return settlePublish(ctx, page, current, outcome);
  }
  if (step.kind === 'change') {
    const isOurs = current.round_id === round && ['doing', 'unknown'].includes(current.change_state ?? '');
    if (!isOurs) return goesOn;
    return settleChange(ctx, page, current, failureIn(outcome) ?? 'done');
  }
  const isSame =
    current.state === step.publication.state &&
    current.next_at?.getTime() === step.publication.next_at?.getTime();
  if (!isSame) return goesOn;
  return step.kind === 'upload'
    ? settleUpload(ctx, page, current, outcome)
    : settleLook(ctx, page, current, outcome);
}

const failureIn = (outcome: Result['outcome']): { failure: NetworkFailure } | null =>
  typeof outcome === 'object' && 'failure' in outcome ? outcome : null;

/**
 * The network has taken it: not believed before it was seen, and looked at once. False where the try is not this round's any more, or
 * another post of ours has that number.
 */
async function markTaken(
  ctx: Ctx,
  { id, page_id: pageId }: Publication,
  round: string,
  spoken: Spoken,
): Promise<boolean> {
  const others = sql`
    SELECT FROM networks.publication AS other
    WHERE other.page_id = ${pageId} AND other.published_id = ${spoken.id} AND other.published_id <> '' AND other.id <> ${id}`;
  const { numAffectedRows = 0n } = await sql`
    UPDATE networks.publication SET state = 'publishing', state_at = ${ctx.now}, reason = '', looks = 0, next_at = ${ctx.now},
      published_id = ${spoken.id}, published_url = ${spoken.url}, round_id = NULL
    WHERE id = ${id} AND round_id = ${round} AND state IN ('publishing', 'unknown') AND NOT EXISTS (${others})`.execute(
    ctx.db,
  );
  return numAffectedRows > 0n;
}

async function settlePublish(
  ctx: Ctx,
  page: PageRow,
  publication: Publication,
  outcome: Result['outcome'],
): Promise<Settled> {
  const failed = failureIn(outcome);
  // What was taken is marked already, unless it is another's.
  if (!failed) return leaveUnknown(ctx, page, publication, 'Сеть назвала номер другой записи');
  const next = afterPublishFailure(failed.failure, publication.attempts, ctx.now);
  if (!('nextAt' in next)) {
    if (next.state === 'unknown') return leaveUnknown(ctx, page, publication, next.reason);
    await change(ctx, publication.id, {
      state: 'failed',
      state_at: ctx.now,
      reason: next.reason,
      next_at: null,
    });
    announceEnd(ctx, publication, 'publish');
    return goesOn;
  }
  await change(ctx, publication.id, {
    state: 'waiting',
    state_at: ctx.now,
    reason: next.reason,
    next_at: next.nextAt,
    attempts: next.stopsPage ? publication.attempts - 1 : publication.attempts,
  });
  if (next.stopsPage) await stopPage(ctx, page, next.reason);
  else wakeRound(ctx, page.network, next.nextAt);
  return { stopsPage: next.stopsPage };
}

/** Nobody knows whether it stands there: a person is told, and it is looked for meanwhile. It is not tried again by itself. */
async function leaveUnknown(
  ctx: Ctx,
  page: Pick<PageRow, 'network'>,
  publication: Publication,
  reason: string,
  nextAt: Date | null = afterLookInVain('unknown', 1, ctx.now).nextAt,
): Promise<Settled> {
  const isNews = publication.state !== 'unknown';
  await change(ctx, publication.id, {
    state: 'unknown',
    state_at: isNews ? ctx.now : publication.state_at,
    reason,
    doubtful_at: publication.doubtful_at ?? publication.state_at,
    looks: 1,
    next_at: nextAt,
  });
  if (nextAt) wakeRound(ctx, page.network, nextAt);
  if (isNews) announceEnd(ctx, publication, 'publish');
  return goesOn;
}

/** A process died while it spoke of this: it is looked for at once. */
export const loseHeld = (
  ctx: Ctx,
  page: Pick<PageRow, 'network'>,
  publication: Publication,
): Promise<Settled> =>
  leaveUnknown(ctx, page, publication, 'Сервер остановился, пока говорил с сетью', ctx.now);

async function settleUpload(
  ctx: Ctx,
  page: PageRow,
  publication: Publication,
  outcome: Result['outcome'],
): Promise<Settled> {
  const failed = failureIn(outcome);
  // What could not be uploaded ahead is uploaded with the post itself, and told then; a key at once.
  await change(ctx, publication.id, {
    next_at: publication.due_at,
    reason: failed ? failed.failure.message : '',
  });
  wakeRound(ctx, page.network, publication.due_at);
  if (failed?.failure.trouble !== 'key') return goesOn;
  await stopPage(ctx, page, failed.failure.message);
  return { stopsPage: true };
}

async function settleLook(
  ctx: Ctx,
  page: PageRow,
  publication: Publication,
  outcome: Result['outcome'],
): Promise<Settled> {
  const failed = failureIn(outcome);
  if (failed?.failure.trouble === 'key') {
    await stopPage(ctx, page, failed.failure.message);
    return { stopsPage: true };
  }
  const seen = typeof outcome === 'object' && 'seen' in outcome ? outcome.seen : null;
  if (publication.state === 'published') {
    const what = failed ? 'failed' : seen ? 'there' : 'gone';
    await settleStanding(ctx, publication, what);
    return goesOn;
  }
  if (seen) {
    await endPublished(ctx, publication, seen);
    return goesOn;
  }
  const state = publication.state === 'publishing' ? 'publishing' : 'unknown';
  const next = afterLookInVain(state, publication.looks + 1, ctx.now);
  const words = failed ? failed.failure.message : 'Сеть ответила, что приняла запись, но её не видно';
  if (state === 'publishing' && next.state === 'unknown')
    return leaveUnknown(ctx, page, publication, words, next.nextAt);
  await change(ctx, publication.id, {
    looks: publication.looks + 1,
    next_at: next.nextAt,
    ...(state === 'publishing' && { reason: words }),
  });
  if (next.nextAt) wakeRound(ctx, page.network, next.nextAt);
  return goesOn;
}

/** It was seen there. */
export async function endPublished(ctx: Ctx, publication: Publication, { id, url }: Spoken): Promise<void> {
  const publishedAt = publication.state === 'publishing' ? publication.state_at : ctx.now;
  const standsAt = new Date(publishedAt.getTime() + STANDS_AFTER);
  await change(ctx, publication.id, {
    state: 'published',
    state_at: ctx.now,
    reason: '',
    published_id: id,
    published_url: url,
    published_at: publishedAt,
    doubtful_at: null,
    looks: 0,
    is_missed: false,
    // A day later it is looked at by the job of every minute; where a person alone knows its address there is nothing to look at.
    next_at: id === '' ? null : standsAt,
  });
  announceEnd(ctx, publication, 'publish');
}

async function settleStanding(
  ctx: Ctx,
  publication: Publication,
  seen: 'there' | 'gone' | 'failed',
): Promise<void> {
  const { looks, is_missed: isMissed } = publication;
  const next = afterStandingLook(seen, { looks, isMissed }, ctx.now);
  if ('standing' in next) {
    await change(ctx, publication.id, { standing: next.standing, standing_at: ctx.now, next_at: null });
    announceEnd(ctx, publication, 'publish');
    return;
  }
  await change(ctx, publication.id, { looks: next.looks, is_missed: next.isMissed, next_at: next.nextAt });
}
