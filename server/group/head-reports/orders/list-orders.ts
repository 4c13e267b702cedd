import type {
  listOrders,
  OrderDraft,
  WarningKind,
  WarningOrders,
} from '../../../../shared/contract/group/orders.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { cityDay } from '../../../lib/city.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import { tellBursts, tellBurstsOf } from '../../../messages/problems/index.ts';
import { tellConflicts } from '../../../monitoring/conflicts/index.ts';
import { givenOrders } from '../../assignments/index.ts';
import { draftForBursts, draftForConflicts, draftForZones } from './drafts.ts';
import { findOrderedZones } from './ordered-zones.ts';

type List = typeof listOrders;

/** Warnings on a screen at once: as many as the list of them shows. */
const MOST_BURSTS = 30;
const MOST_ZONES = 100;
const MOST_CONFLICTS = 100;

interface Warning {
  id: string;
  title: string;
  isRunning: boolean;
}

/** Route: what was ordered on bursts or conflicts the reader sees, or on red zones, and what a new order begins with. */
export async function listWarningOrders(
  ctx: Ctx,
  { query }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  return { orders: await lists[query.kind](ctx, query.id) };
}

async function ofBursts(ctx: Ctx, id: string | undefined): Promise<WarningOrders[]> {
  const bursts = id ? await tellBurstsOf(ctx, [id]) : await tellBursts(ctx, MOST_BURSTS);
  const drafts = await draftWhereAllowed(ctx, (today) =>
    draftForBursts(
      ctx,
      today,
      bursts.filter(({ isRunning }) => isRunning),
    ),
  );
  return present(ctx, 'burst', bursts, drafts);
}

async function ofZones(ctx: Ctx, id: string | undefined): Promise<WarningOrders[]> {
  if (!hasPermission(ctx, 'heatmap.read')) return [];
  const zones = await findOrderedZones(ctx, { ...(id && { id }), most: MOST_ZONES });
  const drafts = await draftWhereAllowed(ctx, (today) =>
    draftForZones(
      ctx,
      today,
      zones.filter(({ isRunning }) => isRunning),
    ),
  );
  return present(ctx, 'zone', zones, drafts);
}

async function ofConflicts(ctx: Ctx, id: string | undefined): Promise<WarningOrders[]> {
  if (!hasPermission(ctx, 'conflicts.read')) return [];
  const conflicts = await tellConflicts(ctx, id ? { ids: [id] } : { running: MOST_CONFLICTS });
  const drafts = await draftWhereAllowed(ctx, (today) =>
    draftForConflicts(
      ctx,
      today,
      conflicts.filter(({ isRunning }) => isRunning),
    ),
  );
  return present(ctx, 'conflict', conflicts, drafts);
}

const lists = { burst: ofBursts, zone: ofZones, conflict: ofConflicts } as const;

type Drafts = ReadonlyMap<string, OrderDraft>;

/** Whoever gives no orders needs no form of one. */
const draftWhereAllowed = async (ctx: Ctx, draft: (today: string) => Promise<Drafts>): Promise<Drafts> =>
  hasPermission(ctx, 'assignments.order') ? draft(cityDay(ctx.config, ctx.now)) : new Map();

async function present(
  ctx: Ctx,
  kind: WarningKind,
  warnings: readonly Warning[],
  drafts: Drafts,
): Promise<WarningOrders[]> {
  const given = await givenOrders(
    ctx,
    kind,
    warnings.map(({ id }) => id),
  );
  return warnings.map(({ id, title }) => ({
    id,
    title,
    draft: drafts.get(id) ?? null,
    given: given.get(id) ?? [],
  }));
}
