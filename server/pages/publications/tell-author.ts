import { listStaffRecipients } from '../../base/identity/index.ts';
import { sendLetter } from '../../base/outbox/index.ts';
import { cityDay } from '../../lib/city.ts';
import { actorRef, type Ctx } from '../../lib/module/context.ts';
import { makeTitle } from '../../messages/cases/index.ts';
import type { PublicationRow } from './rows.ts';

/** Writes to whoever wrote a piece, or to who stands in for them today: it needs them again. Not of what they did themselves. */
export async function tellAuthor(
  ctx: Ctx,
  piece: Pick<PublicationRow, 'id' | 'text' | 'made_by'>,
  { what, reason }: { what: string; reason: string },
): Promise<void> {
  const [kind, id = ''] = piece.made_by.split(':');
  if (kind !== 'staff' || piece.made_by === actorRef(ctx.actor)) return;
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const author = staff.get(id);
  const reader = (author?.substituteId ? staff.get(author.substituteId) : undefined) ?? author;
  if (!reader) return;
  const address = ctx.config.publicUrl ? ` ${ctx.config.publicUrl}/staff/publications?id=${piece.id}` : '';
  const title = makeTitle(piece.text);
  await sendLetter(ctx, {
    channel: 'email',
    recipient: reader.email,
    subject: what,
    text: `${what}${title ? `: «${title}»` : ''}. ${reason}${address}`,
    purpose: 'publication-returned',
  });
}
