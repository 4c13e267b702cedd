import { type SqlBool, sql } from 'kysely';
import type { Status } from '../../../../shared/contract/messages/cases.ts';
import { normaliseEmail, normalisePhone } from '../../../base/identity/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { coveredCases } from '../core/reach.ts';
import { readStatus } from '../core/statuses.ts';

export interface EarlierAppeal {
  id: string;
  number: string;
  title: string;
  status: Status;
  registeredAt: Date;
}

const SHOWN = 10;

/**
 * Earlier appeals of whoever wrote under this phone, e-mail or name, and of the resident these belong to. Told only where
 * the contacts could be revealed as well; the journal keeps that it was asked and by what, never the contacts themselves.
 * Plans: contact_phone, contact_email, contact_appeal_name, contact_resident.
 */
export async function findEarlierAppeals(
  ctx: Ctx,
  given: { phone?: string | undefined; email?: string | undefined; name?: string | undefined },
): Promise<EarlierAppeal[]> {
  const phone = given.phone ? normalisePhone(given.phone) : null;
  const email = given.email ? normaliseEmail(given.email) : null;
  const name = given.name?.trim().toLocaleLowerCase('ru').replaceAll('ё', 'е') || null;
  const by = Object.entries({ phone, email, name }).flatMap(([key, value]) => (value ? [key] : []));
  if (by.length === 0) return [];
  ctx.audit({ action: 'cases.search-contact', object: 'search', objectId: 'appeals', data: { by } });
  const named = sql`
    SELECT case_id, resident_id FROM cases.contact WHERE phone = ${phone} AND NOT is_joiner
    UNION SELECT case_id, resident_id FROM cases.contact WHERE email = ${email} AND NOT is_joiner
    UNION SELECT case_id, resident_id FROM cases.contact
      WHERE regime = 'appeal_59fz' AND replace(lower(person_name), 'ё', 'е') = ${name} AND NOT is_joiner`;
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'number', 'title', 'status', 'registered_at'])
    .where(
      sql<SqlBool>`cases.case_file.id IN (WITH named AS (${named}) SELECT case_id FROM named
        UNION SELECT contact.case_id FROM named JOIN cases.contact ON contact.resident_id = named.resident_id
          WHERE NOT contact.is_joiner)`,
    )
    .where('regime', '=', STATUTORY_APPEAL)
    .where(coveredCases(ctx.actor, 'cases.reveal'))
    .orderBy('registered_at', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map(({ registered_at: registeredAt, status, ...row }) => ({
    ...row,
    registeredAt,
    status: readStatus(status),
  }));
}
