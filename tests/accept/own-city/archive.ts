import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root, runProgram } from '../run-program.ts';

export interface Archive {
  file: string;
  /** What its packages weigh, unpacked, megabytes. */
  packages: number;
}

let made: Promise<Archive> | undefined;

/** The archive of what a checkout holds. */
export async function archiveOf(checkout: string, tell: (text: string) => void): Promise<Archive> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-archive-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  tell('делаю архив');
  const { code, lines } = await runProgram(['scripts/release/make.ts', '--to', folder], tell, checkout);
  const name = readdirSync(folder).find((one) => one.endsWith('.tar.gz'));
  const weight = /^Пакеты в нём: (\d+) МБ/mu.exec(lines.join('\n'))?.[1];
  if (code !== 0 || !name || !weight) throw new Error('Архив не сделан');
  return { file: join(folder, name), packages: Number(weight) };
}

/** The archive of this commit: made once for all lines of a process. */
export function makeArchive(tell: (text: string) => void): Promise<Archive> {
  made ??= archiveOf(root, tell);
  return made;
}

/** A folder of somebody whom the machine does not know yet, with the archives and their sums in it. */
export function newHome(...archives: Archive[]): { home: string; drop: () => void } {
  const home = mkdtempSync(join(tmpdir(), 'otklik-fresh-'));
  chmodSync(home, 0o777);
  for (const path of archives.flatMap(({ file }) => [file, `${file}.sha256`]))
    copyFileSync(path, join(home, basename(path)));
  return { home, drop: () => rmSync(home, { recursive: true, force: true }) };
}
