import type { PublicationCard, SourceKind } from '../../../../shared/contract/pages/publications.ts';
import type * as acts from '../../../../shared/contract/pages/publications-acts.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { claimFiles } from '../../../base/files/index.ts';
import { badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { actorRef, type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { readPublicationCard } from '../card.ts';
import { checkFacts } from '../facts/check-facts.ts';
import { requireRisk } from '../pack.ts';
import type { MadeOf } from '../picture-card/make-card.ts';
import { readPlaces } from '../places.ts';
import { checkFlight } from '../preflight.ts';
import { lockPublication, type PictureRow, picturesOf, updatePublication, variantsOf } from '../rows.ts';
import { tellPublicationAct } from '../store.ts';

type Fields = HandlerInput<typeof acts.createPublication>['body'];

/** Each page once, and each a page that is kept. */
async function requirePages(ctx: Ctx, variants: Fields['variants']): Promise<void> {
  const places = await readPlaces(ctx);
  if (new Set(variants.map(({ pageId }) => pageId)).size !== variants.length)
    throw badField('variants', 'Одна страница выбрана дважды');
  if (variants.some(({ pageId }) => !places.has(pageId)))
    throw badField('variants', 'Одной из страниц в реестре больше нет. Обновите страницу');
}

/**
 * Pictures of a piece in their new order: those it had, and those that were just sent. Of a case's pictures only such come in as `borrowed`
 * ones of `begin.ts`; nobody's file is reached by its number.
 */
async function putPictures(
  ctx: Ctx,
  publicationId: string,
  wanted: Fields['pictures'],
  former: readonly PictureRow[],
): Promise<void> {
  const had = new Map(former.map((row) => [row.file_id, row]));
  const fresh = wanted.filter(({ fileId }) => !had.has(fileId));
  const claimed = await claimFiles(ctx, fresh);
  if (claimed.some(({ kind }) => kind === 'pdf'))
    throw badField('pictures', 'Нужны картинки: документ к записи не приложить');
  await ctx.db.deleteFrom('publications.picture').where('publication_id', '=', publicationId).execute();
  if (wanted.length === 0) return;
  await ctx.db
    .insertInto('publications.picture')
    .values(
      wanted.map(({ fileId, alt }, at) => ({
        publication_id: publicationId,
        serial: at + 1,
        file_id: fileId,
        alt,
        is_borrowed: had.get(fileId)?.is_borrowed ?? false,
        made_of: JSON.stringify(had.get(fileId)?.made_of ?? []),
      })),
    )
    .execute();
}

/** Variants of a piece nobody has agreed to yet: those that are wanted, the others are gone. */
async function putVariants(ctx: Ctx, publicationId: string, wanted: Fields['variants']): Promise<void> {
  const former = new Map((await variantsOf(ctx, publicationId)).map((row) => [row.page_id, row.id]));
  await ctx.db.deleteFrom('publications.variant').where('publication_id', '=', publicationId).execute();
  if (wanted.length === 0) return;
  await ctx.db
    .insertInto('publications.variant')
    .values(
      wanted.map(({ pageId, ownText, dueAt }) => ({
        // One that stays keeps its number: it is open on somebody's screen.
        id: former.get(pageId) ?? newId(),
        publication_id: publicationId,
        page_id: pageId,
        own_text: ownText,
        due_at: new Date(dueAt),
        state: 'planned' as const,
      })),
    )
    .execute();
}

export interface NewPiece {
  fields: Fields;
  source?: { kind: SourceKind; id: string; title: string };
  /** Released pictures of a case, in their order. */
  borrowed?: readonly { fileId: string; alt: string }[];
  /** Pictures that whoever begins it has attached already and gives to it: they are its own from now on. */
  handed?: readonly { fileId: string; alt: string; madeOf?: MadeOf }[];
}

/** Pictures that come with a new piece after those of its form, in their order. */
async function putGiven(
  ctx: Ctx,
  publicationId: string,
  given: readonly { fileId: string; alt: string; isBorrowed: boolean; madeOf?: MadeOf }[],
  after: number,
): Promise<void> {
  if (given.length === 0) return;
  await ctx.db
    .insertInto('publications.picture')
    .values(
      given.map(({ fileId, alt, isBorrowed, madeOf = [] }, at) => ({
        publication_id: publicationId,
        serial: after + at + 1,
        file_id: fileId,
        alt,
        is_borrowed: isBorrowed,
        made_of: JSON.stringify(madeOf),
      })),
    )
    .execute();
}

/** Begins a piece; its id. */
export async function insertPublication(
  ctx: Ctx,
  { fields, source, borrowed = [], handed = [] }: NewPiece,
): Promise<string> {
  requireRisk(ctx, fields.risk);
  await requirePages(ctx, fields.variants);
  const id = newId();
  await ctx.db
    .insertInto('publications.publication')
    .values({
      id,
      text: fields.text,
      risk: fields.risk,
      state: 'draft',
      state_at: ctx.now,
      source_kind: source?.kind ?? null,
      source_id: source?.id ?? null,
      source_title: source?.title ?? '',
      brief: fields.brief,
      made_by: actorRef(ctx.actor),
      made_by_name: nameOfActor(ctx),
      made_at: ctx.now,
    })
    .execute();
  await putVariants(ctx, id, fields.variants);
  await putPictures(ctx, id, fields.pictures, []);
  const given = [
    ...handed.map((picture) => ({ ...picture, isBorrowed: false })),
    ...borrowed.map((picture) => ({ ...picture, isBorrowed: true })),
  ];
  await putGiven(ctx, id, given, fields.pictures.length);
  await tellPublicationAct(ctx, id, 'create-publication', {
    what: source ? `начата по: ${source.title}` : 'начата',
    data: { source: source?.id ?? null, pages: fields.variants.map(({ pageId }) => pageId) },
  });
  return id;
}

/** Route. */
export async function createPublication(
  ctx: Ctx,
  { body }: HandlerInput<typeof acts.createPublication>,
): Promise<PublicationCard> {
  return readPublicationCard(ctx, await insertPublication(ctx, { fields: body }));
}

/** Route. Whoever writes it anew is its author: another agrees to it. */
export async function changePublication(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.changePublication>,
): Promise<PublicationCard> {
  const { version, ...fields } = body;
  const piece = await lockPublication(
    ctx,
    { id: params.id, version },
    {
      states: ['draft', 'returned'],
      words: 'Правят черновик или возвращённое. Сначала верните публикацию себе.',
    },
  );
  requireRisk(ctx, fields.risk);
  await requirePages(ctx, fields.variants);
  await putVariants(ctx, piece.id, fields.variants);
  await putPictures(ctx, piece.id, fields.pictures, await picturesOf(ctx, piece.id));
  await updatePublication(ctx, piece, {
    text: fields.text,
    risk: fields.risk,
    brief: fields.brief,
    made_by: actorRef(ctx.actor),
    made_by_name: nameOfActor(ctx),
  });
  await tellPublicationAct(ctx, piece.id, 'change-publication', { what: 'исправлена' });
  return readPublicationCard(ctx, piece.id);
}

/** Route: the check of the form. Files of others are told nothing of: their size is asked only of what the caller may see. */
export async function checkPublication(
  ctx: Ctx,
  { body }: HandlerInput<typeof acts.checkPublication>,
): Promise<RouteReplyInput<typeof acts.checkPublication>> {
  return {
    notes: await checkFlight(ctx, body, await readPlaces(ctx)),
    facts: await checkFacts(ctx, { ...body, source: null }),
  };
}
