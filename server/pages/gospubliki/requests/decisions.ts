import type { PageLoad, RequestCard } from '../../../../shared/contract/pages/gospubliki.ts';
import type * as acts from '../../../../shared/contract/pages/gospubliki-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDay, momentAt } from '../../../../shared/text/dates.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { readCity } from '../../../lib/city.ts';
import { badField } from '../../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { insertPublication, publishingToday } from '../../publications/index.ts';
import { readLoads } from '../load/read-load.ts';
import { askerTitle, gospublikiToday } from '../pack.ts';
import { tellGospublikiAct } from '../store.ts';
import { readRequestCard } from './card.ts';
import { type Refusal, refuseAccept, refuseObjection } from './decide.ts';
import { lockRequest, pagesOfRequests, type RequestRow, updateRequest } from './rows.ts';

type Accept = HandlerInput<typeof acts.acceptRequest>;

function stand(refusal: Refusal | null): void {
  if (refusal) throw badField(refusal.field, refusal.words);
}

const askedPages = async (ctx: Ctx, { id }: RequestRow): Promise<string[]> =>
  (await pagesOfRequests(ctx, [id])).map(({ page_id: pageId }) => pageId);

/** Begins the publication of a request for its accepted pages, with its pictures. */
async function beginPublication(ctx: Ctx, row: RequestRow, { body }: Accept): Promise<string> {
  const dueAt = momentAt(body.on, body.at, readCity(ctx.config).zone);
  if (dueAt <= ctx.now) throw badField('at', 'Это время уже прошло');
  const pictures = await ctx.db
    .selectFrom('gospubliki.request_picture')
    .selectAll()
    .where('request_id', '=', row.id)
    .orderBy('serial')
    .execute();
  const title = `${askerTitle(ctx, row.asker)}, № ${row.number} от ${formatDay(row.dated_on)}`;
  return insertPublication(ctx, {
    fields: {
      text: row.text,
      risk: publishingToday(ctx).risks[0]?.id ?? '',
      brief: `Заявка на размещение: ${row.title}. Окно ${formatDay(row.window_from)} — ${formatDay(row.window_to)}`,
      pictures: [],
      variants: body.pageIds.map((pageId) => ({ pageId, ownText: null, dueAt: dueAt.toISOString() })),
    },
    source: { kind: 'request', id: row.id, title },
    handed: pictures.map(({ file_id: fileId, alt }) => ({ fileId, alt })),
  });
}

async function markPages(
  ctx: Ctx,
  { id }: RequestRow,
  { chosen, asked, restReason }: { chosen: readonly string[]; asked: readonly string[]; restReason: string },
): Promise<void> {
  const write = (pageIds: readonly string[], set: { is_accepted: boolean; reason: string }) =>
    pageIds.length === 0
      ? null
      : ctx.db
          .updateTable('gospubliki.request_page')
          .set(set)
          .where('request_id', '=', id)
          .where('page_id', 'in', [...pageIds])
          .execute();
  await write(chosen, { is_accepted: true, reason: '' });
  await write(
    asked.filter((pageId) => !chosen.includes(pageId)),
    { is_accepted: false, reason: restReason },
  );
}

const decidedNow = (ctx: Ctx, loads: readonly PageLoad[]) => ({
  decided_at: ctx.now,
  decided_by_name: nameOfActor(ctx),
  // What was shown to whoever decided stays as it was shown.
  load: JSON.stringify(loads),
});

/** Route: the publication of it goes its own way from here: it is written, agreed to and let out as any other. */
export async function acceptRequest(ctx: Ctx, input: Accept): Promise<RequestCard> {
  const { params, body } = input;
  const row = await lockRequest(ctx, { id: params.id, version: body.version }, 'accept');
  const chosen = [...new Set(body.pageIds)];
  const asked = await askedPages(ctx, row);
  const loads = await readLoads(ctx, asked);
  stand(
    refuseAccept({
      asked,
      chosen,
      loads,
      restReason: body.restReason,
      overReason: body.overReason,
      on: body.on,
      today: localDate(ctx.now),
      windowFrom: row.window_from,
      windowTo: row.window_to,
    }),
  );
  const isOver = loads.some((load) => load.isOver && chosen.includes(load.pageId));
  const publicationId = await beginPublication(ctx, row, { ...input, body: { ...body, pageIds: chosen } });
  await markPages(ctx, row, { chosen, asked, restReason: body.restReason });
  await updateRequest(ctx, row, {
    state: 'accepted',
    publication_id: publicationId,
    over_reason: isOver ? body.overReason : '',
    ...decidedNow(ctx, loads),
  });
  await tellGospublikiAct(ctx, { object: 'placement-request', id: row.id }, 'accept-request', {
    what:
      chosen.length === asked.length ? 'принята' : `принята на ${chosen.length} из ${asked.length} страниц`,
    note: isOver ? `сверх предела нагрузки: ${body.overReason}` : '',
    data: { publication: publicationId, pages: chosen, isOver },
  });
  return readRequestCard(ctx, row.id);
}

/** Route. */
export async function objectRequest(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.objectRequest>,
): Promise<RequestCard> {
  const row = await lockRequest(ctx, { id: params.id, version: body.version }, 'object');
  const ground = gospublikiToday(ctx).grounds.find(({ id }) => id === body.ground);
  const loads = await readLoads(ctx, await askedPages(ctx, row));
  stand(refuseObjection(ground, { isMandatory: row.is_mandatory, loads }));
  await updateRequest(ctx, row, {
    state: 'objected',
    // Its words and not its name: the list may change.
    ground: ground?.title ?? '',
    reason: body.reason,
    ...decidedNow(ctx, loads),
  });
  await tellGospublikiAct(ctx, { object: 'placement-request', id: row.id }, 'object-request', {
    what: `возражение: ${ground?.title ?? ''}`,
    note: body.reason,
    data: { ground: body.ground },
  });
  return readRequestCard(ctx, row.id);
}
