import type { Ctx } from '../../lib/context.ts';
import { type CaseLetter, tellContact } from './follow-up.ts';

/** A letter to whoever wrote first; nothing where no contact was left. Plan: contact_case. */
export async function tellAuthor(
  ctx: Ctx,
  file: { id: string; number: string },
  letter: Pick<CaseLetter, 'subject' | 'text' | 'purpose'>,
): Promise<void> {
  const author = await ctx.db
    .selectFrom('cases.contact')
    .select(['id', 'phone', 'email'])
    .where('case_id', '=', file.id)
    .where('is_joiner', '=', false)
    .orderBy('received_at')
    .executeTakeFirst();
  if (author) await tellContact(ctx, author, { caseId: file.id, number: file.number, ...letter });
}
