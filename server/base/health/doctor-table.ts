import type { HealthFault } from '../../lib/health/health-check.ts';
import { unlookedFault } from '../../lib/health/run-checks.ts';
import { printTable } from '../../lib/print-table.ts';

interface Declared {
  looksAt: string;
  faults: Readonly<Record<string, HealthFault>>;
}

/** What only the command can tell: the database does not answer, or no server would start on it. */
export const commandChecks = {
  database: {
    looksAt: 'Связь с базой',
    faults: {
      away: {
        severity: 'error',
        title: 'База данных не отвечает',
        cure: 'Запустите её и проверьте адрес, имя и пароль в DATABASE_URL. Встроенную базу запускает npm start; её журнал — postgres/server.log в папке данных.',
      },
      unfit: {
        severity: 'error',
        title: 'База данных не подходит',
        cure: 'Нужна PostgreSQL 17 или новее в кодировке UTF8: 16 и старше не подходят. Встроенная база (без DATABASE_URL) уже такая.',
      },
      none: {
        severity: 'error',
        title: 'В этой папке установки нет',
        cure: 'Назовите папку данных установки: --data ПАПКА, или свою базу: DATABASE_URL=postgres://… Новую установку заводит npm start.',
      },
      'read-only': {
        severity: 'error',
        title: 'База только для чтения',
        cure: 'Обычно это запасная база: назовите в DATABASE_URL главную или переключите её. Если чтение включено нарочно, верните default_transaction_read_only = off.',
      },
      full: {
        severity: 'error',
        title: 'База не принимает новых соединений',
        cure: 'Посмотрите, кто ещё подключён (pg_stat_activity), и увеличьте max_connections; Отклику можно отвести меньше: OTKLIK_POOL.',
      },
      'no-rights': {
        severity: 'error',
        title: 'Серверу не хватает прав на таблицы',
        cure: 'Перезапустите Отклик с DATABASE_OWNER_URL владельца: права он даёт при запуске. Встроенной базе хватит перезапуска.',
      },
      older: {
        severity: 'error',
        title: 'База старее программы',
        cure: 'Перезапустите Отклик: недостающие изменения он внесёт сам, копию перед этим снимет тоже сам.',
      },
      newer: {
        severity: 'error',
        title: 'База новее программы',
        cure: 'Обновите программу на этом сервере. Со старой версией сервер после остановки не запустится.',
      },
      edited: {
        severity: 'error',
        title: 'Файл изменения базы отличается от применённого',
        cure: 'Верните файлы папки migrations такими, какими они были: git checkout migrations.',
      },
    },
  },
  settings: {
    looksAt: 'Переменные запуска',
    faults: {
      wrong: {
        severity: 'error',
        title: 'Настройки запуска неверны',
        cure: 'Исправьте названные переменные.',
      },
    },
  },
  start: {
    looksAt: 'Запуск программы',
    faults: {
      refused: {
        severity: 'error',
        title: 'Отклик с этой базой не запустится',
        cure: 'Исправьте названное: то же самое скажет npm start.',
      },
      city: {
        severity: 'error',
        title: 'Города из OTKLIK_CITY в программе нет',
        cure: 'Исправьте OTKLIK_CITY: это имя папки из packs/base/city. Без него улицы и границу загружают на экранах.',
      },
    },
  },
  server: {
    looksAt: 'Работает ли сервер',
    faults: {
      stopped: {
        severity: 'error',
        title: 'Отклик не запущен',
        cure: 'Запустите его: npm start, в выпуске bin/otklik start, в systemd systemctl start otklik. Почему он остановился, сказано в его журнале.',
      },
      'port-taken': {
        severity: 'error',
        title: 'Порт Отклика занят другой программой',
        cure: 'Освободите порт (кто его занял, скажет ss -ltnp) или назовите другой: npm start -- --port N.',
      },
    },
  },
  copies: {
    looksAt: 'Настройки копий',
    faults: {
      'no-passphrase': {
        severity: 'error',
        title: 'Папка копий названа, а пароль копий нет',
        cure: 'Назовите его в OTKLIK_BACKUP_PASSPHRASE, не короче 12 знаков, и перезапустите Отклик.',
      },
      'short-passphrase': {
        severity: 'error',
        title: 'Пароль копий короче 12 знаков',
        cure: 'Назовите в OTKLIK_BACKUP_PASSPHRASE пароль не короче 12 знаков и перезапустите Отклик.',
      },
      'no-folder': {
        severity: 'error',
        title: 'Папки копий нет',
        cure: 'Подключите диск копий или исправьте OTKLIK_BACKUP_TO.',
      },
      'same-disk': {
        severity: 'warning',
        title: 'Копии лежат на одном диске с данными',
        cure: 'Назовите в OTKLIK_BACKUP_TO папку на другом диске или на другой машине: с этим диском пропадёт и то и другое.',
      },
    },
  },
} as const satisfies Record<string, Declared>;

const severityWords = { error: 'сбой', warning: 'предупреждение' } as const;

/** The table of docs/doctor.md. */
export function printFaults(checks: readonly Declared[]): string {
  const all: Declared[] = [
    ...Object.values(commandChecks),
    ...checks,
    { looksAt: 'Любая проверка', faults: { unlooked: unlookedFault } },
  ];
  const rows = all.flatMap(({ looksAt, faults }) =>
    Object.values(faults).map(({ title, severity, cure }) => [looksAt, title, severityWords[severity], cure]),
  );
  return printTable(['Что смотрим', 'Что скажем', 'Что это', 'Что делать'], rows);
}
