import { createHmac, randomBytes } from 'node:crypto';
import type { Db } from '../../../lib/database/db.ts';
import { isSameSecret } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { createReferenceData } from '../../../lib/reference-data.ts';

const secret = createReferenceData<string>('loadTrackSecret has not run');

/** Reads the key of residents' private links, or makes it on the first start. One key for all processes of the installation. */
export async function loadTrackSecret(db: Db): Promise<void> {
  const fresh = JSON.stringify(randomBytes(32).toString('base64url'));
  await db
    .insertInto('lib.setting')
    .values({ name: 'cases.track-secret', value: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom('lib.setting')
    .select('value')
    .where('name', '=', 'cases.track-secret')
    .executeTakeFirstOrThrow();
  secret.put(String(row.value));
}

/** The secret part of a resident's own link; derived from the contact, so nothing is stored and letters can repeat it. */
export function trackToken(contactId: string): string {
  return createHmac('sha256', secret.get()).update(contactId).digest('base64url').slice(0, 32);
}

/** Address of the resident's own page. */
export const trackPath = (number: string, contactId: string): string =>
  `/m/${number}?k=${trackToken(contactId)}`;

/** A contact of the case that is the caller's; `is_joiner` = they joined the message of another. */
export interface OwnContact {
  id: string;
  is_joiner: boolean;
}

/**
 * The contact through which the caller owns the case: by the private link's token, or as a signed-in resident
 * with the same verified phone or e-mail. Null for everybody else.
 */
export async function findOwnContact(
  ctx: Ctx,
  caseId: string,
  token: string | undefined,
): Promise<OwnContact | null> {
  if (!token && ctx.actor.kind !== 'resident') return null;
  const contacts = await ctx.db
    .selectFrom('cases.contact')
    .select(['id', 'is_joiner', 'resident_id', 'phone', 'email'])
    .where('case_id', '=', caseId)
    .orderBy('received_at')
    .execute();
  const { actor } = ctx;
  return (
    contacts.find((contact) => {
      if (token && isSameSecret(token, trackToken(contact.id))) return true;
      if (actor.kind !== 'resident') return false;
      return (
        contact.resident_id === actor.id ||
        (actor.phone !== null && contact.phone === actor.phone) ||
        (actor.email !== null && contact.email === actor.email)
      );
    }) ?? null
  );
}
