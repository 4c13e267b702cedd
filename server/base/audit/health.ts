import { addDays } from '../../../shared/text/periods.ts';
import { MINUTE } from '../../../shared/time.ts';
import { cityDay } from '../../lib/city.ts';
import type { Config } from '../../lib/config.ts';
import type { Db } from '../../lib/database/db.ts';
import { defineCheck, foundIf } from '../../lib/health/health-check.ts';
import { type ChainRow, findFault } from './chain.ts';
import { hasSheet, readSheet, readSheetFile } from './day-sheet.ts';
import { listTrusted } from './record-key.ts';

/** Days are sealed and signed each hour; a night off is no fault. */
const GRACE_DAYS = 2;
/** Days looked back for their sheets. */
const LOOKED = 14;

/** The newest records are held against one another; the whole record is the work of `npm run verify`. */
const NEWEST = 1000;
/** Clocks of two machines differ by less. */
const MOST_AHEAD = 5 * MINUTE;

const readNewest = (db: Db): Promise<ChainRow[]> =>
  db.selectFrom('audit.record').selectAll().orderBy('seq', 'desc').limit(NEWEST).execute();

/** The first link that does not fit the one before it, in words; null = all do. */
export function findBreak(newest: readonly ChainRow[]): string | null {
  const rows = newest.toReversed();
  const first = rows[0];
  if (!first) return null;
  // The one before the first is not looked at: of the very first it is known.
  let [seq, previous] = first.seq === 1 ? [1, Buffer.alloc(32)] : [first.seq + 1, first.hash];
  for (const row of first.seq === 1 ? rows : rows.slice(1)) {
    const fault = findFault(row, seq, previous);
    if (fault) return `Запись № ${row.seq}: ${fault}.`;
    [seq, previous] = [row.seq + 1, row.hash];
  }
  return null;
}

/** The newest sheet there is of the last days was signed by a key that is not here and that nobody has named. */
function isKeyLost(config: Config, days: readonly { day: string }[]): boolean {
  const last = days.find(({ day }) => hasSheet(config, day));
  if (!last) return false;
  const sheet = readSheet(readSheetFile(config, last.day).toString('utf8'), []);
  if (typeof sheet === 'string') return false;
  const trusted = listTrusted(config);
  return (
    trusted.length === 0 ||
    typeof readSheet(readSheetFile(config, last.day).toString('utf8'), trusted) === 'string'
  );
}

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
    changed: {
      severity: 'error',
      title: 'Запись журнала изменена: цепочка не сходится',
      cure: 'Сверьте всю запись: npm run verify -- all. Копии не трогайте: по ним видно, что было до подмены (docs/backup.md).',
    },
    'from-future': {
      severity: 'error',
      title: 'В журнале записи из будущего: часы сервера шли вперёд',
      cure: 'Проверьте часы и включите их сверку: timedatectl set-ntp true. Сроки того времени посчитаны неверно: посмотрите дела, зарегистрированные тогда.',
    },
    'key-lost': {
      severity: 'error',
      title: 'Нет ключа журнала, которым подписаны прежние дни',
      cure: 'Верните прежний record-key из копии. Если ключ сменили сами, впишите отпечаток прежнего в OTKLIK_RECORD_KEYS_OLD.',
    },
    'nobody-told': {
      severity: 'warning',
      title: 'Корни дней никому не уходят',
      cure: 'Назовите почту тех, кто хранит их вне сервера, в OTKLIK_RECORD_LETTERS: из исходников — перед npm start, в установке из архива — строкой в /etc/otklik/otklik.env, затем sudo otklik restart. Без этого подмену журнала не с чем сличить.',
    },
  },
  run: async ({ db, config, now }) => {
    const newest = await readNewest(db);
    const fault = findBreak(newest);
    const isAhead = newest.some(({ at }) => at.getTime() - now.getTime() > MOST_AHEAD);
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
      ...foundIf('changed', fault !== null, fault ?? ''),
      ...foundIf('from-future', isAhead),
      ...foundIf('key-lost', isKeyLost(config, sealed)),
      ...foundIf('nobody-told', !config.isDemo && config.recordLetters.length === 0),
    ];
  },
});
