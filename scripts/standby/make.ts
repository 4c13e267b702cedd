import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBaseStream } from '../backup/base-stream.ts';
import type { Keyring } from '../backup/keyring.ts';
import { BackupRefusal } from '../backup/refusal.ts';
import { unpackTar } from '../backup/unpack.ts';
import { giveTo, type Place } from '../postgres/account.mjs';
import { setArchiving } from '../postgres/archiving.mjs';
import { hasCluster, readRunning } from '../postgres/cluster.mjs';
import { readPassword } from '../postgres/roles.mjs';
import { askOther, isFollowing, type Other, otherUrl, standbyName, writeLink } from '../postgres/standby.mjs';
import { letAddressIn } from './let-address.ts';
import { clusterOf } from './primary.ts';
import { pullFiles } from './pull-files.ts';
import { askAbout, writeSeen } from './seen.ts';

export interface MakeOptions {
  data: string;
  /** The primary. */
  primary: Other;
  /** Address of this machine, and its port of the database. */
  own: Other;
  place: string;
  keyring: Keyring;
  /** A database is there already: it is put aside. */
  isAgain: boolean;
  say: (words: string) => void;
}

function requireFree(cluster: Place, isAgain: boolean): void {
  const running = readRunning(cluster);
  if (running && !isFollowing(cluster))
    throw new BackupRefusal(`В ${cluster.dir} работает база (процесс ${running.pid}): остановите её.`);
  if (running)
    throw new BackupRefusal('Эта запасная работает: остановите её (Ctrl+C в npm run standby -- --keep).');
  if (hasCluster(cluster) && !isAgain)
    throw new BackupRefusal(
      `В ${cluster.dir} уже есть база. Если эта машина была основной или запасной и нужна запасной снова — добавьте --again: ` +
        'прежняя база останется рядом, в папке data.before-…',
    );
}

/** For a line of a settings file. */
const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

function followSettings(cluster: Place, { host, port }: Other): string {
  const conninfo = [
    `host=${host}`,
    `port=${port}`,
    'user=otklik_backup',
    `password=${readPassword(cluster, 'otklik_backup')}`,
    `application_name=${standbyName}`,
    'connect_timeout=5',
  ];
  return `primary_conninfo = ${quote(conninfo.join(' '))}\nrecovery_target_timeline = 'latest'\n`;
}

async function requireThere(cluster: Place, { host, port }: Other): Promise<void> {
  const found = await askOther(cluster, { host, port });
  if (found === 'primary') return;
  if (found === 'unknown')
    throw new BackupRefusal(
      `Основная ${host}:${port} эту машину не впускает: дайте на ней npm run standby -- --let (docs/standby.md).`,
    );
  throw new BackupRefusal(
    found === 'standby'
      ? `${host}:${port} — сама запасная. Назовите основную.`
      : `Основная ${host}:${port} не отвечает. Работает ли она, открыт ли порт между ними?`,
  );
}

/** The cluster of the primary as it is now, in a folder of another name until it is whole. */
async function copyCluster({ primary, say }: MakeOptions, cluster: Place): Promise<void> {
  const half = join(cluster.dir, 'data.new');
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  const base = await openBaseStream(otherUrl(cluster, primary), 'otklik-standby', null);
  try {
    say(`копирую базу основной: около ${Math.ceil(base.expected / 1024 / 1024)} МБ`);
    await unpackTar(base.tar, half);
  } finally {
    await base.close();
  }
  writeFileSync(join(half, 'postgresql.auto.conf'), followSettings(cluster, primary), { mode: 0o600 });
  writeFileSync(join(half, 'standby.signal'), '', { mode: 0o600 });
  // The other one asks this one before it starts: there must not be two.
  letAddressIn(half, primary.host);
  giveTo(cluster.account, half);
  chmodSync(half, 0o700);
  if (existsSync(cluster.data)) renameSync(cluster.data, `${cluster.data}.before-${Date.now()}`);
  renameSync(half, cluster.data);
}

/** Makes this machine the standby of another: files, keys and passwords out of the place of copies, the database from the primary itself. */
export async function makeStandby(options: MakeOptions): Promise<void> {
  const { data, primary, own, place, keyring, isAgain, say } = options;
  mkdirSync(data, { recursive: true });
  const cluster = clusterOf(data);
  requireFree(cluster, isAgain);
  say('беру файлы и ключи из папки копий');
  const { fresh } = await pullFiles({ place, keyring, data, cluster });
  say(`файлов принесено: ${fresh}`);
  await requireThere(cluster, primary);
  await copyCluster(options, cluster);
  // Nothing is handed over while it follows; from the promotion on the keeper takes it.
  setArchiving(cluster, true);
  writeFileSync(join(cluster.dir, 'port'), `${own.port}\n`);
  writeLink(cluster, { role: 'standby', listen: own.host, other: primary, isAlone: true });
  const seen = await askAbout(cluster, primary);
  if (seen) writeSeen(cluster, { ...seen, isTogether: false });
}
