import { readFileSync } from 'node:fs';

/** `otklik.env`: lines `NAME=value` as systemd and containers read them. */

function unquote(text: string): string {
  const [, quote, inner = ''] = /^(["'])(.*)\1$/su.exec(text) ?? [];
  if (!quote) return text;
  return quote === '"' ? inner.replaceAll(/\\(["\\$`])/gu, '$1') : inner;
}

export function parseSettings(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s*([A-Za-z_]\w*)=(.*?)\s*$/u.exec(line) ?? [];
    if (name !== undefined && value !== undefined) found[name] = unquote(value);
  }
  return found;
}

/** Quoted where the value would not be read back as it is. */
export function writeSetting(name: string, value: string): string {
  if (/^[\w./:@%+,=-]*$/u.test(value)) return `${name}=${value}`;
  return `${name}="${value.replaceAll(/["\\$`]/gu, '\\$&')}"`;
}

export function readSettingsFile(path: string): Record<string, string> {
  try {
    return parseSettings(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

export interface FirstSettings {
  url: string;
  port: number;
  isDemo: boolean;
  backupTo: string;
  passphrase: string;
  metricsToken: string;
  databaseUrl: string;
  databaseOwnerUrl: string;
}

/** A line that is set, or one that only shows how: `# NAME=example`. */
const either = (name: string, value: string, example: string): string =>
  value ? writeSetting(name, value) : `# ${name}=${example}`;

/** The file as the installer writes it, once: afterwards it is the administrator's. */
export function makeSettingsFile(first: FirstSettings): string {
  return `# Настройки Отклика. Все переменные и что они значат: docs/settings.md. После правки: otklik restart

# Настоящая установка (0) или демонстрация (1): решается первым запуском, навсегда.
OTKLIK_DEMO=${first.isDemo ? 1 : 0}

# Адрес, как его видят жители. По https cookie становятся защищёнными; перед сервером стоит прокси (docs/install.md).
${either('OTKLIK_URL', first.url, 'https://otklik.example.org')}
HOST=127.0.0.1
PORT=${first.port}
# Прокси на другой машине: его адрес, чтобы верить ему об адресах посетителей.
# OTKLIK_TRUSTED_PROXIES=10.0.0.5

# Копии: папка на другом диске и пароль. Пароль запишите и храните отдельно: без него копию не открыть (docs/backup.md).
${either('OTKLIK_BACKUP_TO', first.backupTo, '/mnt/kopii')}
${either('OTKLIK_BACKUP_PASSPHRASE', first.passphrase, '"четыре слова через пробел"')}

# Своя PostgreSQL 17 вместо встроенной. После правки этих двух строк: otklik units, затем otklik restart
${either('DATABASE_URL', first.databaseUrl, 'postgres://otklik:PASSWORD@10.0.0.7/otklik')}
${either('DATABASE_OWNER_URL', first.databaseOwnerUrl, 'postgres://otklik_owner:PASSWORD@10.0.0.7/otklik')}

# Наблюдение (deploy/prometheus): ключ к /metrics и порт, на котором о себе говорит служба фоновой работы.
OTKLIK_WORKER_PORT=${first.port + 1}
OTKLIK_METRICS_TOKEN=${first.metricsToken}
`;
}
