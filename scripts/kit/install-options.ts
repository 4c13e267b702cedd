import { parseArgs } from 'node:util';
import { fromHere } from '../support/places.mjs';
import { KitRefusal } from './kit.ts';
import type { Installed } from './places.ts';

/** What `./install.sh` can be told. */

export const installHelp = `Ставит Отклик из этого архива. Сеть не нужна. Запущенный снова — ничего не меняет.

  sudo ./install.sh --url https://otklik.example.org
  ./install.sh --prefix ПАПКА --without-systemd     без root, всё в одной папке

  --url АДРЕС          как портал видят жители (https://…)
  --port N             порт, на котором отвечают страницы этой машине (обычно 3000); под systemd следующий — у фоновой работы
  --data ПАПКА         данные: база, файлы, ключи (обычно /var/lib/otklik)
  --backup-to ПАПКА    резервные копии, на другом диске; пароль копий будет сделан и показан один раз
  --demo               демонстрационный город вместо настоящей установки; решается навсегда
  --without-systemd    не делать служб: запускает и останавливает команда otklik (контейнер, другой надзор)
  --no-start           поставить и не запускать
  --prefix ПАПКА       поставить всё в одну папку, от своего имени

Своя PostgreSQL 17: назовите её переменными DATABASE_URL и DATABASE_OWNER_URL перед командой. Руководство: docs/install.md
`;

export interface Wanted {
  prefix: string;
  data: string;
  url: string;
  port: number;
  backupTo: string;
  isDemo: boolean;
  supervisor: Installed['supervisor'];
  isStarting: boolean;
}

const pathOf = (typed: string): string => (typed ? fromHere(typed) : '');

export const installOptions = {
  url: { type: 'string', default: '' },
  port: { type: 'string', default: '3000' },
  data: { type: 'string', default: '' },
  prefix: { type: 'string', default: '' },
  'backup-to': { type: 'string', default: '' },
  demo: { type: 'boolean', default: false },
  'without-systemd': { type: 'boolean', default: false },
  'no-start': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function readGivenPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/u.test(text) || port < 1024 || port > 65_534)
    throw new KitRefusal(
      `Порт «${text}» не подходит: нужно число от 1024 до 65534. Порты 80 и 443 открывает прокси.`,
    );
  return port;
}

export function readWanted(args: string[]): Wanted | null {
  const { values } = parseArgs({ args, options: installOptions });
  if (values.help) return null;
  if (values.url && !/^https?:\/\/[^\s/]+$/u.test(values.url))
    throw new KitRefusal(`Адрес «${values.url}» не годится: нужен https://имя-сайта, без пути.`);
  return {
    prefix: pathOf(values.prefix),
    data: pathOf(values.data),
    url: values.url,
    port: readGivenPort(values.port),
    backupTo: pathOf(values['backup-to']),
    isDemo: values.demo,
    supervisor: values['without-systemd'] || values.prefix ? 'plain' : 'systemd',
    isStarting: !values['no-start'],
  };
}

/** What was told the first time stays: run again with less said, it is the same city in the same place. */
export function asInstalled(wanted: Wanted, installed: Installed | null): Wanted {
  if (!installed) return wanted;
  if (wanted.data && wanted.data !== installed.data)
    throw new KitRefusal(`Данные уже в ${installed.data}: папку при повторе не меняют.`);
  const { prefix, data, supervisor } = installed;
  return { ...wanted, prefix, data, supervisor };
}
