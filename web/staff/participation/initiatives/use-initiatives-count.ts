import { countInitiatives } from '../../../../shared/contract/participation/initiatives.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

/** Beside «Инициативы»: those that wait to be looked at, answered or decided. */
export function useInitiativesCount(): Waiting | undefined {
  const { data } = useRoute(countInitiatives, undefined, { refreshEvery: 60_000 });
  return data && { value: data.waiting };
}
