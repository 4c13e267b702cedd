import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/heatmap/heat-views.ts';
import type { ViewSchedule } from '../../../shared/contract/heatmap/heat-views.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Config } from '../../lib/config.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { isSigned, signValue } from '../../lib/seal/sealed.ts';
import { readView, requireStaff } from './rows.ts';
import { nextSending } from './schedule.ts';

type View = RouteReplyInput<typeof contract.subscribeToView>;

export interface SubscriptionRow {
  id: string;
  view_id: string;
  person_id: string;
  rhythm: string;
  weekday: number;
  month_day: number;
  hour: number;
  workdays_only: boolean;
  file: string;
  next_at: Date | null;
}

export const scheduleOfSubscription = (row: SubscriptionRow): ViewSchedule => ({
  rhythm: row.rhythm as ViewSchedule['rhythm'],
  weekday: row.weekday,
  monthDay: row.month_day,
  hour: row.hour,
  workdaysOnly: row.workdays_only,
  file: row.file as ViewSchedule['file'],
});

/** Route: letters of a view for oneself, or another schedule of them. */
export async function subscribeToView(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.subscribeToView>,
): Promise<View> {
  await readView(ctx, params.id);
  const nextAt = nextSending(body, ctx.now);
  const { rhythm, weekday, monthDay, hour, workdaysOnly, file } = body;
  const set = {
    rhythm,
    weekday,
    month_day: monthDay,
    hour,
    workdays_only: workdaysOnly,
    file,
    next_at: nextAt,
    retry_at: null,
  };
  await ctx.db
    .insertInto('heat_views.subscription')
    .values({
      id: newId(),
      view_id: params.id,
      person_id: requireStaff(ctx).id,
      created_at: ctx.now,
      ...set,
    })
    .onConflict((conflict) => conflict.columns(['view_id', 'person_id']).doUpdateSet(set))
    .execute();
  ctx.audit({ action: 'heat-views.subscribed', object: 'heat-view', objectId: params.id, data: { ...body } });
  return readView(ctx, params.id);
}

/** Locks the caller's own subscription to a view they see. */
async function lockMine(ctx: Ctx, viewId: string): Promise<SubscriptionRow> {
  await readView(ctx, viewId);
  const row = await ctx.db
    .selectFrom('heat_views.subscription')
    .selectAll()
    .where('view_id', '=', viewId)
    .where('person_id', '=', requireStaff(ctx).id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError('lib.conflict', 'Вы не подписаны на этот вид.');
  return row;
}

/** Route: no letters for now, or letters again. */
export async function pauseSubscription(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.pauseSubscription>,
): Promise<View> {
  await setPaused(ctx, await lockMine(ctx, params.id), body.isPaused);
  return readView(ctx, params.id);
}

/** Route: no letters any more. */
export async function unsubscribeFromView(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.unsubscribeFromView>,
): Promise<View> {
  await dropSubscription(ctx, await lockMine(ctx, params.id));
  return readView(ctx, params.id);
}

async function setPaused(ctx: Ctx, row: SubscriptionRow, isPaused: boolean): Promise<Date | null> {
  const nextAt = isPaused ? null : nextSending(scheduleOfSubscription(row), ctx.now);
  await ctx.db
    .updateTable('heat_views.subscription')
    .set({ next_at: nextAt, retry_at: null })
    .where('id', '=', row.id)
    .execute();
  const action = isPaused ? 'heat-views.paused' : 'heat-views.resumed';
  ctx.audit({ action, object: 'heat-view', objectId: row.view_id });
  return nextAt;
}

/** Ends a subscription. */
export async function dropSubscription(
  ctx: Ctx,
  row: Pick<SubscriptionRow, 'id' | 'view_id'>,
): Promise<void> {
  await ctx.db.deleteFrom('heat_views.subscription').where('id', '=', row.id).execute();
  ctx.audit({ action: 'heat-views.unsubscribed', object: 'heat-view', objectId: row.view_id });
}

/** Plans the letters of a view from now on. */
export async function planAnew(ctx: Ctx, viewId: string): Promise<void> {
  const rows = await ctx.db
    .selectFrom('heat_views.subscription')
    .selectAll()
    .where('view_id', '=', viewId)
    .where('next_at', 'is not', null)
    .forUpdate()
    .execute();
  for (const row of rows)
    await ctx.db
      .updateTable('heat_views.subscription')
      .set({ next_at: nextSending(scheduleOfSubscription(row), ctx.now), retry_at: null })
      .where('id', '=', row.id)
      .execute();
}

const PURPOSE = 'heat-view-letter';

/** The link at the foot of a letter: it names the subscription, not the person, and opens nothing else. */
export const letterLink = (config: Config, id: string): string =>
  `${config.publicUrl}/view-letters?token=${id}.${signValue(config, PURPOSE, id)}`;

async function findByToken(ctx: Ctx, token: string, lock: boolean) {
  const [id = '', mark = ''] = token.split('.');
  if (!/^[0-9a-f-]{36}$/u.test(id) || !isSigned(ctx.config, PURPOSE, id, mark))
    throw new AppError('lib.not-found', 'Ссылка неполная или старая. Откройте её из письма целиком.');
  return ctx.db
    .selectFrom('heat_views.subscription as mine')
    .innerJoin('heat_views.view as view', 'view.id', 'mine.view_id')
    .selectAll('mine')
    .select('view.title')
    .where('mine.id', '=', id)
    .where('view.deleted_at', 'is', null)
    .$if(lock, (select) => select.forUpdate('mine'))
    .executeTakeFirst();
}

type OfLetter = RouteReplyInput<typeof contract.readViewLetter>;
const gone: OfLetter = { title: '', state: 'gone', nextAt: null };

const toLetter = (title: string, nextAt: Date | null): OfLetter => ({
  title,
  state: nextAt ? ('active' as const) : ('paused' as const),
  nextAt: nextAt?.toISOString() ?? null,
});

/** Route: what the link of a letter is about. Reading changes nothing: mail programs follow links by themselves. */
export async function readLetter(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.readViewLetter>,
): Promise<OfLetter> {
  const row = await findByToken(ctx, query.token, false);
  return row ? toLetter(row.title, row.next_at) : gone;
}

/** Route: pauses, resumes or ends the letters by their link, without signing in. */
export async function changeLetter(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.changeViewLetter>,
): Promise<OfLetter> {
  const row = await findByToken(ctx, body.token, true);
  if (!row) return gone;
  if (body.action !== 'stop') return toLetter(row.title, await setPaused(ctx, row, body.action === 'pause'));
  await dropSubscription(ctx, row);
  return gone;
}

/** Planned moments that have come, one line for all who get the same view then. Plan: subscription_due. */
export async function listDue(ctx: Ctx): Promise<{ viewId: string; plannedAt: string }[]> {
  const { rows } = await sql<{ view_id: string; next_at: Date }>`
    SELECT DISTINCT view_id, next_at FROM heat_views.subscription
    JOIN heat_views.view ON view.id = view_id AND view.deleted_at IS NULL
    WHERE next_at <= ${ctx.now} AND coalesce(retry_at <= ${ctx.now}, true)
    ORDER BY next_at LIMIT 500`.execute(ctx.db);
  return rows.map(({ view_id, next_at }) => ({ viewId: view_id, plannedAt: next_at.toISOString() }));
}
