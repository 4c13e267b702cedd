// The link of two machines: which of them is the primary, where the other is. Read at every start of the embedded server.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPassword } from './roles.mjs';

/** How a standby names itself to its primary. */
export const standbyName = 'otklik_standby';

const fileOf = (place) => join(place.dir, 'standby-link.json');

/** `{ role: 'primary' | 'standby', listen, other: { host, port }, isAlone }`; null = there is no other machine. */
export function readLink(place) {
  try {
    return JSON.parse(readFileSync(fileOf(place), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

export const writeLink = (place, link) =>
  writeFileSync(fileOf(place), `${JSON.stringify(link, null, 2)}\n`, { mode: 0o600 });

export const dropLink = (place) => rmSync(fileOf(place), { force: true });

/** Lies in a cluster that follows another. */
export const isFollowing = (place) => existsSync(join(place.data, 'standby.signal'));

/** WAL the primary keeps for a standby that was away: a standby away for longer is made anew. */
const KEPT_WAL = '1GB';

/** Settings of the command line, so that a cluster returned from a copy waits for nobody. */
export function standbySettings(place) {
  const link = readLink(place);
  if (!link) return [];
  const addresses = [...new Set(['127.0.0.1', link.listen])].join(',');
  const isTogether = link.role === 'primary' && !link.isAlone;
  return [
    `listen_addresses=${addresses}`,
    `wal_keep_size=${KEPT_WAL}`,
    'hot_standby=on',
    // Not a word is acknowledged before it is on the disks of both.
    ...(isTogether ? [`synchronous_standby_names=${standbyName}`] : []),
  ];
}

/** Address of the other machine's server: under the account that copies, or the one that may look at what the server does. */
export function otherUrl(place, { host, port }, role = 'otklik_backup') {
  return `postgres://${role}:${readPassword(place, role)}@${host}:${port}/postgres`;
}

/** What PostgreSQL answers with has a code of five signs: whoever refuses is there. */
const isAnswer = (error) => /^[0-9A-Z]{5}$/.test(error?.code ?? '');

/** What the other machine's server is: 'primary', 'standby', 'unknown' where it is there and lets nobody in, null where it does not answer. */
export async function askOther(place, other) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: otherUrl(place, other), connectionTimeoutMillis: 3000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('SELECT pg_is_in_recovery() AS is');
    return rows[0].is ? 'standby' : 'primary';
  } catch (error) {
    return isAnswer(error) ? 'unknown' : null;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Two that both take messages would each promise what the other does not know. One whose standby was promoted meanwhile does not
 * start; one that cannot reach its standby starts and acknowledges nothing until it does, or is told to work alone.
 */
export async function requireOnlyPrimary(place, log) {
  const link = readLink(place);
  if (link?.role !== 'primary' || isFollowing(place)) return;
  const { host, port } = link.other;
  const other = await askOther(place, link.other);
  if (other === 'primary' || other === 'unknown')
    throw new Error(
      `Основная машина теперь другая: ${host}:${port} сделана основной, пока эта стояла. Двух основных быть не должно. ` +
        `Сделайте эту запасной: npm run standby -- --of ${host}:${port} --again (docs/standby.md).`,
    );
  if (other === null && !link.isAlone)
    log(
      `запасная ${host}:${port} не отвечает: пока её нет, город ничего не подтверждает. Работать без неё: npm run standby -- --alone`,
    );
}
