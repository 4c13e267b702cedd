import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_FILE, openKeyring } from '../../../../scripts/backup/keyring.ts';
import { findBases } from '../../../../scripts/backup/place.ts';
import { waitUntil } from '../../../../scripts/support/processes.mjs';

/** The keeper takes its first copy by itself; this ends when it is whole. */
export async function awaitFirstCopy(place: string, passphrase: string): Promise<void> {
  if (!(await waitUntil(() => existsSync(join(place, KEY_FILE)), 60_000, 100)))
    throw new Error('Хранитель не начал');
  const keyring = await openKeyring(place, passphrase);
  if (!(await waitUntil(() => findBases(place, keyring).bases.length > 0, 120_000, 200)))
    throw new Error('Первой копии нет');
}
