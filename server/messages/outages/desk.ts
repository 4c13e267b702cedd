import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/messages/outages.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { placeWords } from '../../../shared/text/messages/outages.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { rulesToday } from './pack.ts';
import { KEEP, mayKeep } from './reach.ts';
import { findOutage, type OutageRow, presentOutage, selectOutages } from './rows.ts';
import { isOpen } from './running.ts';
import { unconfirmedUpTo } from './states.ts';

type List = typeof contract.listOutages;

/** What each state of the list means in SQL; `open` is what has not ended, ahead or running; the late are the unconfirmed too. */
function inState(state: HandlerInput<List>['query']['state'], now: Date) {
  switch (state) {
    case 'planned':
      return sql<boolean>`(${isOpen} AND outage.begins_at > ${now})`;
    case 'running':
      return sql<boolean>`(${isOpen} AND outage.begins_at <= ${now} AND (outage.until_at IS NULL OR outage.until_at > ${now}))`;
    case 'overdue':
      return sql<boolean>`(${isOpen} AND outage.begins_at <= ${now} AND outage.until_at <= ${now})`;
    case 'unconfirmed':
      return sql<boolean>`(${isOpen} AND outage.begins_at <= ${now} AND outage.until_at <= ${unconfirmedUpTo(rulesToday({ now }), now)})`;
    case 'ended':
      return sql<boolean>`outage.ended_at IS NOT NULL`;
    case 'cancelled':
      return sql<boolean>`outage.cancelled_at IS NOT NULL`;
    case 'open':
      return isOpen;
  }
}

/** Route: the newest beginning first. All of them are public; what may be done with each is told beside it. */
export async function listOutages(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const { limit, cursor, state, resource, q } = query;
  const rows = await selectOutages(ctx)
    .where(inState(state, ctx.now))
    .$if(resource !== undefined, (select) => select.where('outage.resource', '=', resource!))
    .$if(Boolean(q), (select) => select.where(inWords(q!)))
    .$if(cursor !== undefined, (select) =>
      select.where(
        sql<boolean>`(outage.begins_at, outage.id) < (SELECT begins_at, id FROM outages.outage WHERE id = ${cursor!}::uuid)`,
      ),
    )
    .orderBy('outage.begins_at', 'desc')
    .orderBy('outage.id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  return {
    outages: page.map((row) => presentForStaff(ctx, row)),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    resources: rulesToday(ctx).resources.map(({ id, title }) => ({ id, title })),
    can: hasPermission(ctx, KEEP) ? ['create', 'import'] : [],
  };
}

/** Words of a place, of the reason or of who mends. */
const inWords = (words: string) => sql<boolean>`(
  strpos(lower(outage.reason || ' ' || outage.repairer), lower(${words})) > 0 OR EXISTS (SELECT FROM outages.place
    WHERE place.outage_id = outage.id AND strpos(lower(place.label || ', ' || place.houses), lower(${words})) > 0))`;

function presentForStaff(ctx: Ctx, row: OutageRow): contract.StaffOutage {
  const open = presentOutage(row, ctx.now);
  const isOver = open.state === 'ended' || open.state === 'cancelled';
  const keeps = !isOver && mayKeep(ctx.actor, { block: row.block, districtIds: row.district_ids });
  const runs = !isOver && open.state !== 'planned';
  return {
    ...open,
    block: row.block,
    unitId: row.unit_id,
    cancelReason: row.cancel_reason,
    addresses: open.places
      .filter(({ kind }) => kind === 'street')
      .map(placeWords)
      .join('\n'),
    wholeDistricts: row.places.filter(({ kind }) => kind === 'district').map(({ place_id }) => place_id),
    problemId: row.problem_id,
    isImported: row.source_key !== null,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_name,
    version: row.version,
    can: keeps
      ? [
          'change',
          'move',
          'cancel',
          ...(runs ? ['end', ...(row.on_site_at === null ? ['on-site'] : [])] : []),
        ]
      : [],
  };
}

/** What every change of an outage answers with. */
export async function readForStaff(ctx: Ctx, id: string): Promise<contract.StaffOutage> {
  return presentForStaff(ctx, await findOutage(ctx, id));
}
