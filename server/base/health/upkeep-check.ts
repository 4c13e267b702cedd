import { sql } from 'kysely';
import { firstRow } from '../../lib/database/first-row.ts';
import { defineCheck } from '../../lib/health/health-check.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { judgeUpkeep, type UpkeepFacts } from './upkeep-judge.ts';

type Rest = Omit<UpkeepFacts, 'slots' | 'tables'>;

async function readRest({ db }: Ctx): Promise<Rest> {
  const { rows } = await sql<Omit<Rest, 'collation'> & { made: string | null; actual: string | null }>`
    SELECT current_setting('fsync') = 'on' AS "isSynced", current_setting('full_page_writes') = 'on' AS "isWholePages",
      current_setting('autovacuum') = 'on' AND current_setting('track_counts') = 'on' AS "isTidied",
      (SELECT coalesce(array_agg(indexrelid::regclass::text ORDER BY 1), '{}') FROM pg_index
        WHERE NOT indisvalid AND indexrelid NOT IN (SELECT index_relid FROM pg_stat_progress_create_index)) AS invalid,
      (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - state_change)), 0)::float8 * 1000 FROM pg_stat_activity
        WHERE datname = current_database() AND state LIKE 'idle in transaction%') AS idle,
      (SELECT count(*)::int FROM pg_locks WHERE NOT granted AND locktype <> 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS waiting,
      (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - waitstart)), 0)::float8 * 1000 FROM pg_locks
        WHERE NOT granted AND locktype <> 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS "longestWait",
      (SELECT datcollversion FROM pg_database WHERE datname = current_database()) AS made,
      (SELECT pg_database_collation_actual_version(oid) FROM pg_database WHERE datname = current_database()) AS actual,
      (SELECT coalesce(array_agg(DISTINCT application_name ORDER BY application_name), '{}') FROM pg_stat_activity
        WHERE datname = current_database() AND application_name ~ '^otklik \\d{4}$') AS programs`.execute(db);
  const { made, actual, ...rest } = firstRow(rows);
  return { ...rest, collation: { made, now: actual } };
}

/** A standby tells of no WAL of its own. */
async function readSlots({ db }: Ctx): Promise<UpkeepFacts['slots']> {
  const { rows } = await sql<{ name: string; kept: number }>`
    SELECT slot_name AS name, pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
      ELSE pg_current_wal_lsn() END, restart_lsn)::float8 AS kept
    FROM pg_replication_slots WHERE NOT active AND restart_lsn IS NOT NULL ORDER BY kept DESC`.execute(db);
  return rows;
}

async function readTables({ db }: Ctx): Promise<UpkeepFacts['tables']> {
  const { rows } = await sql<{ name: string; live: number; dead: number }>`
    SELECT schemaname || '.' || relname AS name, n_live_tup::float8 AS live, n_dead_tup::float8 AS dead
    FROM pg_stat_user_tables ORDER BY n_dead_tup DESC LIMIT 10`.execute(db);
  return rows;
}

export const upkeepCheck = defineCheck({
  id: 'database.upkeep',
  looksAt: 'Уход за базой',
  faults: {
    slot: {
      severity: 'error',
      title: 'Забытый слот репликации держит журнал изменений',
      cure: 'Если запасной базы больше нет, уберите слот: SELECT pg_drop_replication_slot(ИМЯ). Пока он есть, диск базы заполняется.',
    },
    'not-synced': {
      severity: 'error',
      title: 'База не дожидается диска: отключение питания её испортит',
      cure: 'Верните в postgresql.conf fsync = on и full_page_writes = on и перечитайте настройки базы.',
    },
    'not-tidied': {
      severity: 'error',
      title: 'База себя не убирает',
      cure: 'Верните в postgresql.conf autovacuum = on и track_counts = on и перечитайте настройки базы.',
    },
    bloated: {
      severity: 'warning',
      title: 'Таблица раздулась от мёртвых строк',
      cure: 'Посмотрите, не выключена ли у неё уборка (autovacuum_enabled) и не держит ли базу забытая транзакция, и выполните VACUUM ТАБЛИЦА.',
    },
    'invalid-index': {
      severity: 'warning',
      title: 'Негодный указатель: место занимает, а поиску не служит',
      cure: 'Постройте его заново от имени владельца таблиц: REINDEX INDEX CONCURRENTLY ИМЯ. Лишний уберите: DROP INDEX ИМЯ.',
    },
    forgotten: {
      severity: 'warning',
      title: 'Забытая транзакция держит базу',
      cure: 'Найдите её в pg_stat_activity (state = idle in transaction) и завершите: SELECT pg_terminate_backend(pid).',
    },
    locked: {
      severity: 'error',
      title: 'Запросы ждут: таблица заблокирована',
      cure: 'Найдите, кто держит: SELECT pid, pg_blocking_pids(pid) FROM pg_stat_activity; завершите его: SELECT pg_terminate_backend(pid).',
    },
    collation: {
      severity: 'error',
      title: 'После обновления системы у базы другая сортировка букв',
      cure: 'Перестройте указатели и отметьте это: REINDEX DATABASE ИМЯ; ALTER DATABASE ИМЯ REFRESH COLLATION VERSION. До этого поиск может не находить.',
    },
    'two-versions': {
      severity: 'error',
      title: 'С базой работают две версии Отклика',
      cure: 'Остановите прежнюю: она не знает новых таблиц. Где она, скажет client_addr в pg_stat_activity.',
    },
  },
  run: async (ctx) => {
    const [rest, slots, tables] = [await readRest(ctx), await readSlots(ctx), await readTables(ctx)];
    const { isDemo } = ctx.config;
    const facts = { ...rest, slots, tables };
    // Of a demonstration a power cut takes nothing.
    return judgeUpkeep(isDemo ? Object.assign(facts, { isSynced: true, isWholePages: true }) : facts);
  },
});
