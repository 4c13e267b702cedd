import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root as here, runProgram } from '../../run-program.ts';

/** The project as it was last recorded, in a folder of its own that is thrown away. */
export interface Clone {
  root: string;
  /** Files the recipes have added. */
  added: string[];
  /** Records what was written; gives the lines added to each file since the record before. */
  record: (what: string) => Map<string, number>;
  /** What programs of the project write by themselves. */
  generate: (tell: (text: string) => void) => Promise<void>;
  close: () => void;
}

export function openClone(): Clone {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-recipes-'));
  const root = join(folder, 'project');
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  execFileSync('git', ['clone', '--quiet', '--shared', here, root]);
  git('config', 'user.name', 'newcomer');
  git('config', 'user.email', 'newcomer@demo.invalid');
  symlinkSync(join(here, 'node_modules'), join(root, 'node_modules'));
  const record = (what: string): Map<string, number> => {
    git('add', '--all');
    git('commit', '--quiet', '--message', what);
    const lines = git('show', '--numstat', '--format=', 'HEAD').trim().split('\n');
    return new Map(lines.map((line) => [line.split('\t')[2]!, Number(line.split('\t')[0])]));
  };
  return {
    root,
    added: [],
    record,
    generate: async (tell) => {
      const types = ['scripts/with-test-db.mjs', '--', process.execPath, 'scripts/db-types.ts'];
      const { code } = await runProgram(types, tell, root);
      if (code !== 0) throw new Error('Типы таблиц не записаны');
      record('generated');
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
