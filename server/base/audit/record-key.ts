import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../lib/config.ts';
import { errorCode } from '../../lib/error-code.ts';

/** Where the key that signs days is: the setting, else a file of the data folder; never the database. */
export type KeyPlace = Pick<Config, 'recordKey' | 'dataDir'>;

const pathOf = (dataDir: string): string => join(dataDir, 'record-key');

/** The open half as it stands in a sheet: SPKI in base64. */
const openHalf = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');

/** What people compare a key by: SHA-256 of its open half, in hex. */
export const fingerprintOf = (openKey: string): string =>
  createHash('sha256').update(Buffer.from(openKey, 'base64')).digest('hex');

function readPrivate(text: string): KeyObject {
  try {
    const key = text.includes('BEGIN')
      ? createPrivateKey(text)
      : createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: a key in the text of an error would be in the log.
  }
  throw new Error('Ключ журнала не читается: нужен Ed25519, PKCS#8, в PEM или base64 (OTKLIK_RECORD_KEY)');
}

/** The key if there is one: who only checks makes none. */
export function findRecordKey({ recordKey, dataDir }: KeyPlace): KeyObject | null {
  if (recordKey) return readPrivate(recordKey);
  try {
    return readPrivate(readFileSync(pathOf(dataDir), 'utf8'));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The key that signs days; the first use makes the file, readable by the owner alone. */
export function openRecordKey(place: KeyPlace): KeyObject {
  if (place.recordKey) return readPrivate(place.recordKey);
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(place.dataDir, { recursive: true });
  try {
    // `wx`: of two processes that start at once one writes, the other reads.
    const text = privateKey.export({ type: 'pkcs8', format: 'pem' });
    writeFileSync(pathOf(place.dataDir), text, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  return findRecordKey(place)!;
}

/** Fingerprint of a key's open half. */
export const nameOfKey = (key: KeyObject): string => fingerprintOf(openHalf(key));

/** Fingerprints of the keys whose days are believed: the key there is and those it came after; none = no key yet. */
export function listTrusted(place: KeyPlace & Pick<Config, 'recordKeysOld'>): string[] {
  const own = findRecordKey(place);
  return own ? [nameOfKey(own), ...place.recordKeysOld] : [];
}

/** Signs a text; `key` is the open half. */
export const signText = (key: KeyObject, text: string): { key: string; signature: string } => ({
  key: openHalf(key),
  signature: sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
});

/** Whether the open half says that this text was signed; a key or a signature that cannot be read did not. */
export function isSigned(text: string, { key, signature }: { key: string; signature: string }): boolean {
  try {
    const open = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text, 'utf8'), open, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
