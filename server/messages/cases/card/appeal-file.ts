import { sql } from 'kysely';
import type { Ctx } from '../../../lib/module/context.ts';
import { ownCases } from '../core/reach.ts';
import { trackPath } from '../core/tracking.ts';

/** One appeal in full, personal data too: whoever reads it records the reading. */
export interface AppealFile {
  id: string;
  number: string;
  regime: string;
  channel: string;
  text: string;
  registeredAt: Date;
  receivedAt: Date;
  dueAt: Date | null;
  signs: string[];
  name: string | null;
  email: string | null;
  residentId: string | null;
  returnAddress: string | null;
  /** Path of the applicant's own page: by it alone they see how it goes. */
  ownPath: string;
  /** What the sender called it: `complaint`… */
  calledKind: string | null;
}

/** Undefined where there is no such case, no author, or it is foreign. Plan: primary key, contact_case, event_case. */
export async function readAppealFile(ctx: Ctx, caseId: string): Promise<AppealFile | undefined> {
  const row = await ctx.db
    .selectFrom('cases.case_file')
    .innerJoin('cases.contact as contact', 'contact.case_id', 'cases.case_file.id')
    .select(['cases.case_file.id', 'number', 'cases.case_file.regime', 'channel', 'cases.case_file.body'])
    .select(['registered_at', 'received_at', 'due_at', 'signs', 'person_name', 'email'])
    .select(['contact.resident_id', 'contact.id as contact_id'])
    .select(
      sql<Record<string, string> | null>`(SELECT data->'answers' FROM cases.event
        WHERE event.case_id = cases.case_file.id AND kind = 'details' ORDER BY id LIMIT 1)`.as('details'),
    )
    .where('cases.case_file.id', '=', caseId)
    .where('contact.is_joiner', '=', false)
    .where(ownCases(ctx.actor))
    .orderBy('received_at')
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    number: row.number,
    regime: row.regime,
    channel: row.channel,
    text: row.body,
    registeredAt: row.registered_at,
    receivedAt: row.received_at,
    dueAt: row.due_at,
    signs: row.signs,
    name: row.person_name,
    email: row.email,
    residentId: row.resident_id,
    ownPath: trackPath(row.number, row.contact_id),
    returnAddress: row.details?.returnAddress ?? null,
    calledKind: row.details?.appealKind ?? null,
  };
}
