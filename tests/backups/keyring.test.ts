import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { KEY_FILE, openKeyring, settleKeyring } from '../../scripts/backup/keyring.ts';

const folder = mkdtempSync(join(tmpdir(), 'otklik-keys-'));
// Each guess is quick here.
beforeAll(() => void vi.stubEnv('OTKLIK_BACKUP_WORK', '10'));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('whoever comes to a new place at once has the keys that lie there, and nothing else is left of it', async () => {
  const passphrase = 'четыре слова для копий';
  const all = await Promise.all(Array.from({ length: 8 }, () => settleKeyring(folder, passphrase)));
  const kept = await openKeyring(folder, passphrase);
  for (const one of all) expect(one).toEqual(kept);
  expect(readdirSync(folder)).toEqual([KEY_FILE]);
  expect(await settleKeyring(folder, passphrase)).toEqual(kept);
});
