import { countNotices } from '../../../../shared/contract/messages/notices.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../parts/amount.tsx';

/** How many notices have come since they were last read, beside «Уведомления»; nothing where there are none. */
export function useNoticeCount(): Waiting | undefined {
  const { data } = useRoute(countNotices, undefined, { refreshEvery: 60_000 });
  return data && data.fresh > 0 ? { value: data.fresh } : undefined;
}
