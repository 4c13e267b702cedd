import { join } from 'node:path';
import pg from 'pg';
import { serverUrl } from '../backup/keeping/report.ts';
import { BackupRefusal } from '../backup/refusal.ts';
import { choosePlace, type Place } from '../postgres/account.mjs';
import { hasCluster, readRunning } from '../postgres/cluster.mjs';
import {
  dropLink,
  isFollowing,
  type Link,
  type Other,
  readLink,
  standbyName,
  writeLink,
} from '../postgres/standby.mjs';
import { stopPostgres } from '../postgres.mjs';
import { letAddressIn } from './let-address.ts';

export const clusterOf = (data: string): Place => choosePlace(join(data, 'postgres'));

export function requirePrimary(cluster: Place): void {
  if (!hasCluster(cluster))
    throw new BackupRefusal(`В ${cluster.dir} базы нет: назовите папку основной машины (--data).`);
  if (isFollowing(cluster)) throw new BackupRefusal('Это запасная машина: эту команду дают на основной.');
}

/** Settings hold from the next start: whoever keeps the database running starts it again at once. True = it ran. */
async function startAnew(data: string, cluster: Place): Promise<boolean> {
  const isRunning = readRunning(cluster) !== undefined;
  await stopPostgres({ dataDir: join(data, 'postgres') });
  return isRunning;
}

/** Lets the machine of the standby in; the primary waits for nobody yet. Returns whether the database ran. */
export async function letIn(data: string, listen: string, other: Other): Promise<boolean> {
  const cluster = clusterOf(data);
  requirePrimary(cluster);
  letAddressIn(cluster.data, other.host);
  writeLink(cluster, { role: 'primary', listen, other, isAlone: true });
  return startAnew(data, cluster);
}

function requireLink(cluster: Place): Link {
  requirePrimary(cluster);
  const link = readLink(cluster);
  if (link?.role !== 'primary')
    throw new BackupRefusal(
      'Запасной у этой машины ещё нет: сначала npm run standby -- --let (docs/standby.md).',
    );
  return link;
}

/** Whether a standby takes what is written now. */
async function isStreaming(cluster: Place): Promise<boolean> {
  const url = serverUrl(cluster);
  if (url === null) throw new BackupRefusal('База этой машины не работает: запустите Отклик и повторите.');
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT FROM pg_stat_replication WHERE application_name = $1 AND state = 'streaming'",
      [standbyName],
    );
    return rows.length > 0;
  } finally {
    await client.end();
  }
}

/** From now on nothing is acknowledged that is not on both disks. */
export async function workTogether(data: string): Promise<boolean> {
  const cluster = clusterOf(data);
  const link = requireLink(cluster);
  if (!(await isStreaming(cluster)))
    throw new BackupRefusal(
      `Запасная ${link.other.host}:${link.other.port} сейчас не следует за этой: ждать её — значит не принять ничего. ` +
        'Запустите её (npm run standby -- --keep) и повторите.',
    );
  writeLink(cluster, { ...link, isAlone: false });
  return startAnew(data, cluster);
}

/** The standby is away for long: what is acknowledged from now on is on one disk. */
export async function workAlone(data: string): Promise<boolean> {
  const cluster = clusterOf(data);
  writeLink(cluster, { ...requireLink(cluster), isAlone: true });
  return startAnew(data, cluster);
}

/** There is no other machine any more. */
export async function forgetStandby(data: string): Promise<boolean> {
  const cluster = clusterOf(data);
  requireLink(cluster);
  dropLink(cluster);
  return startAnew(data, cluster);
}
