import { DAY } from '../../../../shared/time.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { ratingRules } from './rating-pack.ts';

/** «Держится ли?», put to this contact: until when it is answered and what was said; null = not asked, or too late. */
export async function findHoldsAsked(
  ctx: Ctx,
  caseId: string,
  contactId: string,
): Promise<{ until: string; holds: boolean | null } | null> {
  const row = await ctx.db
    .selectFrom('cases.asked')
    .select(['at', 'holds'])
    .where('case_id', '=', caseId)
    .where('contact_id', '=', contactId)
    .where('kind', '=', 'holds')
    .executeTakeFirst();
  if (!row) return null;
  const until = new Date(row.at.getTime() + ratingRules(row.at).holdsWaitDays * DAY);
  return until < ctx.now && row.holds === null ? null : { until: until.toISOString(), holds: row.holds };
}
