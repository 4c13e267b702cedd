import type { z } from 'zod';
import type { RequestCard } from '../../../../shared/contract/pages/gospubliki.ts';
import type * as acts from '../../../../shared/contract/pages/gospubliki-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { addWorkingDays, localDate, localDayEnd } from '../../../base/deadlines/index.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import type { variantPublished } from '../../publications/index.ts';
import { gospublikiToday } from '../pack.ts';
import { tellGospublikiAct } from '../store.ts';
import { readRequestCard } from './card.ts';
import { lockRequest, pagesOfRequests, type RequestRow, updateRequest, variantsOfRequests } from './rows.ts';
import { settledMoment } from './terms.ts';

/** Days to report where whoever asked has left the list since. */
const USUAL_REPORT_DAYS = 3;

/** Puts down on which pages it stands by now. Rows of the request are locked. */
async function takePublished(ctx: Ctx, { id }: RequestRow): Promise<void> {
  const variants = (await variantsOfRequests(ctx, [id])).get(id) ?? [];
  for (const { page_id: pageId, url, published_at: publishedAt } of variants)
    if (publishedAt)
      await ctx.db
        .updateTable('gospubliki.request_page')
        .set({ url, published_at: publishedAt, missed_at: null, reason: '' })
        .where('request_id', '=', id)
        .where('page_id', '=', pageId)
        .where('is_accepted', '=', true)
        .execute();
}

/** Moves an accepted request on once everything is settled about its pages: from then on a report is owed. */
async function settleRequest(ctx: Ctx, row: RequestRow): Promise<'published' | null> {
  const moment = settledMoment(await pagesOfRequests(ctx, [row.id]));
  if (!moment) return null;
  const days =
    gospublikiToday(ctx).askers.find(({ id }) => id === row.asker)?.reportWorkingDays ?? USUAL_REPORT_DAYS;
  await updateRequest(ctx, row, {
    state: 'published',
    published_at: moment,
    settled_at: ctx.now,
    report_by: localDayEnd(addWorkingDays(localDate(ctx.now), days)),
  });
  return 'published';
}

/** Listener: a page said what a request asked for. */
export async function hearPublished(
  ctx: Ctx,
  { source }: z.infer<typeof variantPublished.payload>,
): Promise<void> {
  if (source?.kind !== 'request') return;
  const row = await ctx.db
    .selectFrom('gospubliki.request')
    .selectAll()
    .where('id', '=', source.id)
    .forUpdate()
    .executeTakeFirst();
  // What was called back, or reported already, goes on in the history of the publication alone.
  if (row?.state !== 'accepted' && row?.state !== 'published') return;
  const before = await countPublished(ctx, row);
  await takePublished(ctx, row);
  const after = await countPublished(ctx, row);
  if (after.published === before.published) return;
  const moved = row.state === 'accepted' ? await settleRequest(ctx, row) : null;
  if (!moved) await updateRequest(ctx, row, {});
  await tellGospublikiAct(ctx, { object: 'placement-request', id: row.id }, 'published-request', {
    what: `вышла на ${after.published} из ${after.accepted}`,
    note: moved ? 'о всех страницах известно, ждёт отчёта' : '',
  });
}

async function countPublished(
  ctx: Ctx,
  { id }: RequestRow,
): Promise<{ published: number; accepted: number }> {
  const pages = (await pagesOfRequests(ctx, [id])).filter(({ is_accepted: isAccepted }) => isAccepted);
  return { published: pages.filter((page) => page.published_at !== null).length, accepted: pages.length };
}

/** Route: it will not be published on these pages. */
export async function missPages(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.missPages>,
): Promise<RequestCard> {
  const row = await lockRequest(ctx, { id: params.id, version: body.version }, 'miss');
  const open = (await pagesOfRequests(ctx, [row.id])).filter(
    ({ is_accepted: isAccepted, published_at: published, missed_at: missed }) =>
      isAccepted && !published && !missed,
  );
  if (body.pageIds.some((id) => !open.some(({ page_id: pageId }) => pageId === id)))
    throw badField('pageIds', 'Об одной из этих страниц уже известно. Обновите страницу');
  const variants = (await variantsOfRequests(ctx, [row.id])).get(row.id) ?? [];
  const isComing = variants.some(
    ({ page_id: pageId, state }) =>
      body.pageIds.some((id) => id === pageId) && (state === 'waiting' || state === 'publishing'),
  );
  if (isComing)
    throw new AppError('lib.conflict', 'Запись ещё может выйти: сначала остановите её в публикации.');
  await ctx.db
    .updateTable('gospubliki.request_page')
    .set({ missed_at: ctx.now, reason: body.reason })
    .where('request_id', '=', row.id)
    .where('page_id', 'in', body.pageIds)
    .execute();
  const moved = await settleRequest(ctx, row);
  if (!moved) await updateRequest(ctx, row, {});
  await tellGospublikiAct(ctx, { object: 'placement-request', id: row.id }, 'miss-pages', {
    what: `не выйдет на страницах: ${body.pageIds.length}`,
    note: body.reason,
    data: { pages: body.pageIds },
  });
  return readRequestCard(ctx, row.id);
}

/** Route. What of the publication is on its way is stopped by a person: the card leads to it. */
export async function withdrawRequest(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.withdrawRequest>,
): Promise<RequestCard> {
  const row = await lockRequest(ctx, { id: params.id, version: body.version }, 'withdraw');
  if ((await countPublished(ctx, row)).published > 0)
    throw new AppError('lib.conflict', 'Часть уже вышла: по такой заявке отчитываются.');
  await updateRequest(ctx, row, {
    state: 'withdrawn',
    reason: body.reason,
    decided_at: row.decided_at ?? ctx.now,
    decided_by_name: row.decided_by_name || nameOfActor(ctx),
  });
  await tellGospublikiAct(ctx, { object: 'placement-request', id: row.id }, 'withdraw-request', {
    what: 'отозвана',
    note: body.reason,
  });
  return readRequestCard(ctx, row.id);
}

/** Route. */
export async function reportRequest(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.reportRequest>,
): Promise<RequestCard> {
  const row = await lockRequest(ctx, { id: params.id, version: body.version }, 'report');
  if (body.on > localDate(ctx.now)) throw badField('on', 'Этот день ещё не наступил');
  if (body.on < row.received_on) throw badField('on', 'Раньше, чем пришла заявка');
  await updateRequest(ctx, row, {
    state: 'reported',
    reported_at: ctx.now,
    report_number: body.number,
    report_on: body.on,
    report_words: body.words,
  });
  await tellGospublikiAct(ctx, { object: 'placement-request', id: row.id }, 'report-request', {
    what: `отчёт отправлен: № ${body.number} от ${formatDay(body.on)}`,
    note: body.words,
  });
  return readRequestCard(ctx, row.id);
}
