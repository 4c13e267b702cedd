import { countIncidents } from '../../../../shared/contract/monitoring/incidents.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

/** What waits for a look; where more are late than that, how many are. An incident that is both is counted once. */
export function weighIncidents({
  tabs,
  late,
}: Pick<RouteReply<typeof countIncidents>, 'tabs' | 'late'>): Waiting {
  const value = Math.max(tabs.look, late);
  return late > 0 ? { value, tone: 'danger' } : { value };
}

/** Beside «Лента соцсетей». */
export function useSocialCount(): Waiting | undefined {
  const { data } = useRoute(countIncidents, undefined, { refreshEvery: 60_000 });
  return data && weighIncidents(data);
}
