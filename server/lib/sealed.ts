import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

const opened = new Map<string, Buffer>();

/**
 * The key that seals secrets at rest: OTKLIK_SEAL_KEY when the operator keeps keys apart from data, else
 * `<data folder>/seal-key`, made at the first use and readable by the owner alone. Losing it makes sealed secrets
 * unreadable: passwords of mail and gateways are typed anew, staff set up their code generators again.
 */
function readSealKey(config: Config): Buffer {
  const place = config.sealKey || join(config.dataDir, 'seal-key');
  const known = opened.get(place);
  if (known) return known;
  const text = config.sealKey || readKeyFile(config.dataDir, place);
  if (text.length < 32)
    throw new Error('Ключ для секретов короче 32 знаков: задайте OTKLIK_SEAL_KEY длиннее');
  const key = Buffer.from(hkdfSync('sha256', text, '', 'otklik-sealed-v1', 32));
  opened.set(place, key);
  return key;
}

function readKeyFile(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true });
  try {
    // `wx`: of two processes that start at once one writes, the other reads.
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

/** Seals a secret for the database (AES-256-GCM). `place` names where it lies: moved elsewhere it does not open. */
export function seal(config: Config, place: string, secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', readSealKey(config), nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** Opens what `seal` made; null when the key has changed or the value was touched. */
export function unseal(config: Config, place: string, sealed: string): string | null {
  if (!sealed.startsWith('v1.')) return null;
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  if (bytes.length < 28) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', readSealKey(config), bytes.subarray(0, 12))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** A short mark of the server under a value that goes out and comes back in a link; 128 bits. */
export const signValue = (config: Config, purpose: string, value: string): string =>
  createHmac('sha256', readSealKey(config)).update(`${purpose}\n${value}`).digest('base64url').slice(0, 22);
