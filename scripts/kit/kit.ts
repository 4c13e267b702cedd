import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Installed, type Places, placesOf, readInstalled } from './places.ts';
import { readSettingsFile } from './settings-file.ts';

/** An installation in hand: where it lies, who runs it, with what settings. */

/** What a person did wrong or the machine lacks: its words alone are printed. */
export class KitRefusal extends Error {}

/** What is printed of an error: its words where it was foreseen, all of it where it was not. */
export function describeKitError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof KitRefusal) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code?.startsWith('ERR_PARSE_ARGS')) {
    const word = /'([^'\s]+)/u.exec(error.message)?.[1] ?? '';
    return `${word.startsWith('-') ? `Ключ ${word}` : `Слово «${word}»`} не подходит. Что есть: ./install.sh --help, otklik help`;
  }
  return error.stack ?? error.message;
}

export interface Owner {
  uid: number;
  gid: number;
}

export interface Kit {
  home: string;
  places: Places;
  installed: Installed;
  /** Null: whoever types the commands. */
  owner: Owner | null;
  say: (line: string) => void;
}

/** The numbers of an account of /etc/passwd. */
export function findAccount(name: string): Owner | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return line ? { uid: Number(uid), gid: Number(gid) } : null;
}

export function openKit(home: string, say: (line: string) => void): Kit {
  const installed = readInstalled(home);
  if (!installed)
    throw new KitRefusal(`В ${home} Отклик не установлен: распакуйте архив и запустите ./install.sh`);
  const owner = installed.account === null ? null : findAccount(installed.account);
  if (installed.account !== null) {
    if (!owner)
      throw new KitRefusal(
        `Учётной записи ${installed.account} на этой машине больше нет. Запустите ./install.sh снова.`,
      );
    if (process.getuid?.() !== 0) throw new KitRefusal('Эту команду даёт root: sudo otklik …');
  }
  return { home, places: placesOf(installed.prefix, installed.data), installed, owner, say };
}

/** What the program is started with: the settings of the file, and of `closed.env` while the portal is closed. */
export function environmentOf({ places }: Pick<Kit, 'places'>): NodeJS.ProcessEnv {
  const { PATH, LANG, TZ, TERM, NO_COLOR } = process.env;
  return {
    PATH,
    LANG,
    TZ,
    TERM,
    NO_COLOR,
    HOME: places.cache,
    CACHE_DIRECTORY: places.cache,
    OTKLIK_DATA: places.data,
    ...readSettingsFile(places.settings),
    ...readSettingsFile(places.closed),
  };
}

export const settingsOf = ({ places }: Pick<Kit, 'places'>): Record<string, string> => ({
  ...readSettingsFile(places.settings),
  ...readSettingsFile(places.closed),
});

export const isClosed = ({ places }: Pick<Kit, 'places'>): boolean => existsSync(places.closed);

/** Where the pages are answered on this machine. */
export function addressOf(kit: Pick<Kit, 'places'>): string {
  const { HOST, PORT } = settingsOf(kit);
  const host = !HOST || HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT || '3000'}`;
}

/** Program and arguments that run a script of a version. */
export function programOf(version: string, script: string): { file: string; args: string[] } {
  return { file: join(version, 'runtime', 'node'), args: [join(version, 'scripts', script)] };
}

export interface Ran {
  code: number;
  output: string;
}

/** Runs a script of the version that works, as the account of the installation, with its settings. */
export function runScript(
  kit: Kit,
  script: string,
  args: readonly string[],
  { isQuiet = false, more = {} }: { isQuiet?: boolean; more?: NodeJS.ProcessEnv } = {},
): Ran {
  const program = programOf(kit.places.current, script);
  const done = spawnSync(program.file, [...program.args, ...args], {
    env: { ...environmentOf(kit), INIT_CWD: process.cwd(), ...more },
    cwd: kit.places.current,
    stdio: ['inherit', isQuiet ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
    ...kit.owner,
  });
  if (done.error) throw new KitRefusal(`Команда не запускается: ${done.error.message}`);
  return { code: done.status ?? 1, output: done.stdout ?? '' };
}
