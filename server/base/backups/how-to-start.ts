import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackupState } from '../../../shared/contract/base/backups.ts';
import { quoteWord } from '../../../shared/text/command-words.ts';
import type { Config } from '../../lib/config.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/u, '');
const USUAL_PORT = 3000;

const realOf = (path: string): string => (existsSync(path) ? realpathSync(path) : resolve(path));

/** The folder of an installation that is all in one folder; empty = in the places of the system (scripts/kit/places.ts). Null where a release was not installed but runs: in its container. */
function readPrefix(program: string): string | null {
  const versions = dirname(program);
  if (basename(versions) !== 'versions') return null;
  try {
    const { prefix } = JSON.parse(readFileSync(join(dirname(versions), 'install.json'), 'utf8')) as {
      prefix?: unknown;
    };
    return typeof prefix === 'string' ? prefix : '';
  } catch {
    return null;
  }
}

/** How this very installation is given its settings and started: one folder of data more or less is another city. */
export function tellHowToStart(
  { dataDir, port }: Pick<Config, 'dataDir' | 'port'>,
  program = root,
): BackupState['start'] {
  if (existsSync(join(program, 'manifest.json'))) {
    const prefix = readPrefix(realOf(program));
    if (prefix === null) return { way: 'container' };
    return prefix
      ? {
          way: 'file',
          file: join(prefix, 'etc', 'otklik.env'),
          restart: `${quoteWord(join(prefix, 'bin', 'otklik'))} restart`,
        }
      : { way: 'file', file: '/etc/otklik/otklik.env', restart: 'sudo otklik restart' };
  }
  const isUsual = realOf(dataDir) === realOf(join(program, '.local', 'data'));
  const keys = [
    ...(isUsual ? [] : ['--data', quoteWord(realOf(dataDir))]),
    ...(port === 0 || port === USUAL_PORT ? [] : ['--port', String(port)]),
  ];
  return { way: 'command', command: ['npm start', ...(keys.length > 0 ? ['--', ...keys] : [])].join(' ') };
}
