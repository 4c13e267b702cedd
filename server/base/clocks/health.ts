import { formatDateTime } from '../../../shared/text/dates.ts';
import { DAY } from '../../../shared/time.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import { defineCheck, foundIf, notJudged } from '../../lib/health/health-check.ts';
import { listStaffRecipients } from '../identity/index.ts';
import { type Duty, judgeRoster } from './judge-roster.ts';

const cure =
  'Назначьте дежурного в «Справочниках», «Дежурные»: до этого срочное уйдёт только руководителю центра.';
const link = '/staff/directories?tab=duty';

/** Whose duty begins later, may still be put right. */
const soon = (now: Date): Date => new Date(now.getTime() + 3 * DAY);

export const rosterCheck = defineCheck({
  id: 'clocks.roster',
  looksAt: 'Дежурства',
  faults: {
    gap: { severity: 'warning', title: 'В ближайшие дни нет дежурного', cure, link },
    nobody: { severity: 'warning', title: 'Дежурный по графику уже не работает', cure, link },
    ended: { severity: 'warning', title: 'Дежурства кончились', cure, link },
  },
  run: async ({ db, config, now }) => {
    const rows = await db
      .selectFrom('clocks.duty')
      .select(['from_at as from', 'to_at as to', 'person_id as person'])
      .where('cancelled_at', 'is', null)
      .where('to_at', '>', new Date(now.getTime() - 14 * DAY))
      .execute();
    if (rows.length === 0) return notJudged('дежурств нет');
    const { zone } = readCity(config);
    const staff = await listStaffRecipients(db, cityDay(config, now));
    const tell = ({ from, to }: Duty) => `С ${formatDateTime(from, zone)} до ${formatDateTime(to, zone)}.`;
    const gone = rows.find(({ person, from, to }) => to > now && from < soon(now) && !staff.has(person));
    return [...judgeRoster(rows, now, tell), ...foundIf('nobody', gone !== undefined, gone && tell(gone))];
  },
});
