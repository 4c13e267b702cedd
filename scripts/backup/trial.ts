import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePlace } from '../postgres/account.mjs';
import { startPostgres } from '../postgres.mjs';
import type { Plan } from './examine.ts';
import { type RestoreOptions, restoreBackup } from './restore.ts';

export type TrialOptions = Pick<RestoreOptions, 'place' | 'keyring' | 'describe' | 'say' | 'isForLook'>;

export interface Trial {
  plan: Plan;
  /** Address of the returned database under the account of the program. */
  url: string;
  data: string;
}

/** Returns the latest to a folder of the system's for temporary files, starts its database, and throws all away after `work`. */
export async function tryReturn<T>(options: TrialOptions, work: (trial: Trial) => Promise<T>): Promise<T> {
  const outer = mkdtempSync(join(tmpdir(), 'otklik-check-'));
  // The account of the database, which is another's for root, has to pass.
  chmodSync(outer, 0o711);
  const data = join(outer, 'data');
  const cluster = join(data, 'postgres');
  try {
    const { plan } = await restoreBackup({ ...options, at: null, data });
    const server = await startPostgres({ dataDir: cluster });
    try {
      return await work({ plan, url: server.url, data });
    } finally {
      await server.stop();
    }
  } finally {
    const { dir } = choosePlace(cluster);
    rmSync(dir, { recursive: true, force: true });
    rmSync(outer, { recursive: true, force: true });
  }
}
