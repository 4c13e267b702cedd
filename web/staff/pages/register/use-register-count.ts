import { countRegister } from '../../../../shared/contract/pages/register.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

/** Beside «Страницы»: pages that lack posts this week. */
export function useRegisterCount(): Waiting | undefined {
  const { data } = useRoute(countRegister, undefined, { refreshEvery: 60_000 });
  return data && { value: data.short };
}
