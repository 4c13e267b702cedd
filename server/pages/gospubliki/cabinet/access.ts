import type { CabinetPerson } from '../../../../shared/contract/pages/gospubliki-cabinet.ts';
import { addDays } from '../../../../shared/text/periods.ts';

/** How an access stands on a local day: its last day is one it holds on. */
export function judgeAccess(until: string | null, today: string, warnDays: number): CabinetPerson['access'] {
  if (until === null) return 'unset';
  if (until < today) return 'over';
  return until <= addDays(today, warnDays) ? 'soon' : 'holds';
}
