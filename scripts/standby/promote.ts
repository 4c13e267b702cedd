import { lstatSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { readContents } from '../backup/city-facts.ts';
import type { Keyring } from '../backup/keyring.ts';
import { seizePlace } from '../backup/owner.ts';
import { BackupRefusal, describeFailure } from '../backup/refusal.ts';
import { giveTo, type Place } from '../postgres/account.mjs';
import { hasCluster, readRunning } from '../postgres/cluster.mjs';
import { askOther, isFollowing, type Link, readLink, writeLink } from '../postgres/standby.mjs';
import { startPostgres } from '../postgres.mjs';
import { waitUntil } from '../support/processes.mjs';
import { clusterOf } from './primary.ts';
import { pullFiles } from './pull-files.ts';
import { readSeen } from './seen.ts';

export interface PromoteOptions {
  data: string;
  /** Place of copies; null = it cannot be reached. */
  copies: { place: string; keyring: Keyring } | null;
  /** What the primary may have acknowledged without this machine is given up. */
  isLossTaken: boolean;
  describe: (moment: number) => string;
  say: (words: string) => void;
}

export interface Promoted {
  /** Contents the rows name and the disk has not. */
  missing: number;
}

const LONGEST_MS = 120_000;

function requireStandby(cluster: Place): Link {
  const link = readLink(cluster);
  if (hasCluster(cluster) && link?.role === 'standby' && isFollowing(cluster)) return link;
  throw new BackupRefusal('Эта машина не запасная: делать основной нечего.');
}

async function requireSilence({ other }: Link, cluster: Place): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    const found = await askOther(cluster, other);
    if (found !== null)
      throw new BackupRefusal(
        `Основная ${other.host}:${other.port} отвечает: двух основных быть не должно. Остановите её, если она больше не нужна, и повторите.`,
      );
    await sleep(300);
  }
}

/** What the primary acknowledged alone this machine does not have. */
function requireTogether(cluster: Place, { isLossTaken, describe }: PromoteOptions): void {
  const seen = readSeen(cluster);
  if (seen?.isTogether || isLossTaken) return;
  throw new BackupRefusal(
    seen
      ? `В последний раз, ${describe(seen.at)}, основная работала одна: подтверждённого ею после этого здесь может не быть. ` +
          'Если её диск цел, поднимите её. Если нет и потеря принята — добавьте --with-loss.'
      : 'Эта запасная ни разу не слышала основной: что она подтвердила, неизвестно. Если потеря принята — добавьте --with-loss.',
  );
}

/** As `pg_ctl promote` does, which is not in the package. */
async function promoteCluster(cluster: Place): Promise<void> {
  const running = readRunning(cluster);
  if (!running) throw new BackupRefusal('База запасной не запустилась: посмотрите server.log.');
  const mark = join(cluster.data, 'promote');
  writeFileSync(mark, '');
  giveTo(cluster.account, mark);
  process.kill(running.pid, 'SIGUSR1');
  if (await waitUntil(() => !isFollowing(cluster), LONGEST_MS, 50)) return;
  rmSync(mark, { force: true });
  throw new BackupRefusal(`За ${LONGEST_MS / 1000} с база не стала основной: посмотрите server.log.`);
}

async function isWritable(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ is: boolean }>('SELECT NOT pg_is_in_recovery() AS is');
    return rows[0]?.is === true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function awaitWritable(url: string): Promise<void> {
  if (await waitUntil(() => isWritable(url), LONGEST_MS, 100)) return;
  throw new BackupRefusal(`За ${LONGEST_MS / 1000} с база не стала основной: посмотрите server.log.`);
}

async function countMissing(data: string, url: string): Promise<number> {
  const named = await readContents(url, 'files.file');
  return [...named].filter(
    (sha256) =>
      !lstatSync(join(data, 'files', sha256.slice(0, 2), `${sha256}.original`), { throwIfNoEntry: false }),
  ).length;
}

/** Makes the standby the primary. Refuses where there would be two, or where what was acknowledged may be lost. */
export async function promoteStandby(options: PromoteOptions): Promise<Promoted> {
  const { data, copies, say } = options;
  const cluster = clusterOf(data);
  const link = requireStandby(cluster);
  await requireSilence(link, cluster);
  requireTogether(cluster, options);
  const server = await startPostgres({ dataDir: join(data, 'postgres'), detached: true });
  say('делаю эту машину основной');
  await promoteCluster(cluster);
  await awaitWritable(server.ownerUrl);
  // Alone until it has a standby of its own.
  writeLink(cluster, { ...link, role: 'primary', isAlone: true });
  if (copies) {
    seizePlace(copies.place, data, Date.now());
    await pullFiles({ ...copies, data, cluster }).catch((error) =>
      say(`Внимание: последние файлы не принесены — ${describeFailure(error, copies.place)}`),
    );
  } else say('Внимание: папка копий не названа или недоступна, последние файлы не принесены');
  return { missing: await countMissing(data, server.ownerUrl) };
}
