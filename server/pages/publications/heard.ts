import type { z } from 'zod';
import { findPublications, type publicationEnded } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { setChange, settleChange } from './acts/changes.ts';
import { lockPiece, type PublicationRow, setVariant, VARIANT_SUBJECT, type VariantRow } from './rows.ts';
import { noteVariantOut } from './told.ts';

type Ended = z.infer<typeof publicationEnded.payload>;

/** Listener: what became of what a page was asked to publish, to change or to take off. */
export async function hearPublication(ctx: Ctx, { subjectKind, subjectId, act }: Ended): Promise<void> {
  if (subjectKind !== VARIANT_SUBJECT) return;
  const known = await ctx.db
    .selectFrom('publications.variant')
    .select('publication_id')
    .where('id', '=', subjectId)
    .executeTakeFirst();
  if (!known) return;
  // The piece first, as every act of a person does.
  const piece = await lockPiece(ctx, known.publication_id);
  const variant = await ctx.db
    .selectFrom('publications.variant')
    .selectAll()
    .where('id', '=', subjectId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const told = (await findPublications(ctx, VARIANT_SUBJECT, [subjectId])).find((one) => one.act === act);
  if (!told) return;
  if (act === 'publish') await hearEnd(ctx, piece, variant, told);
  else await hearChange(ctx, variant, told);
}

type Told = Awaited<ReturnType<typeof findPublications>>[number];

async function hearEnd(ctx: Ctx, piece: PublicationRow, variant: VariantRow, told: Told): Promise<void> {
  // A person has said how it ended, and knows it from the page itself.
  if (variant.state === 'published' || variant.state === 'withdrawn') return;
  if (told.state === 'published') {
    await setVariant(ctx, variant, {
      state: 'published',
      url: told.published_url ?? '',
      published_at: told.published_at ?? ctx.now,
      reason: '',
    });
    await noteVariantOut(ctx, piece, variant, told.published_url ?? '');
  }
  if (told.state === 'failed' || told.state === 'unknown')
    await setVariant(ctx, variant, { state: told.state, reason: told.reason });
}

async function hearChange(ctx: Ctx, variant: VariantRow, told: Told): Promise<void> {
  const change = await ctx.db
    .selectFrom('publications.change')
    .selectAll()
    .where('variant_id', '=', variant.id)
    .where('state', 'in', ['doing', 'unknown', 'failed'])
    .where('kind', '=', told.act === 'edit' ? 'correct' : 'withdraw')
    .orderBy('made_at', 'desc')
    .executeTakeFirst();
  if (!change) return;
  if (told.state === 'done') await settleChange(ctx, variant, change);
  if (told.state === 'failed' || told.state === 'unknown')
    await setChange(ctx, change, { state: told.state, state_reason: told.reason });
}
