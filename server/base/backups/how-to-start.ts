import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackupState } from '../../../shared/contract/base/backups.ts';
import { quoteWord } from '../../../shared/text/command-words.ts';
import type { Config } from '../../lib/config.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/u, '');
const USUAL_PORT = 3000;

const realOf = (path: string): string => (existsSync(path) ? realpathSync(path) : resolve(path));

/** The folder of an installation that is all in one folder; empty = in the places of the system (scripts/kit/places.ts). */
function readPrefix(program: string): string {
  const versions = dirname(program);
  if (basename(versions) !== 'versions') return '';
  try {
    const { prefix } = JSON.parse(readFileSync(join(dirname(versions), 'install.json'), 'utf8')) as {
      prefix?: unknown;
    };
    return typeof prefix === 'string' ? prefix : '';
  } catch {
    return '';
  }
}

/** How this very installation is given its settings and started: one folder of data more or less is another city. */
export function tellHowToStart(
  { dataDir, port }: Pick<Config, 'dataDir' | 'port'>,
  program = root,
): BackupState['start'] {
  if (existsSync(join(program, 'manifest.json'))) {
    const prefix = readPrefix(realOf(program));
    return prefix
      ? {
          settings: join(prefix, 'etc', 'otklik.env'),
          command: `${quoteWord(join(prefix, 'bin', 'otklik'))} restart`,
        }
      : { settings: '/etc/otklik/otklik.env', command: 'sudo otklik restart' };
  }
  const isUsual = realOf(dataDir) === realOf(join(program, '.local', 'data'));
  const keys = [
    ...(isUsual ? [] : ['--data', quoteWord(realOf(dataDir))]),
    ...(port === 0 || port === USUAL_PORT ? [] : ['--port', String(port)]),
  ];
  return { settings: '', command: ['npm start', ...(keys.length > 0 ? ['--', ...keys] : [])].join(' ') };
}
