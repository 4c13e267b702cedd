import { AppError } from '../../../lib/errors.ts';
import { type Actor, actingAs, type Ctx } from '../../../lib/module/context.ts';
import { addEvents } from '../core/timeline.ts';
import { attachResidentFiles } from '../strangers/own-message.ts';

/** The bearer of a private link acts as the resident, signed in or not. */
export function asResident(ctx: Ctx, contactId: string): Ctx {
  if (ctx.actor.kind === 'resident') return ctx;
  const actor: Actor = { kind: 'resident', id: contactId, name: 'Житель', phone: null, email: null };
  return actingAs(ctx, actor);
}

interface Report {
  resolved: string;
  comment?: string | undefined;
  files: readonly unknown[];
}

/** «Не решено» says what is left: a word or a photo, else nobody knows what to do anew. */
export function requireReport({ resolved, comment, files }: Report): void {
  if (resolved !== 'no' || comment?.trim() || files.length > 0) return;
  const text = 'Напишите, что не сделано, или приложите фото: исполнитель увидит, что осталось.';
  throw new AppError('lib.bad-input', text, { fields: { comment: text } });
}

interface Word {
  kind: 'rating' | 'holds' | 'comment';
  text: string | null;
  files: Parameters<typeof attachResidentFiles>[2];
  data: Record<string, unknown>;
}

/** Keeps what a resident says of their message, with its photos, in the timeline. Returns the context in which they act. */
export async function keepWord(
  ctx: Ctx,
  caseId: string,
  contactId: string,
  { kind, text, files, data }: Word,
): Promise<Ctx> {
  const resident = asResident(ctx, contactId);
  await attachResidentFiles(ctx, caseId, files);
  await addEvents(resident, [{ caseId, kind, visibility: 'resident', ...(text && { text }), data }]);
  return resident;
}
