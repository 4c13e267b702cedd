import { appendFileSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';

/** Who comes in: the account that copies, and the one of the program to ask how far the standby is. To no table of the city: it is another database. */
const rules = [
  ['replication', 'otklik_backup'],
  ['postgres', 'otklik_backup'],
  ['postgres', 'otklik'],
] as const;

/** Lines of pg_hba.conf by which the other machine comes in: from one address, with a password. */
export function letAddressIn(data: string, host: string): void {
  const path = join(data, 'pg_hba.conf');
  const from = { 4: `${host}/32`, 6: `${host}/128`, 0: host }[isIP(host)] ?? host;
  const known = readFileSync(path, 'utf8');
  for (const [database, role] of rules) {
    const rule = `host ${database} ${role} ${from} scram-sha-256`;
    if (!known.includes(rule)) appendFileSync(path, `\n${rule}\n`);
  }
}
