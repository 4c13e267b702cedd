import { sql } from 'kysely';
import type { Status } from '../../../../shared/contract/messages/cases.ts';
import type { undoDecision as undoDecisionRoute } from '../../../../shared/contract/messages/cases-triage.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { restoreSorted } from '../../../base/understanding/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { hashToken, newId, newToken } from '../../../lib/ids.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { columnsBefore, type DecisionCase } from '../card/decision-case.ts';
import { changeColumns, type LockedCase, lockCase, moveCase } from '../card/move.ts';
import { recountBreach } from '../clocks/breach.ts';
import { type ClockChange, noClockChange, revertClocks } from '../clocks/clocks.ts';
import { revertStageClocks } from '../clocks/stage-clocks.ts';
import { loadRow } from '../core/rows.ts';
import { addEvents } from '../core/timeline.ts';
import { UNDO_MS } from '../letters/hold.ts';
import { takeLettersBack } from '../letters/take-back.ts';
import { indexCases } from '../search/indexing.ts';

/** Decisions serve undo for a minute and the figures of the owner's day; older ones leave with the next decision. */
const KEPT_MS = 2 * 86_400_000;

/** Kind of a decision that let an answer out. */
export const APPROVAL = 'approve';

/** What an answer and its case were before it was let out. */
export interface FormerAnswer {
  id: string;
  /** Of the case, as the approval left it. */
  version: number;
  status: 'review' | 'approval';
  answerId: string;
  reviewedBy: string | null;
  reviewedAt: string | null;
  columns: Record<string, unknown>;
}

/** What one case was before a decision, and which version the decision left. */
export interface FormerCase {
  id: string;
  status: Status;
  /** Version after the decision: another one means somebody has acted since. */
  version: number;
  columns: Record<string, unknown>;
  clocks: ClockChange;
  /** Executor links the decision made. */
  links: string[];
  /** Where it was merged into, and how many people went with it. */
  joined: { into: string; count: number } | null;
}

/** The former state of a case after `left`, the case as the decision left it. */
export function describeFormer(
  before: DecisionCase,
  left: LockedCase,
  more: Partial<Pick<FormerCase, 'clocks' | 'links' | 'joined'>> = {},
): FormerCase {
  return {
    id: before.id,
    status: before.status,
    version: left.version,
    columns: columnsBefore(before),
    clocks: more.clocks ?? noClockChange,
    links: more.links ?? [],
    joined: more.joined ?? null,
  };
}

/** Keeps what was before a decision; returns the token that takes it back. The token itself is not stored. */
export async function rememberDecision(
  ctx: Ctx,
  kind: string,
  former: readonly (FormerCase | FormerAnswer)[],
): Promise<string> {
  if (!isStaff(ctx.actor)) throw new Error('Only staff decide');
  const token = newToken();
  await ctx.db
    .deleteFrom('cases.decision')
    .where('owner_id', '=', ctx.actor.id)
    .where('at', '<', new Date(ctx.now.getTime() - KEPT_MS))
    .execute();
  await ctx.db
    .insertInto('cases.decision')
    .values({
      id: newId(),
      owner_id: ctx.actor.id,
      at: ctx.now,
      kind,
      token_hash: hashToken(token),
      case_count: former.length,
      former: JSON.stringify(former),
    })
    .execute();
  return token;
}

/**
 * Takes back the caller's own decision of the last minute. A case that somebody has touched since stays as it is:
 * of one case that is a refusal, of many the rest is still taken back. Also works on cases the decision
 * has carried out of the caller's own blocks.
 */
export async function undoDecision(
  ctx: Ctx,
  { body }: HandlerInput<typeof undoDecisionRoute>,
): Promise<RouteReplyInput<typeof undoDecisionRoute>> {
  const { former, at } = await takeDecision<FormerCase>(ctx, body.undoToken, 'triage');
  const restored: string[] = [];
  let refusal: AppError | undefined;
  for (const one of former.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    try {
      await restoreCase(ctx, one, at);
      restored.push(one.id);
    } catch (error) {
      // Thrown by the version check, before anything of this case was written.
      if (!(error instanceof AppError)) throw error;
      refusal = error;
    }
  }
  const [first] = restored;
  if (first === undefined)
    throw refusal ?? new AppError('lib.not-found', 'Отменять нечего: решение не найдено.');
  return { row: await loadRow(ctx, first), undone: restored.length, kept: former.length - restored.length };
}

/** The caller's own decision of the last minute, taken once. Approvals and decisions of triage have each their own door. */
export async function takeDecision<T>(
  ctx: Ctx,
  token: string,
  door: 'triage' | 'approval',
): Promise<{ former: T[]; at: Date }> {
  const tooLate = new AppError(
    'lib.not-found',
    'Отменить уже нельзя: прошла минута или решение уже отменено.',
  );
  if (!isStaff(ctx.actor)) throw tooLate;
  const row = await ctx.db
    .updateTable('cases.decision')
    .set({ undone_at: ctx.now })
    .where('token_hash', '=', hashToken(token))
    .where('owner_id', '=', ctx.actor.id)
    .where('undone_at', 'is', null)
    .where('kind', door === 'approval' ? '=' : '<>', APPROVAL)
    .where('at', '>=', new Date(ctx.now.getTime() - UNDO_MS))
    .returning(['former', 'at'])
    .executeTakeFirst();
  if (!row) throw tooLate;
  return { former: row.former as T[], at: row.at };
}

/** Puts one case back as it was. Throws when somebody has acted on it since. */
export async function restoreCase(ctx: Ctx, former: FormerCase, decidedAt: Date): Promise<void> {
  const asSystem: Ctx = { ...ctx, actor: { kind: 'system', name: 'undo' } };
  const file = await lockCase(asSystem, former.id, former.version);
  const publishedAt = (former.columns.published_at as string | null | undefined) ?? null;
  // A consent withdrawn in this minute outlives the decision: the card stays hidden.
  const shownAgain = sql<Date | null>`CASE WHEN has_publish_consent THEN ${publishedAt}::timestamptz END`;
  const set = { ...former.columns, published_at: shownAgain };
  if (file.status === former.status) {
    await changeColumns(ctx, file, set);
    await addEvents(ctx, [{ caseId: file.id, kind: 'field', visibility: 'staff', text: 'Решение отменено' }]);
    ctx.audit({ action: 'cases.undo', object: 'case', objectId: file.id, data: { number: file.number } });
  } else {
    await moveCase(ctx, file, 'undo', {
      to: former.status,
      text: 'Решение отменено',
      set,
    });
  }
  await takeLettersBack(ctx, file.id, decidedAt);
  await restoreSorted(ctx, file.id, topicBefore(former));
  // The decision may have given it a place, by whose words it is found since.
  if (former.columns.place_precision === 'none') await indexCases(ctx, [file.id]);
  await revertStageClocks(ctx, file.id, decidedAt);
  await revertClocks(ctx, file.id, former.clocks);
  await revokeLinks(ctx, former.links);
  if (former.joined) await leaveCase(ctx, former.joined);
}

/** The topic a person had given before the decision: what was taken back teaches nothing. */
export function topicBefore({ columns }: FormerCase): { id: string; block: string } | null {
  const { topic_source: source, fact_id: id, block } = columns;
  return source === 'operator' && typeof id === 'string' && typeof block === 'string' ? { id, block } : null;
}

export async function revokeLinks(ctx: Ctx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db
    .updateTable('cases.executor_link')
    .set({ revoked_at: ctx.now })
    .where(sql<boolean>`id = ANY(${ids}::uuid[])`)
    .where('revoked_at', 'is', null)
    .execute();
}

/** People who came with a merged case leave the count of the case it was merged into. */
export async function leaveCase(ctx: Ctx, joined: { into: string; count: number }): Promise<void> {
  await ctx.db
    .updateTable('cases.case_file')
    .set((eb) => ({ joined_count: sql<number>`greatest(0, ${eb.ref('joined_count')} - ${joined.count})` }))
    .where('id', '=', joined.into)
    .execute();
  await recountBreach(ctx, joined.into);
}
