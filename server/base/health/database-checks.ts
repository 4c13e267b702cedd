import { sql } from 'kysely';
import { isRecordProtected } from '../../lib/database/accounts.ts';
import { PRESENCE } from '../../lib/database/dead-workers.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { compareMigrations } from '../../lib/database/migrate.ts';
import { defineCheck, foundIf, notJudged } from '../../lib/health/health-check.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { defineState } from '../../lib/module/state.ts';
import {
  type ArchiverFacts,
  type DatabaseFacts,
  FAILING_AFTER,
  GIVEN_UP_FOR,
  judgeArchiver,
  judgeDatabase,
  judgeQueue,
} from './database-judge.ts';

/** When this server began; the command says it was long ago, for it judges a server that should be working. */
export const healthStart = defineState<Date>('health.start');

async function readDatabase({ db, config }: Ctx): Promise<DatabaseFacts> {
  const { rows } = await sql<Omit<DatabaseFacts, 'poolSize'>>`
    SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS "versionName",
      clock_timestamp() AS now, (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
      current_setting('max_connections')::int AS most,
      (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::float8 FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend') AS oldest,
      (SELECT coalesce(sum(checksum_failures), 0)::int FROM pg_stat_database) AS "checksumFailures",
      (SELECT age(datfrozenxid)::int FROM pg_database WHERE datname = current_database()) AS age`.execute(db);
  return { ...firstRow(rows), poolSize: config.poolSize };
}

export const databaseCheck = defineCheck({
  id: 'database.state',
  looksAt: 'База данных',
  faults: {
    old: {
      severity: 'error',
      title: 'PostgreSQL слишком старый',
      cure: 'Перенесите базу в PostgreSQL 17 или новее: 16 и старше не подходят. Встроенная база (без DATABASE_URL) уже такая.',
    },
    'clock-apart': {
      severity: 'error',
      title: 'Часы сервера и базы расходятся',
      cure: 'Включите сверку времени на обеих машинах: timedatectl set-ntp true. До этого сроки считаются неверно.',
    },
    'no-connections': {
      severity: 'error',
      title: 'Соединения с базой кончаются',
      cure: 'Увеличьте max_connections базы или уменьшите OTKLIK_POOL; посмотрите, кто ещё подключён к этой базе.',
    },
    'pool-too-large': {
      severity: 'warning',
      title: 'Отклику разрешено больше соединений, чем принимает база',
      cure: 'Уменьшите OTKLIK_POOL или увеличьте max_connections базы.',
    },
    'long-transaction': {
      severity: 'warning',
      title: 'Кто-то часами держит базу',
      cure: 'Найдите его в pg_stat_activity и завершите: забытая транзакция не даёт базе убирать лишнее.',
    },
    damaged: {
      severity: 'error',
      title: 'Данные на диске базы испорчены',
      cure: 'Снимите копию того, что читается, проверьте диск и вернитесь к последней проверенной копии: docs/backup.md.',
    },
    wraparound: {
      severity: 'error',
      title: 'База давно не убиралась и скоро перестанет писать',
      cure: 'Включите autovacuum и выполните VACUUM FREEZE от имени владельца базы.',
    },
  },
  run: async (ctx) => judgeDatabase(await readDatabase(ctx), ctx.now),
});

export const migrationsCheck = defineCheck({
  id: 'database.migrations',
  looksAt: 'Версия базы и программы',
  faults: {
    behind: {
      severity: 'error',
      title: 'База старее программы',
      cure: 'Перезапустите Отклик: недостающие изменения он внесёт сам, копию перед этим снимет тоже сам.',
    },
    ahead: {
      severity: 'error',
      title: 'База новее программы',
      cure: 'Обновите программу на этом сервере. Со старой версией сервер после остановки не запустится.',
    },
    changed: {
      severity: 'error',
      title: 'Файл изменения базы отличается от применённого',
      cure: 'Верните файлы папки migrations такими, какими они были: git checkout migrations.',
    },
  },
  run: async (ctx) => {
    const { behind, ahead, changed } = await compareMigrations(ctx.db);
    return [
      ...foundIf('behind', behind.length > 0, `${behind.join(', ')}.`),
      ...foundIf('ahead', ahead.length > 0, `${ahead.join(', ')}.`),
      ...foundIf('changed', changed.length > 0, `${changed.join(', ')}.`),
    ];
  },
});

export const accountsCheck = defineCheck({
  id: 'database.accounts',
  looksAt: 'Права в базе',
  faults: {
    superuser: {
      severity: 'error',
      title: 'Сервер ходит в базу как её администратор',
      cure: 'Заведите для сервера отдельную учётную запись и назовите её в DATABASE_URL, владельца таблиц — в DATABASE_OWNER_URL: docs/security.md.',
    },
    unprotected: {
      severity: 'warning',
      title: 'Сервер мог бы переписать собственный журнал',
      cure: 'Отдайте таблицы другой учётной записи и назовите её в DATABASE_OWNER_URL: docs/security.md.',
    },
    'missing-rights': {
      severity: 'error',
      title: 'Серверу не хватает прав на таблицы',
      cure: 'Перезапустите Отклик с DATABASE_OWNER_URL владельца: права он даёт при запуске. Встроенной базе хватит перезапуска.',
    },
  },
  run: async ({ db }) => {
    const { rows: accounts } = await sql<{ is_super: boolean }>`
      SELECT rolsuper AS is_super FROM pg_roles WHERE rolname = current_user`.execute(db);
    if (firstRow(accounts).is_super) return [{ code: 'superuser', words: '' }];
    const { rows: missing } = await sql<{ name: string }>`
      SELECT DISTINCT due.schema || '.' || due.name AS name FROM lib.right_due due, unnest(due.privileges) privilege
      WHERE NOT lib.has_right(current_user, due.relation, due.is_sequence, privilege) ORDER BY 1 LIMIT 5`.execute(
      db,
    );
    return [
      ...foundIf('unprotected', !(await isRecordProtected(db))),
      ...foundIf('missing-rights', missing.length > 0, `${missing.map(({ name }) => name).join(', ')}.`),
    ];
  },
});

export const archiverCheck = defineCheck({
  id: 'database.archive',
  looksAt: 'Журнал изменений базы',
  faults: {
    'archive-failing': {
      severity: 'error',
      title: 'Журнал изменений базы не уходит в архив',
      cure: 'Посмотрите журнал PostgreSQL: там причина. Пока он не уходит, диск базы заполняется, а вернуться на последние минуты нельзя.',
    },
  },
  run: async ({ db }) => {
    const { rows } = await sql<ArchiverFacts>`
      SELECT current_setting('archive_mode') <> 'off' AS "isOn", last_archived_time AS "archivedAt",
        last_failed_time AS "failedAt" FROM pg_stat_archiver`.execute(db);
    const facts = firstRow(rows);
    return facts.isOn ? judgeArchiver(facts) : notJudged('в архив не пишется');
  },
});

export const queueCheck = defineCheck({
  id: 'worker.queue',
  looksAt: 'Очередь заданий',
  faults: {
    'no-worker': {
      severity: 'error',
      title: 'Фоновая работа не идёт',
      cure: 'Запустите обработчик: npm start без --only или npm start -- --only worker. Без него не уходят письма и не идут сроки.',
    },
    standing: {
      severity: 'error',
      title: 'Очередь заданий стоит',
      cure: 'Перезапустите Отклик: начатые задания он начнёт заново. Если и после этого названы те, что не кончаются, ищите причину в том, к чему они обращаются: в почте, в сети, в диске.',
    },
    'given-up': {
      severity: 'warning',
      title: 'Задания брошены после всех попыток',
      cure: 'Найдите в журнале сервера «задание не выполнено» с этими именами и исправьте причину: сами они больше не начнутся.',
    },
    failing: {
      severity: 'warning',
      title: 'Задание отказывает раз за разом',
      cure: 'Найдите в журнале сервера «задание не выполнено» с этим именем: там причина. Пробуется оно снова само.',
    },
  },
  run: async (ctx) => {
    const { rows } = await sql<{
      due: number;
      oldestDue: Date | null;
      held: { name: string; since: string }[];
      givenUp: string[];
      failing: string[];
      clockAt: Date | null;
      workerSince: Date | null;
    }>`
      SELECT
        (count(*) FILTER (WHERE attempts < max_attempts AND locked_at IS NULL AND run_at <= ${ctx.now}))::int AS due,
        min(run_at) FILTER (WHERE attempts < max_attempts AND locked_at IS NULL AND run_at <= ${ctx.now}) AS "oldestDue",
        coalesce(json_agg(json_build_object('name', task.identifier, 'since', locked_at) ORDER BY locked_at)
          FILTER (WHERE locked_at IS NOT NULL), '[]') AS held,
        coalesce(array_agg(task.identifier) FILTER (WHERE attempts >= max_attempts AND locked_at IS NULL
          AND run_at > ${new Date(ctx.now.getTime() - GIVEN_UP_FOR)}), '{}') AS "givenUp",
        coalesce(array_agg(task.identifier) FILTER (WHERE attempts >= ${FAILING_AFTER} AND attempts < max_attempts
          AND last_error IS NOT NULL), '{}') AS failing,
        (SELECT max(last_execution) FROM graphile_worker._private_known_crontabs) AS "clockAt",
        (SELECT max(backend_start) FROM pg_locks JOIN pg_stat_activity USING (pid)
          WHERE locktype = 'advisory' AND classid = ${PRESENCE} AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS "workerSince"
      FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task.id = job.task_id`.execute(
      ctx.db,
    );
    const row = firstRow(rows);
    // A worker that has just begun has had no time to look at its clock.
    const since = new Date(Math.max(healthStart.of(ctx).getTime(), row.workerSince?.getTime() ?? 0));
    const held = row.held.map(({ name, since: from }) => ({ name, since: new Date(from) }));
    return judgeQueue({ ...row, held, since }, ctx.now);
  },
});
