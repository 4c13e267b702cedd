import type { ListedFault } from './listed-fault.ts';

/** The database, embedded or of the city's own. */
export const databaseFaults = {
  'database-away': {
    done: 'своя база: по адресу DATABASE_URL никто не отвечает',
    says: /база данных не отвечает/iu,
    cure: /DATABASE_URL/u,
  },
  'database-password': {
    done: 'своя база: пароль в DATABASE_URL неверный',
    says: /пароль/iu,
    cure: /пароль.*DATABASE_URL/isu,
  },
  'database-none': {
    done: 'своя база: такой базы на сервере нет',
    says: /такой базы/iu,
    cure: /DATABASE_URL/u,
  },
  'database-old': {
    done: 'своя база: PostgreSQL 15',
    says: /не подходит.*17/isu,
    cure: /PostgreSQL 17/u,
  },
  'database-latin1': {
    done: 'своя база в кодировке LATIN1',
    says: /кодировк.*LATIN1/isu,
    cure: /UTF8/u,
  },
  'database-ascii': {
    done: 'своя база в кодировке SQL_ASCII',
    says: /кодировк.*SQL_ASCII/isu,
    cure: /UTF8/u,
  },
  'database-newer': {
    done: 'в базе изменение, которого программа не знает: поработала более новая',
    says: /база новее программы/iu,
    cure: /обновите программу/iu,
  },
  'database-older': {
    done: 'базы не коснулось последнее изменение: программу обновили и не перезапустили',
    says: /база старее программы/iu,
    cure: /перезапустите|npm start/iu,
  },
  'migration-edited': {
    done: 'файл применённого изменения отличается от применённого',
    says: /изменены применённые файлы|отличается от применённого/iu,
    cure: /верните.*migrations|git checkout/isu,
  },
  'right-missing': {
    done: 'у учётной записи сервера отобрано право на таблицу',
    says: /не хватает прав.*clocks\.duty/isu,
    cure: /DATABASE_OWNER_URL|перезапуск/iu,
  },
  superuser: {
    done: 'сервер ходит в базу как её администратор',
    says: /как её администратор/iu,
    cure: /отдельную учётную запись/iu,
  },
  'own-tables': {
    done: 'своя база: сервер ходит как владелец таблиц и может переписать журнал',
    says: /переписать.*журнал/iu,
    cure: /DATABASE_OWNER_URL/u,
  },
  'few-connections': {
    done: 'max_connections меньше, чем разрешено Отклику',
    says: /соединений.*база|max_connections/iu,
    cure: /OTKLIK_POOL|max_connections/u,
    beside: /соединения с базой кончаются|connection slots/iu,
  },
  'connections-used': {
    done: 'чужая программа заняла почти все соединения',
    says: /соединения.*кончаются|нет свободных соединений/iu,
    cure: /кто ещё подключён|max_connections/iu,
  },
  'database-read-only': {
    done: 'база только для чтения: после переключения на запасную',
    says: /только для чтения/iu,
    cure: /запасн|read_only/iu,
  },
  'archive-failing': {
    done: 'своя база: archive_command отказывает, WAL копится',
    says: /не уходит в архив/iu,
    cure: /журнал PostgreSQL/iu,
  },
  'slot-forgotten': {
    done: 'забытый слот репликации держит WAL',
    says: /слот/iu,
    cure: /pg_drop_replication_slot/u,
  },
  'fsync-off': {
    done: 'в postgresql.conf fsync = off',
    says: /fsync/u,
    cure: /fsync/u,
  },
  'autovacuum-off': {
    done: 'в postgresql.conf autovacuum = off',
    says: /autovacuum|уборка/iu,
    cure: /autovacuum/u,
  },
  'table-bloated': {
    done: 'таблица, где уборка выключена, на девять десятых из мёртвых строк',
    says: /мёртвых строк|раздул/iu,
    cure: /VACUUM/u,
  },
  'index-invalid': {
    done: 'CREATE INDEX CONCURRENTLY оборвался и оставил негодный указатель',
    says: /указатель|индекс/iu,
    cure: /REINDEX/u,
  },
  'transaction-left': {
    done: 'psql с открытым BEGIN забыт больше чем на десять минут',
    says: /держит базу|открыта/iu,
    cure: /pg_stat_activity|завершите/iu,
  },
  'table-locked': {
    done: 'забытая блокировка таблицы: остальные ждут её минуту',
    says: /ждут|заблокирован/iu,
    cure: /pg_stat_activity|pg_blocking_pids|завершите/iu,
    beside: /проверить не удалось/iu,
  },
  'page-damaged': {
    done: 'страница таблицы на диске испорчена, сумма не сходится',
    says: /испорчены/iu,
    cure: /копи/iu,
  },
  wraparound: {
    done: 'номера транзакций кончаются: уборка не доходила до старых строк',
    says: /давно не убиралась|номера транзакций/iu,
    cure: /VACUUM FREEZE/u,
    beside: /мёртвых строк/iu,
  },
  'collation-changed': {
    done: 'своя база: после обновления системы другой порядок букв (версия сортировки)',
    says: /сортировк|порядок букв/iu,
    cure: /REINDEX/u,
  },
  'two-versions': {
    done: 'с той же базой работает и прежняя версия программы',
    says: /две версии|разные версии|другая версия/iu,
    cure: /остановите/iu,
  },
} satisfies Record<string, ListedFault>;
