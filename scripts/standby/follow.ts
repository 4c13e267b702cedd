import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR } from '../../shared/time.ts';
import type { FileEntry } from '../backup/file-copier.ts';
import type { Keyring } from '../backup/keyring.ts';
import { BackupRefusal, describeFailure } from '../backup/refusal.ts';
import { hasCluster } from '../postgres/cluster.mjs';
import { isFollowing, readLink } from '../postgres/standby.mjs';
import { startPostgres } from '../postgres.mjs';
import { clusterOf } from './primary.ts';
import { dropUnnamed, type PullOptions, pullFiles } from './pull-files.ts';
import { askAbout, type Seen, writeSeen } from './seen.ts';

export interface FollowOptions {
  data: string;
  place: string;
  keyring: Keyring;
  signal: AbortSignal;
  say: (words: string) => void;
}

/** Between two talks with the primary, and no less between two looks at the files of the place, ms. */
const EVERY = 2000;
/** No more than a tenth of the time is spent on files. */
const SHARE = 10;

const describe = (seen: Seen | null): string => {
  if (!seen) return 'основная не отвечает';
  return seen.isTogether
    ? 'основная ждёт эту машину'
    : 'основная пока работает одна (npm run standby -- --together на ней)';
};

/** Brings files again and again; a failure is said once. */
function createPuller(options: PullOptions, url: string, say: (words: string) => void): () => Promise<void> {
  let [before, failed, pullAt, sweepAt]: [FileEntry[], string, number, number] = [[], '', 0, 0];
  return async () => {
    const begun = Date.now();
    if (begun < pullAt) return;
    try {
      before = (await pullFiles(options, before)).files;
      if (begun > sweepAt) await dropUnnamed(options, url);
      if (begun > sweepAt) sweepAt = begun + HOUR;
      failed = '';
    } catch (error) {
      const words = describeFailure(error, options.place);
      if (words !== failed) say(`файлы: ${words}`);
      failed = words;
    }
    pullAt = Date.now() + (Date.now() - begun) * SHARE;
  };
}

/** Keeps the standby's database and files going until it is stopped, or promoted. Says what changes. */
export async function followPrimary({ data, place, keyring, signal, say }: FollowOptions): Promise<void> {
  const cluster = clusterOf(data);
  const link = readLink(cluster);
  if (!hasCluster(cluster) || link?.role !== 'standby' || !isFollowing(cluster))
    throw new BackupRefusal('Эта машина не запасная: сделайте её ею — npm run standby -- --of УЗЕЛ:ПОРТ.');
  // It outlives us once it is promoted.
  const server = await startPostgres({ dataDir: join(data, 'postgres'), detached: true });
  const pull = createPuller({ place, keyring, data, cluster }, server.ownerUrl, say);
  let said = '';
  while (!signal.aborted && isFollowing(cluster)) {
    const seen = await askAbout(cluster, link.other);
    if (seen) writeSeen(cluster, seen);
    if (describe(seen) !== said) {
      said = describe(seen);
      say(said);
    }
    await pull();
    await sleep(EVERY, undefined, { signal }).catch(() => {});
  }
  if (isFollowing(cluster)) await server.stop();
  else say('эта машина теперь основная: запустите на ней город — npm start');
}
