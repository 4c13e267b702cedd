import { countPolls } from '../../../../shared/contract/participation/polls.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

/** Beside «Опросы»: those that are over and wait for their result or decision. */
export function usePollsCount(): Waiting | undefined {
  const { data } = useRoute(countPolls, undefined, { refreshEvery: 60_000 });
  return data && { value: data.over };
}
