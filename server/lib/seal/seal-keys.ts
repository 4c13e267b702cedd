import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { syncFolder } from '../disk.ts';
import { errorCode } from '../error-code.ts';

/** A key that seals secrets at rest, with the name it has in what it sealed. */
export interface SealKey {
  id: string;
  key: Buffer;
}

type KeyPlace = Pick<Config, 'sealKey' | 'sealKeysOld' | 'dataDir'>;

const opened = new Map<string, SealKey[]>();

const currentPath = (dataDir: string): string => join(dataDir, 'seal-key');
const formerPath = (dataDir: string): string => join(dataDir, 'seal-keys-old');
const newText = (): string => randomBytes(32).toString('base64url');

/**
 * Keys that open, the one that seals first: OTKLIK_SEAL_KEY and OTKLIK_SEAL_KEYS_OLD when the operator keeps keys apart from
 * data, else `<data folder>/seal-key`, made at the first use, and `seal-keys-old` beside it; readable by the owner alone.
 * Losing them makes sealed secrets unreadable: passwords of mail and gateways are typed anew, staff set up their code
 * generators again.
 */
export function readSealKeys(config: KeyPlace, { again = false } = {}): SealKey[] {
  const place = config.sealKey
    ? `${config.sealKey} ${config.sealKeysOld.join(' ')}`
    : currentPath(config.dataDir);
  const known = again ? undefined : opened.get(place);
  if (known) return known;
  const texts = config.sealKey
    ? [config.sealKey, ...config.sealKeysOld]
    : [readCurrent(config.dataDir), ...readFormer(config.dataDir)];
  const keys = texts.map(derive);
  opened.set(place, keys);
  return keys;
}

function derive(text: string): SealKey {
  if (text.length < 32)
    throw new Error('Ключ для секретов короче 32 знаков: задайте OTKLIK_SEAL_KEY длиннее');
  const key = Buffer.from(hkdfSync('sha256', text, '', 'otklik-sealed-v1', 32));
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 8), key };
}

function readCurrent(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  try {
    // `wx`: of two processes that start at once one writes, the other reads. On the disk before it seals anything.
    writeFileSync(currentPath(dataDir), newText(), { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  return readFileSync(currentPath(dataDir), 'utf8').trim();
}

function readFormer(dataDir: string): string[] {
  try {
    return readFileSync(formerPath(dataDir), 'utf8').split('\n').filter(Boolean);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A new key of the data folder; the former one stays beside it, written before the new one seals anything. */
export function changeKeyFile(dataDir: string): void {
  const former = [readCurrent(dataDir), ...readFormer(dataDir)];
  writeFileSync(formerPath(dataDir), `${former.join('\n')}\n`, { mode: 0o600, flush: true });
  chmodSync(formerPath(dataDir), 0o600);
  const fresh = `${currentPath(dataDir)}.new`;
  writeFileSync(fresh, newText(), { mode: 0o600, flush: true });
  renameSync(fresh, currentPath(dataDir));
  // A loss of power would bring back the former name, and what was sealed since would open no more.
  syncFolder(dataDir);
  opened.delete(currentPath(dataDir));
}

/** Former keys are not needed any more: nothing is sealed by them. */
export function forgetKeyFile(dataDir: string): void {
  rmSync(formerPath(dataDir), { force: true });
  opened.delete(currentPath(dataDir));
}
