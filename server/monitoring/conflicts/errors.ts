import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/conflict-errors.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { localDate } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { errorKinds, listAnswerErrors } from '../../messages/quality/index.ts';
import { seenRows } from './rows.ts';
import { addUpErrors, type FoundErrors, monthsTo } from './rules/error-trend.ts';

type Errors = typeof contract.readErrors;

/** Of conflicts the reader sees, by the month of the review. Plan: conflict_reviewed. */
async function ofConflicts(ctx: Ctx, since: string): Promise<FoundErrors[]> {
  const { rows } = await sql<{ unit_id: string | null; reviewed_at: Date; errors: string[] }>`
    SELECT conflict.unit_id, conflict.reviewed_at, conflict.errors FROM conflicts.conflict AS conflict
    WHERE conflict.errors IS NOT NULL AND conflict.reviewed_at >= ${`${since}-01`}::date - 1
      AND ${seenRows(ctx.actor, 'conflict')}`.execute(ctx.db);
  return rows.map(({ unit_id: unitId, reviewed_at: at, errors }) => ({
    unitId,
    month: localDate(at).slice(0, 7),
    errors,
  }));
}

/** Route: twelve months of errors by body, from reviews of conflicts and of answers the reader may see. */
export async function readErrors(ctx: Ctx, _: HandlerInput<Errors>): Promise<RouteReplyInput<Errors>> {
  const months = monthsTo(localDate(ctx.now).slice(0, 7), 12);
  const found = [...(await ofConflicts(ctx, months[0] ?? '')), ...(await listAnswerErrors(ctx))];
  const units = await ctx.db.selectFrom('identity.v_unit').select(['id', 'short_title']).execute();
  const titles = new Map(units.flatMap(({ id, short_title: title }) => (id && title ? [[id, title]] : [])));
  return { months, ...addUpErrors(found, { months, kinds: errorKinds(), titles }) };
}
