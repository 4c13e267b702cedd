import { countDiscussions } from '../../../../shared/contract/participation/discussions.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

/** Beside «Обсуждения»: remarks that wait for an answer or for whoever lets them out. */
export function useDiscussionsCount(): Waiting | undefined {
  const { data } = useRoute(countDiscussions, undefined, { refreshEvery: 60_000 });
  return data && { value: data.waiting };
}
