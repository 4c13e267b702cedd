import type { Ctx } from '../../lib/module/context.ts';
import { addHistoryLine } from '../../lib/module/history.ts';

const history = { table: 'publications.event', of: 'publication_id' } as const;

/** What an act leaves behind: the history of the piece and the journal. */
export async function tellPublicationAct(
  ctx: Ctx,
  publicationId: string,
  act: string,
  { what, note = '', data = {} }: { what: string; note?: string; data?: Record<string, unknown> },
): Promise<void> {
  await addHistoryLine(ctx, history, publicationId, { what, note });
  ctx.audit({ action: `publications.${act}`, object: 'publication', objectId: publicationId, data });
}
