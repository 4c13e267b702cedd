import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/participation/widgets.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { MINUTE } from '../../../shared/time.ts';
import { cityDay } from '../../lib/city.ts';
import { createKept } from '../../lib/jobs/kept.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { listSolved } from '../../messages/cases/index.ts';
import { findWidget, presentOpenWidget } from './rows.ts';

const MOST_DONE = 20;
const keptDone = createKept<contract.DoneCase[]>(1);

/** Route, for everybody. */
export const readOpenWidget = async (
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readOpenWidget>,
): Promise<RouteReplyInput<typeof contract.readOpenWidget>> =>
  presentOpenWidget(await findWidget(ctx, params.id));

/** Route, for everybody: it stands on the front page of a city's site, so it is looked for once a minute at most. */
export const listDone = async (ctx: Ctx): Promise<RouteReplyInput<typeof contract.listDone>> => ({
  done: await keptDone(ctx, 'done', { fresh: MINUTE }, async () =>
    (await listSolved(ctx, { most: MOST_DONE })).map((one) => ({
      number: one.number,
      reported: one.reported,
      title: one.title,
      address: one.address,
      workingDays: one.workingDays,
      answeredAt: one.answeredAt.toISOString(),
    })),
  ),
});

/** Route: one more opening of the day on a site of its list; of other sites, and of a widget that is off, nothing is written. */
export async function noteOpening(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.noteOpening>,
): Promise<RouteReplyInput<typeof contract.noteOpening>> {
  const { numAffectedRows } = await sql`
    INSERT INTO widgets.opening (widget_id, day, host)
    SELECT id, ${cityDay(ctx.config, ctx.now)}::date, ${body.host} FROM widgets.widget
    WHERE id = ${params.id}::uuid AND is_on AND ${body.host} = ANY (hosts)
    ON CONFLICT (widget_id, day, host) DO UPDATE SET opened = opening.opened + 1`.execute(ctx.db);
  return { isCounted: numAffectedRows === 1n };
}
