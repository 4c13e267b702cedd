import { countConflicts } from '../../../../shared/contract/monitoring/conflicts.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

/** Signals that nobody has decided about and conflicts whose term is over: what waits for a hand. */
export function weighConflicts({
  signals,
  late,
}: Pick<RouteReply<typeof countConflicts>, 'signals' | 'late'>): Waiting {
  const value = signals + late;
  return late > 0 ? { value, tone: 'danger' } : { value };
}

/** Beside «Конфликты». */
export function useConflictsCount(): Waiting | undefined {
  const { data } = useRoute(countConflicts, undefined, { refreshEvery: 60_000 });
  return data && weighConflicts(data);
}
