import { countWaitingActs } from '../../../../shared/contract/monitoring/moderation.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

/** Beside «Модерация»: what waits for this person; what is past its term is red. */
export function useModerationCount(): Waiting | undefined {
  const { data } = useRoute(countWaitingActs, undefined, { refreshEvery: 60_000 });
  if (!data) return undefined;
  return data.late > 0 ? { value: data.waiting, tone: 'danger' } : { value: data.waiting };
}
