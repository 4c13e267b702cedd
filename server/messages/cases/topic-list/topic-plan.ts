import type { Fact } from '../../../../shared/contract/base/taxonomy.ts';
import { pickUnitForKind, type UnitInfo } from '../../../base/identity/index.ts';
import { pickRoute, type Route } from '../routing/routing-rule.ts';
import type { TopicWish } from './topic-rows.ts';

/** How a list of topics becomes kinds of work and routes, as few of them as do. Pure. */

export type Topic = Pick<Fact, 'id' | 'block' | 'executorKind'>;

/** Where messages of a topic go now, whatever the district, the hour and the importance. */
export interface Ways {
  units: readonly UnitInfo[];
  /** Routes in force that ask nothing but the topic or its block. */
  routes: readonly Route[];
  day: string;
}

export interface TopicPlan {
  /** Kinds of work of the units that are made, by the names the wishes call them. */
  kinds: Map<string, string>;
  /** Topics that need a route, with the place in the order that makes it the first. */
  routes: { factId: string; unit: string; priority: number }[];
  /** Topics that went there before. */
  same: number;
}

/** Routes made of a list stand here in the order, unless one that stands before them would take the topic. */
const USUAL_PRIORITY = 100;

/** The route that takes a topic in the whole city, whatever the hour. */
export const routeOf = ({ routes, day }: Ways, { id, block }: Topic): Route | undefined =>
  pickRoute(routes, { factId: id, block, districtId: null, importance: '', day, time: '12:00' });

/** The unit a topic goes to in the whole city; undefined where nobody takes it. */
export const takerOf = (ways: Ways, topic: Topic): string | undefined =>
  routeOf(ways, topic)?.unitId ?? pickUnitForKind(ways.units, topic.executorKind, null)?.id;

/**
 * A new unit takes the kind of work all topics of which the list gives it, the fullest first, where nobody takes it in the whole
 * city yet; what is left goes by routes.
 */
function findKinds(
  topics: readonly Topic[],
  wishes: ReadonlyMap<string, string>,
  ways: Ways,
): Map<string, string> {
  const byKind = [...Map.groupBy(topics, ({ executorKind }) => executorKind)]
    .map(([kind, own]) => ({ kind, size: own.length, takers: new Set(own.map(({ id }) => wishes.get(id))) }))
    .sort((a, b) => b.size - a.size || (a.kind < b.kind ? -1 : 1));
  const kinds = new Map<string, string>();
  for (const { kind, takers } of byKind) {
    const [unit] = takers;
    const isFresh = takers.size === 1 && unit !== undefined && !ways.units.some(({ id }) => id === unit);
    if (isFresh && !kinds.has(unit) && !pickUnitForKind(ways.units, kind, null)) kinds.set(unit, kind);
  }
  return kinds;
}

export function planTopics(topics: readonly Topic[], list: readonly TopicWish[], ways: Ways): TopicPlan {
  const wishes = new Map(list.map(({ factId, unit }) => [factId, unit]));
  const kinds = findKinds(topics, wishes, ways);
  const plan: TopicPlan = { kinds, routes: [], same: 0 };
  for (const topic of topics) {
    const unit = wishes.get(topic.id);
    if (unit === undefined) continue;
    const route = routeOf(ways, topic);
    if (takerOf(ways, topic) === unit) plan.same += 1;
    else if (route || kinds.get(unit) !== topic.executorKind)
      plan.routes.push({
        factId: topic.id,
        unit,
        priority: Math.min(route?.priority ?? USUAL_PRIORITY, USUAL_PRIORITY),
      });
  }
  return plan;
}
