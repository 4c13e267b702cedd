import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/context.ts';
import { listStaffRecipients, type StaffRecipient } from '../identity/index.ts';
import { sendLetters } from '../outbox/index.ts';

/** Where the card of an assignment opens; empty while the site does not know its own address. */
export const cardUrl = ({ config }: Ctx, id: string): string =>
  config.publicUrl ? `${config.publicUrl}/staff/assignments/${id}` : '';

/** Members of staff by id, and whoever stands in for those who are away today. */
export async function findReceivers(ctx: Ctx, ids: readonly string[]): Promise<StaffRecipient[]> {
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const found = new Map<string, StaffRecipient>();
  for (const id of ids) {
    const person = staff.get(id);
    for (const one of [person, person?.substituteId ? staff.get(person.substituteId) : undefined])
      if (one) found.set(one.id, one);
  }
  return [...found.values()];
}

interface Notice {
  id: string;
  purpose: string;
  subject: string;
  text: string;
}

/** A letter to everybody named, with the address of the assignment's card. */
export async function sendNotice(ctx: Ctx, ids: readonly string[], notice: Notice): Promise<void> {
  const { id, purpose, subject, text } = notice;
  const url = cardUrl(ctx, id);
  await sendLetters(
    ctx,
    (await findReceivers(ctx, ids)).map(({ email }) => ({
      ...{ channel: 'email' as const, recipient: email, purpose, subject },
      text: url ? `${text}\n\nКарточка поручения: ${url}` : text,
    })),
  );
}
