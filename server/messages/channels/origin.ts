import type { Ctx } from '../../lib/module/context.ts';

/** Where the message of a case stands at its source; null = nowhere that is known. Plan: the index on the case. */
export async function findOrigin(ctx: Ctx, caseId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('channels.inbound_event')
    .select('url')
    .where('case_id', '=', caseId)
    .where('url', 'is not', null)
    .executeTakeFirst();
  return row?.url ?? null;
}
