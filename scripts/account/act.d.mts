/** Who works on the files of a data folder: the account of its server where root has typed the command, else ourselves. */
export interface FilesOfAccount {
  act: <T>(work: () => T | Promise<T>) => Promise<T>;
  /** A file of the caller made readable to that account. */
  lend: (path: string) => Promise<{ path: string; drop: () => void }>;
}

export function openAccount(data: string, options?: { looksOnly?: boolean }): FilesOfAccount;
