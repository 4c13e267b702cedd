import { createHmac, randomBytes } from 'node:crypto';
import { isSameSecret } from '../../../lib/ids.ts';
import { uint8At } from '../../../lib/typed-arrays.ts';

/** Seconds one code lives; digits of it. What every authenticator application takes without asking. */
const STEP = 30;
const DIGITS = 6;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret of 160 bits (RFC 4226 section 4), in base32 as people type it. */
export function newTotpSecret(): string {
  let bits = '';
  for (const byte of randomBytes(20)) bits += byte.toString(2).padStart(8, '0');
  return bits.replaceAll(/.{5}/g, (five) => BASE32[Number.parseInt(five, 2)] ?? '');
}

function decodeBase32(secret: string): Buffer {
  const bits = [...secret].map((sign) => BASE32.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** The code of one step of time (RFC 6238, HMAC-SHA-1). */
export function totpAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', decodeBase32(secret)).update(counter).digest();
  const offset = uint8At(digest, digest.length - 1) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

export const stepOf = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP);

/**
 * The step a code belongs to, or null. A phone's clock may be a step off either way; a step not after `lastStep` was
 * used already and opens nothing again.
 */
export function findStep(secret: string, code: string, now: Date, lastStep: number): number | null {
  const current = stepOf(now);
  const fits = [current, current - 1, current + 1].filter(
    (step) => step > lastStep && isSameSecret(totpAt(secret, step), code),
  );
  return fits[0] ?? null;
}

/** What the QR code says to the application: RFC draft «Key URI Format». */
export function totpUri(secret: string, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}
