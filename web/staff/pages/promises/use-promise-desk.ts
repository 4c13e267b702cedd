import { getPromiseDesk } from '../../../../shared/contract/base/promises.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

/** Beside «Обещания города»: days found in posts and replies that nobody has looked at. */
export function usePromiseDeskCount(): Waiting | undefined {
  const { data } = useRoute(getPromiseDesk, undefined, { refreshEvery: 120_000 });
  return data && { value: data.waiting };
}
