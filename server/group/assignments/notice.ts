import type { Purpose } from '../../../shared/text/letter-matrix.ts';
import { listStaffRecipients, type StaffRecipient } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';

/** Where the card of an assignment opens; empty while the site does not know its own address. */
export const cardUrl = ({ config }: Ctx, id: string): string =>
  config.publicUrl ? `${config.publicUrl}/staff/assignments/${id}` : '';

/** Who reads a letter to each of these members of staff: they, and whoever stands in for those who are away today. */
export async function findReceiversOf(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, StaffRecipient[]>> {
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  return new Map(
    ids.map((id) => {
      const person = staff.get(id);
      const substitute = person?.substituteId ? staff.get(person.substituteId) : undefined;
      return [id, [person, substitute].filter((one): one is StaffRecipient => one !== undefined)];
    }),
  );
}

interface Notice {
  id: string;
  purpose: Purpose;
  subject: string;
  text: string;
}

/** A letter to everybody named, with the address of the assignment's card. */
export async function sendNotice(ctx: Ctx, ids: readonly string[], notice: Notice): Promise<void> {
  const { id, purpose, subject, text } = notice;
  const url = cardUrl(ctx, id);
  const receivers = [...(await findReceiversOf(ctx, ids)).values()].flat();
  const emails = new Set(receivers.map(({ email }) => email));
  await sendLetters(
    ctx,
    [...emails].map((email) => ({
      channel: 'email' as const,
      recipient: email,
      purpose,
      subject,
      text: url ? `${text}\n\nКарточка поручения: ${url}` : text,
    })),
  );
}
