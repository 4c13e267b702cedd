import { sql } from 'kysely';
import type { findEarlier as findEarlierRoute } from '../../../shared/contract/messages/office.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findEarlierAppeals } from '../cases/index.ts';

type Find = typeof findEarlierRoute;

/** Route: what the same person wrote before, so that «повторное» is a press and not a search in the journal. */
export async function findEarlier(ctx: Ctx, { body }: HandlerInput<Find>): Promise<RouteReplyInput<Find>> {
  const found = await findEarlierAppeals(ctx, body);
  const lines = await ctx.db
    .selectFrom('office.appeal')
    .select(['case_id', 'number'])
    .where(sql<boolean>`case_id = ANY(${found.map(({ id }) => id)}::uuid[])`)
    .execute();
  const numbers = new Map(lines.map((line) => [line.case_id, line.number]));
  return {
    appeals: found.map(({ id, number, title, status, registeredAt }) => ({
      caseNumber: number,
      journalNumber: numbers.get(id) ?? null,
      title,
      status,
      registeredOn: cityDay(ctx.config, registeredAt),
    })),
  };
}
