import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { firstOf } from '../../../shared/lists.ts';
import type { Config } from '../config.ts';
import { isSameSecret } from '../ids.ts';
import { readSealKeys, type SealKey } from './seal-keys.ts';

/** Read anew each time: nothing is sealed by a key that was changed, and may be forgotten, while this process works. */
const keyInForce = (config: Config): SealKey => firstOf(readSealKeys(config, { again: true }));

/** Seals a secret for the database (AES-256-GCM). `place` names where it lies: moved elsewhere it does not open. */
export function seal(config: Config, place: string, secret: string): string {
  const { id, key } = keyInForce(config);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `v2.${id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** Opens what `seal` made, by a former key too; null when its key is not here any more or the value was touched. */
export function unseal(config: Config, place: string, sealed: string): string | null {
  const [version, ...parts] = sealed.split('.');
  const [id, body] = version === 'v2' ? parts : [null, parts[0]];
  if ((version !== 'v1' && version !== 'v2') || !body) return null;
  // Values of the first version name no key: each is tried.
  const fits = ({ id: known }: SealKey): boolean => id === null || known === id;
  const known = readSealKeys(config).filter(fits);
  // Another process may have changed the key meanwhile.
  const keys = known.length > 0 ? known : readSealKeys(config, { again: true }).filter(fits);
  for (const { key } of keys) {
    const secret = open(key, place, Buffer.from(body, 'base64url'));
    if (secret !== null) return secret;
  }
  return null;
}

function open(key: Buffer, place: string, bytes: Buffer): string | null {
  if (bytes.length < 28) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** Whether a value is sealed by the key in force. */
export const isSealedAnew = (config: Config, sealed: string): boolean =>
  sealed.startsWith(`v2.${keyInForce(config).id}.`);

const markBy = (key: Buffer, purpose: string, value: string): string =>
  createHmac('sha256', key).update(`${purpose}\n${value}`).digest('base64url').slice(0, 22);

/** A short mark of the server under a value that goes out and comes back in a link; 128 bits. */
export const signValue = (config: Config, purpose: string, value: string): string =>
  markBy(keyInForce(config).key, purpose, value);

/** Whether the mark is ours: links in letters outlive a change of the key. */
export const isSigned = (config: Config, purpose: string, value: string, mark: string): boolean =>
  readSealKeys(config).some(({ key }) => isSameSecret(mark, markBy(key, purpose, value)));
