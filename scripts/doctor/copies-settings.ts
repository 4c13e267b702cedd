import { existsSync, statSync } from 'node:fs';

/** docs/backup.md. */
const LEAST_PASSPHRASE = 12;

/** What the start script is told of copies, and the server is not. */
export interface CopiesSettings {
  /** Folder of copies; empty = none is named. */
  folder: string;
  passphrase: string;
  isFolderThere: boolean;
  isSameDisk: boolean;
}

export type CopiesCode = 'no-passphrase' | 'short-passphrase' | 'no-folder' | 'same-disk';

export function judgeCopiesSettings(settings: CopiesSettings): { code: CopiesCode; words: string }[] {
  const { folder, passphrase, isFolderThere, isSameDisk } = settings;
  if (!folder) return [];
  const found: { code: CopiesCode; words: string }[] = [];
  if (!passphrase) found.push({ code: 'no-passphrase', words: '' });
  else if (passphrase.length < LEAST_PASSPHRASE)
    found.push({ code: 'short-passphrase', words: 'OTKLIK_BACKUP_PASSPHRASE.' });
  if (!isFolderThere) found.push({ code: 'no-folder', words: `${folder}.` });
  else if (isSameDisk) found.push({ code: 'same-disk', words: `${folder}.` });
  return found;
}

/** The settings of this environment; a folder that is not there yet is on no disk. */
export function readCopiesSettings(
  env: Readonly<Record<string, string | undefined>>,
  data: string,
): CopiesSettings {
  const folder = env.DATABASE_URL ? '' : (env.OTKLIK_BACKUP_TO ?? '');
  const disk = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.dev;
  const isFolderThere = folder !== '' && existsSync(folder) && statSync(folder).isDirectory();
  return {
    folder,
    passphrase: env.OTKLIK_BACKUP_PASSPHRASE ?? '',
    isFolderThere,
    isSameDisk: isFolderThere && disk(folder) === disk(data),
  };
}
