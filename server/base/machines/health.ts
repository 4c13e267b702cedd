import { addDays } from '../../../shared/text/periods.ts';
import { cityDay } from '../../lib/city.ts';
import { defineCheck, foundIf } from '../../lib/health/health-check.ts';

const ENDING_DAYS = 14;
/** A key that ended and was used until then belongs to somebody. */
const MISSED_DAYS = 14;
const link = '/staff/machines';

export const machineKeysCheck = defineCheck({
  id: 'machines.keys',
  looksAt: 'Ключи программ',
  faults: {
    ending: {
      severity: 'warning',
      title: 'Ключ программы кончается',
      cure: 'Выдайте новый в «Ключах программ» и передайте тому, кто им пользуется.',
      link,
    },
    ended: {
      severity: 'warning',
      title: 'Ключ программы кончился, а им пользовались',
      cure: 'Выдайте новый в «Ключах программ»: программа сейчас получает отказ. Если она не нужна, отзовите ключ.',
      link,
    },
  },
  run: async ({ db, config, now }) => {
    const today = cityDay(config, now);
    const rows = await db
      .selectFrom('machines.key')
      .select(['title', 'expires_on', 'last_used_at'])
      .where('revoked_at', 'is', null)
      .where('last_used_at', 'is not', null)
      .where('expires_on', '>=', addDays(today, -MISSED_DAYS))
      .where('expires_on', '<=', addDays(today, ENDING_DAYS))
      .orderBy('expires_on')
      .execute();
    const name = (list: typeof rows): string =>
      `${list.map(({ title, expires_on: on }) => `${title} (${on})`).join(', ')}.`;
    const ended = rows.filter(({ expires_on: on }) => String(on) < today);
    const ending = rows.filter(({ expires_on: on }) => String(on) >= today);
    return [
      ...foundIf('ending', ending.length > 0, name(ending)),
      ...foundIf('ended', ended.length > 0, name(ended)),
    ];
  },
});
