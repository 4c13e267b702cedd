import { countInbox } from '../../../../shared/contract/messages/cases-list.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../../base/parts/amount.tsx';
import { amountOfView } from './inbox-counts.ts';

/** How many messages wait for triage, beside «Входящие». */
export function useInboxCount(): Waiting | undefined {
  const { data } = useRoute(countInbox, undefined, { refreshEvery: 60_000 });
  return data && amountOfView(data, 'new');
}
