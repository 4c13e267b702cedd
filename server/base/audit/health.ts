import { addDays } from '../../../shared/text/periods.ts';
import { cityDay } from '../../lib/city.ts';
import { defineCheck, foundIf } from '../../lib/health/health-check.ts';
import { hasSheet } from './day-sheet.ts';

/** Days are sealed and signed each hour; a night off is no fault. */
const GRACE_DAYS = 2;
/** Days looked back for their sheets. */
const LOOKED = 14;

export const recordCheck = defineCheck({
  id: 'audit.record',
  looksAt: 'Корни дней журнала',
  faults: {
    unsealed: {
      severity: 'error',
      title: 'Дни журнала не закрываются',
      cure: 'Проверьте, идёт ли фоновая работа. Если идёт, сверьте журнал: npm run verify -- journal.',
    },
    unsigned: {
      severity: 'error',
      title: 'Закрытые дни журнала не подписаны',
      cure: 'Проверьте, можно ли писать в папку day-roots и читается ли record-key. Если да, сверьте запись: npm run verify -- all.',
    },
    'nobody-told': {
      severity: 'warning',
      title: 'Корни дней никому не уходят',
      cure: 'Назовите адреса тех, кто хранит их вне сервера: OTKLIK_RECORD_LETTERS. Без этого подмену журнала не с чем сличить.',
    },
  },
  run: async ({ db, config, now }) => {
    const before = addDays(cityDay(config, now), -GRACE_DAYS);
    const sealed = await db
      .selectFrom('audit.day_root')
      .select(['day', 'last_seq'])
      .orderBy('day', 'desc')
      .limit(LOOKED)
      .execute();
    const open = await db
      .selectFrom('audit.record')
      .select('at')
      .where('seq', '>', sealed[0]?.last_seq ?? 0)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst();
    const openDay = open && cityDay(config, open.at);
    const unsigned = sealed.filter(({ day }) => day < before && !hasSheet(config, day));
    return [
      ...foundIf('unsealed', openDay !== undefined && openDay < before, `С ${openDay}.`),
      ...foundIf('unsigned', unsigned.length > 0, `${unsigned.map(({ day }) => day).join(', ')}.`),
      ...foundIf('nobody-told', !config.isDemo && config.recordLetters.length === 0),
    ];
  },
});
