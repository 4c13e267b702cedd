import { countRequests } from '../../../../shared/contract/pages/gospubliki.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

/** Beside «Госпаблики»: requests that wait for us; one past its term makes them red. */
export function useGospublikiCount(): Waiting | undefined {
  const { data } = useRoute(countRequests, undefined, { refreshEvery: 60_000 });
  if (!data) return undefined;
  const value = data.decide + data.publish + data.report;
  return data.late > 0 ? { value, tone: 'danger' } : { value };
}
