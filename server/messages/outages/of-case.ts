import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/outages.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { ownCases } from '../cases/index.ts';
import { resourcesByWords } from './matter.ts';
import { rulesToday } from './pack.ts';
import { presentOutage } from './rows.ts';
import { coveringRows, selectOfToday } from './running.ts';

type OfCase = typeof contract.outagesOfCase;

/** Route: running outages that cover the place of a case whose topic, chosen or read, is of their resource. */
export async function outagesOfCase(
  ctx: Ctx,
  { params }: HandlerInput<OfCase>,
): Promise<RouteReplyInput<OfCase>> {
  const { rows } = await sql<{
    fact_id: string | null;
    street_id: string | null;
    house: string | null;
    district_id: string | null;
    body: string;
    is_open: boolean;
  }>`
    SELECT coalesce(fact_id, suggestion -> 0 ->> 'factId') AS fact_id, street_id, house, district_id, body,
      answered_at IS NULL AND closed_at IS NULL AS is_open
    FROM cases.v_matter WHERE id = ${params.id}::uuid AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(
    ctx.db,
  );
  const [file] = rows;
  if (!file) throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
  const resources = resourcesByWords(rulesToday(ctx).resources, file.body, [file.fact_id ?? '']);
  if (!file.is_open || resources.length === 0) return { outages: [] };
  const place = { streetId: file.street_id, house: file.house, districtId: file.district_id };
  const covering = coveringRows(await selectOfToday(ctx, resources), place);
  return { outages: covering.map(({ row }) => presentOutage(row, ctx.now)) };
}
