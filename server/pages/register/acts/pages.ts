import type * as contract from '../../../../shared/contract/pages/register.ts';
import type * as acts from '../../../../shared/contract/pages/register-acts.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { filled } from '../../../../shared/known.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { findUnit } from '../../../base/identity/index.ts';
import { isTaken } from '../../../lib/database/taken.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { readPageCard } from '../card.ts';
import { pageArchived } from '../events.ts';
import { writeFigures } from '../figures/followers.ts';
import { pagesPack } from '../pack.ts';
import { plainAddress } from '../plain-address.ts';
import { closeFixes } from '../proof/fixes.ts';
import { settleOpening } from '../proof/opening.ts';
import { lockAnyPage, lockPage, type PageRow, requireNetwork, updatePage } from '../rows.ts';
import { putGrade, tellPageAct } from '../store.ts';

type Card = contract.PageCard;
type Fields = Omit<HandlerInput<typeof acts.createPage>['body'], 'networkPageId' | 'isOpening'>;

const columnsOf = (body: Fields) => ({
  unit_id: body.unitId,
  network: body.network,
  title: body.title,
  url: plainAddress(body.url),
  settings_url: body.settingsUrl,
  gos_id: body.gosId,
  grade: body.grade,
  keeper_id: body.keeperId,
  contract: body.contract,
  contract_until: body.contractUntil,
  contact: body.contact,
});

async function requireUnit(ctx: Ctx, unitId: string): Promise<void> {
  const unit = await findUnit(ctx.db, unitId);
  if (!unit?.isActive) throw badField('unitId', 'Такого органа нет, или он закрыт');
}

async function requireKeeper(ctx: Ctx, keeperId: string | null): Promise<void> {
  if (keeperId === null) return;
  const person = await ctx.db
    .selectFrom('identity.v_person')
    .select('id')
    .where('id', '=', keeperId)
    .where('kind', '=', 'staff')
    .where('is_active', '=', true)
    .executeTakeFirst();
  if (!person) throw badField('keeperId', 'Такого сотрудника нет');
}

async function requireSource(ctx: Ctx, networkPageId: string | null, network: string): Promise<void> {
  if (networkPageId === null) return;
  const source = await ctx.db
    .selectFrom('networks.v_page')
    .select(['network', 'is_own'])
    .where('id', '=', networkPageId)
    .executeTakeFirst();
  if (!source?.is_own) throw badField('networkPageId', 'Такой подключённой страницы нет, или она не наша');
  if (source.network !== network) throw badField('networkPageId', 'Эта страница в другой сети');
}

function requireContract({ contract: words, contractUntil }: Fields): void {
  if (contractUntil && !words) throw badField('contract', 'Назовите договор: номер, дату, с кем');
}

/** One address, and one page of networks, is of one page of the register that is kept. */
function refuseTaken(error: unknown): never {
  if (isTaken(error, 'page_address')) throw badField('url', 'Страница с этим адресом уже есть в реестре');
  if (isTaken(error, 'page_bound'))
    throw badField('networkPageId', 'По этой странице уже читают другую страницу реестра');
  throw error;
}

/** What else of a page has to be true, whoever enters it. */
async function requireTrue(ctx: Ctx, body: Fields, networkPageId: string | null): Promise<void> {
  requireContract(body);
  await requireUnit(ctx, body.unitId);
  await requireKeeper(ctx, body.keeperId);
  await requireSource(ctx, networkPageId, body.network);
}

/** A page that is being made stands where its network has pages. */
function requireAddress(ctx: Ctx, { network, url }: Fields): void {
  const known = pagesPack.on(localDate(ctx.now)).addresses.find((one) => one.network === network);
  const host = new URL(url).host.replace(/^(?:www|m)\./u, '');
  if (known && host !== known.host)
    throw badField('url', `В этой сети адрес начинается с https://${known.host}/, например ${known.example}`);
}

/** Enters a page, whole or as one that is being made; its id. */
export async function insertPage(
  ctx: Ctx,
  body: Fields,
  networkPageId: string | null,
  isOpening = false,
): Promise<string> {
  requireNetwork(ctx, body.network);
  if (isOpening) requireAddress(ctx, body);
  await requireTrue(ctx, body, networkPageId);
  const id = newId();
  await ctx.db
    .insertInto('register.page')
    .values({
      id,
      ...columnsOf(body),
      network_page_id: networkPageId,
      bound_at: networkPageId ? ctx.now : null,
      is_opening: isOpening,
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .execute()
    .catch(refuseTaken);
  await putGrade(ctx, id, localDate(ctx.now), body.grade);
  await tellPageAct(ctx, id, 'create-page', {
    what: isOpening ? 'начато создание' : 'внесена в реестр',
    data: { network: body.network, url: plainAddress(body.url), grade: body.grade },
  });
  return id;
}

/** Route. */
export async function createPage(ctx: Ctx, { body }: HandlerInput<typeof acts.createPage>): Promise<Card> {
  const { networkPageId, isOpening, ...fields } = body;
  return readPageCard(ctx, await insertPage(ctx, fields, networkPageId, isOpening));
}

/** What a change says in the history. */
function tellChange(former: PageRow, body: Fields, networkPageId: string | null): string {
  const said = [
    former.grade !== body.grade && 'изменён уровень',
    former.url !== plainAddress(body.url) && 'изменён адрес',
    former.keeper_id !== body.keeperId && 'изменён ответственный',
    former.unit_id !== body.unitId && 'передана другому органу',
    former.network_page_id !== networkPageId &&
      (networkPageId ? 'привязана к подключённой странице' : 'отвязана от подключённой страницы'),
  ].filter((one) => one !== false);
  return said.length > 0 ? said.join(', ') : 'исправлены сведения';
}

/** Route. A page that stays in its network keeps it, though nobody may choose that network any more. */
export async function changePage(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.changePage>,
): Promise<Card> {
  const { networkPageId, version, ...fields } = body;
  const page = await lockPage(ctx, params.id, version);
  if (fields.network !== page.network) requireNetwork(ctx, fields.network);
  await requireTrue(ctx, fields, networkPageId);
  const isRebound = networkPageId !== page.network_page_id;
  await updatePage(ctx, page, {
    ...columnsOf(fields),
    network_page_id: networkPageId,
    ...(isRebound && { bound_at: networkPageId ? ctx.now : null }),
  }).catch(refuseTaken);
  // By another page of networks it is asked at once.
  if (isRebound) await ctx.db.deleteFrom('register.reader').where('page_id', '=', page.id).execute();
  if (fields.grade !== page.grade) await putGrade(ctx, page.id, localDate(ctx.now), fields.grade);
  await tellPageAct(ctx, page.id, 'change-page', {
    what: tellChange(page, fields, networkPageId),
    data: { url: plainAddress(fields.url), grade: fields.grade, before: page.grade },
  });
  await settleOpening(ctx, page.id);
  return readPageCard(ctx, page.id);
}

/** Route. */
export async function keepFigures(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.keepFigures>,
): Promise<Card> {
  const page = await lockPage(ctx, params.id, body.version);
  if (body.on > localDate(ctx.now)) throw badField('on', 'Этот день ещё не наступил');
  await updatePage(ctx, page, await writeFigures(ctx, page, body));
  await tellPageAct(ctx, page.id, 'keep-figures', {
    what: 'записаны подписчики и охват',
    note: body.source,
    data: { followers: body.followers, weekReach: body.weekReach, postReach: body.postReach, on: body.on },
  });
  return readPageCard(ctx, page.id);
}

/** Route. */
export async function archivePage(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.archivePage>,
): Promise<Card> {
  const page = await lockPage(ctx, params.id, body.version);
  await updatePage(ctx, page, { archived_at: ctx.now, archive_reason: body.reason });
  await closeFixes(ctx, page.id);
  ctx.announce(pageArchived, { pageId: page.id });
  await tellPageAct(ctx, page.id, 'archive-page', { what: 'ушла в архив', note: body.reason });
  return readPageCard(ctx, page.id);
}

/** Route. A network that is closed meanwhile lets nothing come back. */
export async function restorePage(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.restorePage>,
): Promise<Card> {
  const page = await lockAnyPage(ctx, params.id, body.version);
  if (!page.archived_at) throw new AppError('lib.conflict', 'Страница не в архиве.');
  requireNetwork(ctx, page.network);
  await requireUnit(ctx, page.unit_id);
  await updatePage(ctx, page, { archived_at: null, archive_reason: '' }).catch(refuseTaken);
  await tellPageAct(ctx, page.id, 'restore-page', { what: 'возвращена из архива' });
  return readPageCard(ctx, page.id);
}

/** Route. */
export async function listSources(ctx: Ctx): Promise<RouteReplyInput<typeof acts.listSources>> {
  const sources = await ctx.db
    .selectFrom('networks.v_page')
    .select(['id', 'network', 'title'])
    .where('is_own', '=', true)
    .orderBy('title')
    .execute();
  const bound = await ctx.db
    .selectFrom('register.page')
    .select(['id', 'network_page_id'])
    .where('archived_at', 'is', null)
    .where('network_page_id', 'is not', null)
    .execute();
  const boundTo = new Map(bound.map((one) => [one.network_page_id, one.id]));
  return {
    sources: sources.map((source) => {
      const { id, network, title } = filled(source, 'id', 'network', 'title');
      return { id, network, title, boundTo: boundTo.get(id) ?? null };
    }),
  };
}
