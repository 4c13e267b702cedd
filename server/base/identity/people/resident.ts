import type { IdentityLevel } from '../../../../shared/contract/base/identity.ts';
import { normaliseEmail, normalisePhone } from '../../../../shared/text/contacts.ts';
import type { Db } from '../../../lib/database/db.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { provenLevel } from '../levels/level.ts';

export interface ResidentInput {
  phone?: string | null | undefined;
  email?: string | null | undefined;
  /** As the person signs: «Анна Иванова». */
  name?: string | null | undefined;
}

/** A name as one line without control and invisible characters, at most 100 characters. */
const cleanName = (name: string | null | undefined): string =>
  (name ?? '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 100);

/**
 * The resident with this phone, or else with this e-mail; made when there is none. Returns the person's id.
 * Only ONE contact is written: the phone when given. A contact nobody proved is never added to a known person —
 * whoever typed another's e-mail beside an own phone would otherwise read that person's messages.
 * The name of a known resident is not changed. Throws `Error` when neither contact is valid: check them first.
 */
export async function findOrCreateResident(ctx: Ctx, input: ResidentInput): Promise<string> {
  const phone = input.phone ? normalisePhone(input.phone) : null;
  const email = phone ? null : normaliseEmail(input.email ?? '');
  if (!phone && !email) throw new Error('A resident needs a valid phone or e-mail');
  const find = () =>
    ctx.db
      .selectFrom('identity.person')
      .select('id')
      .where('kind', '=', 'resident')
      .where((eb) => (phone ? eb('phone', '=', phone) : eb('email', '=', email)))
      .executeTakeFirst();
  const known = await find();
  if (known) return known.id;
  const made = await ctx.db
    .insertInto('identity.person')
    .values({
      id: newId(),
      kind: 'resident',
      short_name: cleanName(input.name),
      phone,
      email,
      created_at: ctx.now,
      changed_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) {
    ctx.audit({ action: 'identity.resident-made', object: 'person', objectId: made.id });
    return made.id;
  }
  // Another transaction made the same resident meanwhile; its row is committed by now.
  const theirs = await find();
  if (!theirs) throw new Error('The resident made meanwhile is not visible');
  return theirs.id;
}

/** Residents who have this phone, or this e-mail: none is made. */
export const findResidents = (
  ctx: Ctx,
  { phone, email }: { phone: string | null; email: string | null },
): Promise<{ id: string; phone: string | null; email: string | null }[]> =>
  ctx.db
    .selectFrom('identity.person')
    .select(['id', 'phone', 'email'])
    .where('kind', '=', 'resident')
    .where((eb) => eb.or([eb('phone', '=', phone), eb('email', '=', email)]))
    .execute();

/** Records that the person answered from this contact. */
export async function verifyContact(ctx: Ctx, personId: string, channel: 'sms' | 'email'): Promise<void> {
  await ctx.db
    .updateTable('identity.person')
    .set(
      channel === 'sms'
        ? { phone_verified_at: ctx.now }
        : { email_verified_at: ctx.now, email_verified: true },
    )
    .where('id', '=', personId)
    .execute();
}

/** How well a resident has ever proved who they are. */
export async function levelOfResident(db: Db, personId: string): Promise<IdentityLevel> {
  const row = await db
    .selectFrom('identity.person')
    .select(['proven_level', 'phone_verified_at', 'email_verified_at'])
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!row) return 'anonymous';
  return provenLevel({
    proven: row.proven_level,
    hasPhone: row.phone_verified_at !== null,
    hasEmail: row.email_verified_at !== null,
  });
}
