import { formatDateTime } from '../../../shared/text/dates.ts';
import { DAY } from '../../../shared/time.ts';
import { readCity } from '../../lib/city.ts';
import { defineCheck } from '../../lib/health/health-check.ts';
import { judgeRoster } from './judge-roster.ts';

const cure =
  'Назначьте дежурного в «Справочниках», «Дежурные»: до этого срочное уйдёт только руководителю центра.';
const link = '/staff/directories?tab=duty';

export const rosterCheck = defineCheck({
  id: 'clocks.roster',
  looksAt: 'Дежурства',
  faults: {
    gap: { severity: 'warning', title: 'В ближайшие дни нет дежурного', cure, link },
    ended: { severity: 'warning', title: 'Дежурства кончились', cure, link },
  },
  run: async ({ db, config, now }) => {
    const rows = await db
      .selectFrom('clocks.duty')
      .select(['from_at as from', 'to_at as to'])
      .where('cancelled_at', 'is', null)
      .where('to_at', '>', new Date(now.getTime() - 14 * DAY))
      .execute();
    const { zone } = readCity(config);
    return judgeRoster(
      rows,
      now,
      ({ from, to }) => `С ${formatDateTime(from, zone)} до ${formatDateTime(to, zone)}.`,
    );
  },
});
