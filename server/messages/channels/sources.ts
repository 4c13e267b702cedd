import { sql } from 'kysely';
import type { Channel } from '../../../shared/contract/messages/cases.ts';
import type {
  createSource as createSourceRoute,
  listSources as listSourcesRoute,
  SourceAdapter,
  switchSource,
} from '../../../shared/contract/messages/channels.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { COUNT_LIMIT } from '../../../shared/text/numbers.ts';
import { AppError } from '../../lib/errors.ts';
import { hashToken, newToken } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findAdapter } from './adapters/adapters.ts';

type Sources = RouteReplyInput<typeof listSourcesRoute>;

interface SourceRow {
  id: string;
  title: string;
  kind: string;
  adapter: string;
  is_active: boolean;
  created_at: Date;
  last_event_at: Date | null;
  waiting: number;
  refused: number;
}

/** Sources with their last exchange; counts stop one past a thousand, so that a flood does not slow the page. */
export async function listSources(ctx: Ctx): Promise<Sources> {
  const { rows } = await sql<SourceRow>`
    SELECT source.id, source.title, source.kind, source.adapter, source.is_active, source.created_at,
      greatest(source.last_event_at, (SELECT received_at FROM channels.inbound_event event
        WHERE event.source = source.id AND state = 'received' ORDER BY id DESC LIMIT 1)) AS last_event_at,
      (SELECT count(*)::int FROM (SELECT 1 FROM channels.inbound_event WHERE inbound_event.source = source.id AND state = 'received' LIMIT ${COUNT_LIMIT + 1}) few) AS waiting,
      (SELECT count(*)::int FROM (SELECT 1 FROM channels.inbound_event WHERE inbound_event.source = source.id AND state = 'refused' LIMIT ${COUNT_LIMIT + 1}) few) AS refused
    FROM channels.source source ORDER BY source.title`.execute(ctx.db);
  return {
    sources: rows.map((row) => ({
      id: row.id,
      title: row.title,
      kind: row.kind as Channel,
      adapter: row.adapter as SourceAdapter,
      isActive: row.is_active,
      createdAt: row.created_at.toISOString(),
      lastEventAt: row.last_event_at?.toISOString() ?? null,
      waiting: row.waiting,
      refused: row.refused,
    })),
  };
}

type Create = typeof createSourceRoute;

export async function createSource(
  ctx: Ctx,
  { body }: HandlerInput<Create>,
): Promise<RouteReplyInput<Create>> {
  const token = newToken();
  const added = await ctx.db
    .insertInto('channels.source')
    .values({
      id: body.id,
      title: body.title,
      kind: body.kind,
      adapter: body.adapter,
      token_hash: hashToken(token),
      created_at: ctx.now,
      created_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if (Number(added.numInsertedOrUpdatedRows) === 0) {
    throw new AppError('lib.conflict', 'Источник с таким кодом уже есть.', { fields: { id: 'Занято' } });
  }
  ctx.audit({
    action: 'channels.create-source',
    object: 'source',
    objectId: body.id,
    data: { kind: body.kind, adapter: body.adapter },
  });
  return {
    token,
    url: `${ctx.config.publicUrl}/api/channels/${body.id}/events`,
    header: findAdapter(body.adapter).keyHeader,
  };
}

type Switch = typeof switchSource;

export async function switchOne(ctx: Ctx, { params, body }: HandlerInput<Switch>): Promise<Sources> {
  const changed = await ctx.db
    .updateTable('channels.source')
    .set({ is_active: body.isActive })
    .where('id', '=', params.source)
    .executeTakeFirst();
  if (Number(changed.numUpdatedRows) === 0) throw new AppError('lib.not-found', 'Такого источника нет.');
  ctx.audit({
    action: 'channels.switch-source',
    object: 'source',
    objectId: params.source,
    data: { isActive: body.isActive },
  });
  return listSources(ctx);
}
