import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forwardingBan } from '../core/forwarding-ban.ts';
import { findAuthor } from './author.ts';

/** Refuses to send to another body what cannot be read or understood: its author is told instead (59-ФЗ, ст. 11 ч. 4 and 4.1). */
export async function requireForwardable(ctx: Ctx, file: { id: string; regime: string }): Promise<void> {
  const ban = forwardingBan(await findAuthor(ctx, file.id), file.regime);
  if (ban) throw new AppError('lib.conflict', ban);
}
