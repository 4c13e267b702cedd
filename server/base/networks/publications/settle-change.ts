import type { Ctx } from '../../../lib/module/context.ts';
import { nameOfActor } from '../../../lib/module/context.ts';
import type { NetworkFailure } from '../connector.ts';
import type { PageRow } from '../page-access.ts';
import { afterChangeFailure } from './progress.ts';
import { announceEnd, type Publication, releasePage, stopPage, wakeRound } from './rows.ts';

type What = 'asked' | 'done' | 'failed' | 'unknown';

/** Adds to the history of a post: what it read before, and what it was to read. */
export async function noteAct(
  ctx: Ctx,
  {
    id,
    text,
    change_act: act,
    change_text: edited,
  }: Pick<Publication, 'id' | 'text' | 'change_act' | 'change_text'>,
  what: What,
  reason = '',
): Promise<void> {
  if (act === null) return;
  await ctx.db
    .insertInto('networks.publication_act')
    .values({
      publication_id: id,
      act,
      what,
      text_before: text,
      text_after: edited,
      reason,
      at: ctx.now,
      by_name: nameOfActor(ctx),
    })
    .execute();
}

interface ChangeEnd {
  state: 'waiting' | 'done' | 'failed' | 'unknown';
  reason: string;
  nextAt: Date | null;
  attempts?: number;
}

/** What an edit or a removal has come to; told where that is news. */
export async function endChange(ctx: Ctx, publication: Publication, end: ChangeEnd): Promise<void> {
  const { state, reason, nextAt, attempts = publication.change_attempts } = end;
  const isDone = state === 'done';
  const { change_act: act, change_text: edited } = publication;
  await ctx.db
    .updateTable('networks.publication')
    .set({
      change_state: state,
      change_reason: reason,
      change_at: ctx.now,
      change_next_at: nextAt,
      change_attempts: attempts,
      ...(isDone && act === 'edit' && edited !== null && { text: edited }),
      // What we took down ourselves is not looked for a day later.
      ...(isDone && act === 'remove' && { removed_at: ctx.now, next_at: null }),
    })
    .where('id', '=', publication.id)
    .execute();
  if (state === 'waiting' || act === null) return;
  await noteAct(ctx, publication, state, reason);
  announceEnd(ctx, publication, act);
}

export async function settleChange(
  ctx: Ctx,
  page: PageRow,
  publication: Publication,
  outcome: 'done' | { failure: NetworkFailure },
): Promise<{ stopsPage: boolean }> {
  if (outcome === 'done') {
    await endChange(ctx, publication, { state: 'done', reason: '', nextAt: null });
    await releasePage(ctx, page);
    return { stopsPage: false };
  }
  const attempts = publication.change_attempts;
  const next = afterChangeFailure(outcome.failure, attempts, ctx.now);
  await endChange(ctx, publication, { ...next, attempts: next.stopsPage ? attempts - 1 : attempts });
  if (next.stopsPage) await stopPage(ctx, page, next.reason);
  else if (next.nextAt) wakeRound(ctx, page.network, next.nextAt);
  return { stopsPage: next.stopsPage };
}
