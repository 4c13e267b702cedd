import { sql } from 'kysely';
import { cancelPublication as cancelInNetwork } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { problemsLedBy } from '../../messages/problems/index.ts';
import { findArchived } from '../register/index.ts';
import {
  nothingUrgent,
  type PublicationRow,
  setVariant,
  updatePublication,
  VARIANT_SUBJECT,
  type VariantRow,
  variantsOf,
} from './rows.ts';
import { hideStaleCards, whyUntold } from './sources.ts';
import { tellPublicationAct } from './store.ts';
import { tellAuthor } from './tell-author.ts';

/** What has not come out: it can still be called back. */
const coming: readonly VariantRow['state'][] = ['planned', 'waiting', 'manual', 'failed'];
const mayComeOut = sql`variant.state IN ('planned', 'waiting', 'manual', 'failed')`;

/** Pieces that are on their way, locked in the order of their ids. */
async function lockOnTheirWay(ctx: Ctx, ids: readonly string[]): Promise<PublicationRow[]> {
  if (ids.length === 0) return [];
  return ctx.db
    .selectFrom('publications.publication')
    .selectAll()
    .where('id', 'in', [...ids])
    .where('state', 'in', ['approval', 'approved'])
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Lets go of a variant that has not begun to go out; false where it has. */
async function stopVariant(ctx: Ctx, variant: VariantRow, reason: string): Promise<boolean> {
  if (!coming.includes(variant.state)) return false;
  const isAsked = variant.state === 'waiting' || variant.state === 'failed';
  if (isAsked && !(await cancelInNetwork(ctx, { kind: VARIANT_SUBJECT, id: variant.id }))) return false;
  await setVariant(ctx, variant, { state: 'cancelled', reason, said_text: '' });
  return true;
}

/** The piece is its author's again, with why. */
async function returnToAuthor(ctx: Ctx, piece: PublicationRow, reason: string): Promise<void> {
  await ctx.db
    .updateTable('publications.variant')
    .set({ state: 'planned', reason: '', said_text: '' })
    .where('publication_id', '=', piece.id)
    .execute();
  await updatePublication(ctx, piece, { state: 'returned', reason, ...nothingUrgent });
  await tellPublicationAct(ctx, piece.id, 'call-back', { what: 'возвращена автору', note: reason });
  await tellAuthor(ctx, piece, { what: 'Публикация вернулась к вам', reason });
}

/** Stops these variants; how many of them were. */
async function stopVariants(ctx: Ctx, variants: readonly VariantRow[], reason: string): Promise<number> {
  let stopped = 0;
  for (const variant of variants) if (await stopVariant(ctx, variant, reason)) stopped += 1;
  return stopped;
}

async function noteStopped(
  ctx: Ctx,
  piece: PublicationRow,
  { what, reason }: { what: string; reason: string },
): Promise<void> {
  await updatePublication(ctx, piece, {});
  await tellPublicationAct(ctx, piece.id, 'call-back', { what, note: reason });
  await tellAuthor(ctx, piece, { what: 'Публикация не выйдет там, где ещё не вышла', reason });
}

/** Listener: a case is in work again, or is shown to nobody any more. Plan: publication_source. */
export async function hearCase(ctx: Ctx, { caseId }: { caseId: string }): Promise<void> {
  const sources = [caseId, ...(await problemsLedBy(ctx, caseId))];
  await hideStaleCards(ctx, sources);
  const found = await ctx.db
    .selectFrom('publications.publication')
    .select('id')
    .where('source_kind', 'in', ['case', 'problem'])
    .where('source_id', 'in', sources)
    .execute();
  const pieces = await lockOnTheirWay(
    ctx,
    found.map(({ id }) => id),
  );
  for (const piece of pieces) await callBack(ctx, piece);
}

/** Nothing of it out, it is its author's again; else what has not come out does not, and what stands a person puts right or takes off. */
async function callBack(ctx: Ctx, piece: PublicationRow): Promise<void> {
  const reason = await whyUntold(ctx, piece);
  if (reason === '') return;
  const variants = await variantsOf(ctx, piece.id);
  const stopped = await stopVariants(ctx, variants, reason);
  const former = variants.filter(({ state }) => state === 'cancelled').length;
  if (stopped + former === variants.length) await returnToAuthor(ctx, piece, reason);
  else if (stopped > 0) await noteStopped(ctx, piece, { what: 'остановлена там, где не вышла', reason });
}

/** Listener: a page is kept no more. It may be kept again by now. Plan: variant_calendar. */
export async function hearArchived(ctx: Ctx, { pageId }: { pageId: string }): Promise<void> {
  const page = await findArchived(ctx, pageId);
  if (!page) return;
  const { rows } = await sql<{ id: string }>`
    SELECT variant.publication_id AS id FROM publications.variant
    WHERE variant.page_id = ${pageId}::uuid AND ${mayComeOut}`.execute(ctx.db);
  const pieces = await lockOnTheirWay(
    ctx,
    rows.map(({ id }) => id),
  );
  for (const piece of pieces) await leavePage(ctx, piece, { id: pageId, ...page });
}

/** Words that were agreed to stay as they are: this page alone says them no more. */
async function leavePage(
  ctx: Ctx,
  piece: PublicationRow,
  { id, title, reason }: { id: string; title: string; reason: string },
): Promise<void> {
  const words = `Страница «${title}» ушла в архив: ${reason}`;
  if (piece.state === 'approval') return returnToAuthor(ctx, piece, words);
  const variants = (await variantsOf(ctx, piece.id)).filter(({ page_id: pageId }) => pageId === id);
  const stopped = await stopVariants(ctx, variants, words);
  if (stopped > 0) await noteStopped(ctx, piece, { what: `не выйдет на странице «${title}»`, reason: words });
}

/** What networks ask at the hour, whatever was missed before: why a variant may not come out; empty = it may. */
export async function whyHeldBack(ctx: Ctx, variantId: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('publications.variant')
    .innerJoin('publications.publication as piece', 'piece.id', 'publications.variant.publication_id')
    .selectAll('piece')
    .select('publications.variant.page_id')
    .where('publications.variant.id', '=', variantId)
    .executeTakeFirst();
  if (!row) return '';
  const page = await findArchived(ctx, row.page_id);
  return page ? `Страница «${page.title}» ушла в архив: ${page.reason}` : whyUntold(ctx, row);
}
