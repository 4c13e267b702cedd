import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findAccount, type Kit, KitRefusal, type Owner, settingsOf } from './kit.ts';
import type { Places } from './places.ts';
import { renderUnits } from './units.ts';
import { copyTree, ownByRoot, runTool } from './versions.ts';

/** Steps of an installation. Each does nothing where it is done already, and returns what it has done, or ''. */

const run = (file: string, args: readonly string[]): void =>
  runTool(file, args, `Не удалось: ${file} ${args.join(' ')}`);

export function ensureAccount(name: string, home: string): string {
  if (findAccount(name)) return '';
  run('useradd', [
    '--system',
    '--user-group',
    '--home-dir',
    home,
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    name,
  ]);
  return `учётная запись ${name}`;
}

/** A folder of another's with something in it is not taken: what is there may be a city's. */
function isInHand(path: string, owner: Owner | null): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return false;
  if (!owner || found.uid === owner.uid) return true;
  // A disk just made has a folder of its own.
  if (readdirSync(path).every((name) => name === 'lost+found')) return false;
  throw new KitRefusal(
    `Папка ${path} не пустая и принадлежит другой учётной записи (uid ${found.uid}). Уберите её или назовите другую.`,
  );
}

/** A folder with this mode; `owner` null leaves it to whoever makes it. */
function ensureFolder(path: string, mode: number, owner: Owner | null): string {
  if (isInHand(path, owner)) return '';
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
  if (owner) chownSync(path, owner.uid, owner.gid);
  return `папка ${path}`;
}

/** Root alone writes there: in a folder of the account, a link laid by it would lead root's hand elsewhere. */
function ensureLogs(path: string, owner: Owner | null): string {
  const ofGroup = owner && { uid: 0, gid: owner.gid };
  if (owner === null || statSync(path, { throwIfNoEntry: false })?.uid !== owner.uid)
    return ensureFolder(path, 0o750, ofGroup);
  chownSync(path, 0, owner.gid);
  return `папка ${path}`;
}

export function ensureFolders(places: Places, owner: Owner | null): string[] {
  const ofGroup = owner && { uid: 0, gid: owner.gid };
  return [
    ensureFolder(places.versions, 0o755, null),
    ensureFolder(places.config, 0o750, ofGroup),
    ensureFolder(places.data, 0o750, owner),
    ensureFolder(places.cache, 0o750, owner),
    ensureLogs(places.logs, owner),
    ensureFolder(dirname(places.command), 0o755, null),
  ].filter(Boolean);
}

/** Where copies go, if it is on this machine: made for the account, else its keeper could not. */
export function ensureBackupFolder(to: string, owner: Owner | null): string {
  return to ? ensureFolder(to, 0o700, owner) : '';
}

/** The version whose archive this is, beside any others. */
export function ensureVersion(from: string, { versions }: Places, version: string): string {
  const to = join(versions, version);
  if (existsSync(to)) return '';
  copyTree(from, to);
  ownByRoot(to);
  return `программа ${to}`;
}

export function ensureLink(place: string, target: string): string {
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() && readlinkSync(place) === target) return '';
  if (found && !found.isSymbolicLink())
    throw new KitRefusal(`На месте ссылки ${place} лежит чужое: уберите его.`);
  rmSync(place, { force: true });
  symlinkSync(target, place);
  return `ссылка ${place}`;
}

/** Written once: from then on it is the administrator's. */
export function ensureSettings({ settings }: Places, text: string, owner: Owner | null): string {
  if (existsSync(settings)) return '';
  writeFileSync(settings, text, { mode: 0o640 });
  if (owner) chownSync(settings, 0, owner.gid);
  return `настройки ${settings}`;
}

/** Writes the units as this version wants them; those of a part that is not needed go. Returns what changed. */
export function placeUnits(kit: Kit): string[] {
  const { units } = kit.places;
  if (kit.installed.supervisor !== 'systemd' || units === null || kit.installed.account === null) return [];
  const { DATABASE_URL, OTKLIK_BACKUP_TO } = settingsOf(kit);
  const wanted = renderUnits({
    places: kit.places,
    account: kit.installed.account,
    hasOwnDatabase: Boolean(DATABASE_URL),
    backupTo: OTKLIK_BACKUP_TO ?? '',
  });
  const changed = Object.entries(wanted).flatMap(([name, text]) => {
    const path = join(units, name);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return [];
    writeFileSync(path, text, { mode: 0o644 });
    return [`служба ${name}`];
  });
  const spare = join(units, 'otklik-database.service');
  if (!(basename(spare) in wanted) && existsSync(spare)) {
    run('systemctl', ['disable', '--now', basename(spare)]);
    rmSync(spare);
    changed.push(`убрана служба ${basename(spare)}`);
  }
  if (changed.length === 0) return [];
  run('systemctl', ['daemon-reload']);
  run('systemctl', ['enable', '--quiet', ...Object.keys(wanted)]);
  return changed;
}
