import type { Ctx } from '../../../lib/module/context.ts';
import { definePort } from '../../../lib/module/port.ts';
import { announceEnd, type Publication } from './rows.ts';

/**
 * Asked at the hour, by the kind of subject: why what was agreed to may not come out any more (its page is kept no more, what it tells of is
 * hidden); empty = it may. Asked under the lock of the row here: it only reads.
 */
export const publicationGate =
  definePort<(ctx: Ctx, subjectId: string) => Promise<string>>('networks.publication-gate');

/** Ends with its reason what may not come out; true where it did. What may stand there already is not asked about: it is looked for first. */
export async function stopAtGate(ctx: Ctx, publication: Publication): Promise<boolean> {
  if (publication.doubtful_at !== null) return false;
  const reason = await ctx.ports.find(publicationGate, publication.subject_kind)?.(
    ctx,
    publication.subject_id,
  );
  if (!reason) return false;
  await ctx.db
    .updateTable('networks.publication')
    .set({ state: 'failed', state_at: ctx.now, next_at: null, round_id: null, reason })
    .where('id', '=', publication.id)
    .execute();
  announceEnd(ctx, publication, 'publish');
  return true;
}
