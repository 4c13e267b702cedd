import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { projectRoot } from '../support/places.mjs';

/** Where an installation made from a release lies. */

export interface Places {
  home: string;
  versions: string;
  /** A link to the folder of the version that works. */
  current: string;
  config: string;
  settings: string;
  /** There while the portal is closed after an upgrade: where the pages are answered meanwhile. */
  closed: string;
  data: string;
  cache: string;
  logs: string;
  /** Folder of units; null where systemd keeps nothing. */
  units: string | null;
  command: string;
}

/** Places of the system, or all of them below one folder: for who is not root. */
export function placesOf(prefix: string, data: string): Places {
  const home = prefix || '/opt/otklik';
  const config = prefix ? join(prefix, 'etc') : '/etc/otklik';
  return {
    home,
    versions: join(home, 'versions'),
    current: join(home, 'current'),
    config,
    settings: join(config, 'otklik.env'),
    closed: join(config, 'closed.env'),
    data: data || (prefix ? join(prefix, 'data') : '/var/lib/otklik'),
    cache: prefix ? join(prefix, 'cache') : '/var/cache/otklik',
    logs: prefix ? join(prefix, 'log') : '/var/log/otklik',
    units: prefix ? null : '/etc/systemd/system',
    command: prefix ? join(prefix, 'bin', 'otklik') : '/usr/local/bin/otklik',
  };
}

/** What the installation remembers of itself, in `install.json` of its home. */
export interface Installed {
  prefix: string;
  data: string;
  /** Who runs it; null = whoever types the commands. */
  account: string | null;
  supervisor: 'systemd' | 'plain';
  /** When an upgraded portal was opened last: from then on there is no way back. ISO. */
  openedAt?: string;
}

const fileOf = (home: string): string => join(home, 'install.json');

export function readInstalled(home: string): Installed | null {
  try {
    return JSON.parse(readFileSync(fileOf(home), 'utf8')) as Installed;
  } catch {
    return null;
  }
}

export function writeInstalled(home: string, installed: Installed): void {
  writeFileSync(fileOf(home), `${JSON.stringify(installed, null, 2)}\n`);
}

/** The home of the installation this very program belongs to: `<home>/versions/<version>`. Null for a mere unpacked archive. */
export function homeOfProgram(program = projectRoot): string | null {
  const versions = dirname(program);
  const home = dirname(versions);
  return basename(versions) === 'versions' && existsSync(fileOf(home)) ? home : null;
}

/** The version that works; null before the first. */
export function currentVersion({ current }: Places): string | null {
  try {
    return basename(readlinkSync(current));
  } catch {
    return null;
  }
}
