import type { RequestCard } from '../../../../shared/contract/pages/gospubliki.ts';
import type * as acts from '../../../../shared/contract/pages/gospubliki-acts.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { addWorkingDays, localDate, localDayEnd } from '../../../base/deadlines/index.ts';
import { claimFiles } from '../../../base/files/index.ts';
import { requireStaffName } from '../../../base/identity/index.ts';
import { isTaken } from '../../../lib/database/taken.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { readPlaces } from '../../publications/index.ts';
import { requireAsker } from '../pack.ts';
import { tellGospublikiAct } from '../store.ts';
import { readRequestCard } from './card.ts';
import { lockRequest, type RequestRow, updateRequest } from './rows.ts';

type Received = HandlerInput<typeof acts.receiveRequest>['body'];
type Fields = Omit<Received, 'file' | 'pictures'>;

async function requireTrue(ctx: Ctx, fields: Fields): Promise<void> {
  const today = localDate(ctx.now);
  if (fields.receivedOn > today) throw badField('receivedOn', 'Этот день ещё не наступил');
  if (fields.datedOn > fields.receivedOn) throw badField('datedOn', 'Письмо не может быть новее, чем пришло');
  if (fields.windowTo < fields.windowFrom) throw badField('windowTo', 'Конец окна раньше начала');
  if (fields.windowTo < fields.receivedOn)
    throw badField('windowTo', 'Окно кончилось раньше, чем пришла заявка');
  if (fields.responsibleId) await requireStaffName(ctx, fields.responsibleId, 'responsibleId');
  const places = await readPlaces(ctx);
  if (new Set(fields.pageIds).size !== fields.pageIds.length || fields.pageIds.some((id) => !places.has(id)))
    throw badField('pageIds', 'Одной из страниц в реестре больше нет. Обновите страницу');
}

/** The paper's words as columns, with the terms that follow from them: a decision is owed before the window ends at the latest. */
function columnsOf(ctx: Ctx, fields: Fields) {
  const { decideWorkingDays } = requireAsker(ctx, fields.asker, 'asker');
  const publishBy = localDayEnd(fields.windowTo);
  const decideBy = localDayEnd(addWorkingDays(fields.receivedOn, decideWorkingDays));
  return {
    asker: fields.asker,
    number: fields.number,
    dated_on: fields.datedOn,
    received_on: fields.receivedOn,
    title: fields.title,
    text: fields.text,
    window_from: fields.windowFrom,
    window_to: fields.windowTo,
    is_mandatory: fields.isMandatory,
    responsible_id: fields.responsibleId,
    decide_by: new Date(Math.min(decideBy.getTime(), publishBy.getTime())),
    publish_by: publishBy,
  };
}

function toldOnce(error: unknown): never {
  if (isTaken(error, 'request_paper'))
    throw new AppError('lib.conflict', 'Заявка с этим номером и датой уже записана.', {
      fields: { number: 'Заявка с этим номером и датой уже записана' },
    });
  throw error;
}

async function putPages(ctx: Ctx, requestId: string, pageIds: readonly string[]): Promise<void> {
  await ctx.db.deleteFrom('gospubliki.request_page').where('request_id', '=', requestId).execute();
  await ctx.db
    .insertInto('gospubliki.request_page')
    .values(pageIds.map((pageId) => ({ request_id: requestId, page_id: pageId })))
    .execute();
}

async function putPictures(ctx: Ctx, requestId: string, pictures: Received['pictures']): Promise<void> {
  if (pictures.length === 0) return;
  const claimed = await claimFiles(ctx, pictures);
  if (claimed.some(({ kind }) => kind === 'pdf'))
    throw badField('pictures', 'Нужны картинки: документ приложите как письмо');
  await ctx.db
    .insertInto('gospubliki.request_picture')
    .values(
      pictures.map(({ fileId, alt }, at) => ({
        request_id: requestId,
        serial: at + 1,
        file_id: fileId,
        alt,
      })),
    )
    .execute();
}

/** Enters a request; its id. */
export async function insertRequest(ctx: Ctx, body: Received): Promise<string> {
  const { file, pictures, ...fields } = body;
  await requireTrue(ctx, fields);
  const id = newId();
  const [paper] = file ? await claimFiles(ctx, [file]) : [];
  await ctx.db
    .insertInto('gospubliki.request')
    .values({
      id,
      ...columnsOf(ctx, fields),
      file_id: paper?.id ?? null,
      state: 'received',
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
      moved_at: ctx.now,
    })
    .execute()
    .catch(toldOnce);
  await putPages(ctx, id, fields.pageIds);
  await putPictures(ctx, id, pictures);
  await tellGospublikiAct(ctx, { object: 'placement-request', id }, 'receive-request', {
    what: 'записана',
    data: { asker: fields.asker, number: fields.number, pages: fields.pageIds },
  });
  return id;
}

/** Route. */
export async function receiveRequest(
  ctx: Ctx,
  { body }: HandlerInput<typeof acts.receiveRequest>,
): Promise<RequestCard> {
  return readRequestCard(ctx, await insertRequest(ctx, body));
}

/** What a change says in the history: a term that moved is told of. */
const tellChange = (former: RequestRow, { windowFrom, windowTo }: Fields): string =>
  former.window_from === windowFrom && former.window_to === windowTo
    ? 'исправлена'
    : 'исправлена, окно другое';

/** Route. */
export async function changeRequest(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.changeRequest>,
): Promise<RequestCard> {
  const { version, ...fields } = body;
  const row = await lockRequest(ctx, { id: params.id, version }, 'change');
  await requireTrue(ctx, fields);
  await updateRequest(ctx, row, columnsOf(ctx, fields)).catch(toldOnce);
  await putPages(ctx, row.id, fields.pageIds);
  await tellGospublikiAct(ctx, { object: 'placement-request', id: row.id }, 'change-request', {
    what: tellChange(row, fields),
    data: { number: fields.number, pages: fields.pageIds },
  });
  return readRequestCard(ctx, row.id);
}
