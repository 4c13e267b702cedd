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
