import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../..');

/** The last state of the project before pages were drawn by the server. */
const FORMER = '2c8ce8e';

export interface FormerBuild {
  folder: string;
  remove: () => void;
}

/** That state in a folder of its own, built; null where the history does not go back so far. */
export function makeFormerBuild(tell: (text: string) => void): FormerBuild | null {
  if (!run('git', ['cat-file', '-e', `${FORMER}^{commit}`], root)) return null;
  const folder = join(mkdtempSync(join(tmpdir(), 'otklik-former-')), 'project');
  const remove = () => {
    run('git', ['worktree', 'remove', '--force', folder], root);
    rmSync(resolve(folder, '..'), { recursive: true, force: true });
  };
  tell(`собираю прежние страницы (${FORMER})`);
  if (!run('git', ['worktree', 'add', '--quiet', '--detach', folder, FORMER], root))
    throw new Error(`Не удалось развернуть ${FORMER}`);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'];
  if (run(process.execPath, args, folder) && existsSync(join(folder, 'dist/web/index.html')))
    return { folder, remove };
  remove();
  throw new Error('Прежние страницы не собрались');
}

const run = (file: string, args: string[], cwd: string): boolean =>
  spawnSync(file, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
