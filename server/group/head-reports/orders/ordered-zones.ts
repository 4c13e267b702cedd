import { sql } from 'kysely';
import type { ZonePlace } from '../../../../shared/contract/heatmap/zones.ts';
import { placeDistrict, placeOf, zoneName } from '../../../heatmap/zones/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { OrderedZone } from './drafts.ts';

/** Red zones that run, the longest first; one by its id, whatever its state; `awaiting` = nobody leads them out, or their day is past. */
export async function findOrderedZones(
  ctx: Ctx,
  { id, awaiting, most }: { id?: string; awaiting?: string; most: number },
): Promise<(OrderedZone & { isRunning: boolean })[]> {
  const rows = await ctx.db
    .selectFrom('zones.v_zone')
    .select(sql<ZonePlace['kind']>`place_kind`.as('place_kind'))
    .select(['id', 'place_key', 'block', 'opened_on', 'owner_id', 'owner_name', 'exit_on', 'state'])
    .$if(id === undefined, (zones) => zones.where('state', '<>', 'closed'))
    .$if(id !== undefined, (zones) => zones.where('id', '=', id!))
    .$if(awaiting !== undefined, (zones) =>
      zones.where(({ eb, or }) =>
        or([eb('owner_id', 'is', null), eb('exit_on', 'is', null), eb('exit_on', '<', awaiting!)]),
      ),
    )
    .orderBy('opened_at')
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map((row) => {
    const zone = { place_kind: row.place_kind, place_key: row.place_key!, block: row.block! };
    return {
      id: row.id!,
      title: zoneName(zone),
      districtId: placeDistrict(placeOf(zone)),
      block: zone.block,
      opened_on: row.opened_on!,
      owner_id: row.owner_id,
      owner_name: row.owner_name,
      exit_on: row.exit_on,
      isRunning: row.state !== 'closed',
    };
  });
}
