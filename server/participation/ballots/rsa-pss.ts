import { constants, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** RSASSA-PSS with SHA-384 and a salt of 48 bytes: every signature of a secret vote, blind or not (docs/votes.md). */

/** The open half of an RSA key, as members of a JWK. */
export interface PublicKey {
  n: string;
  e: string;
}

const HASH = 'sha384';
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };

export const openRsaKey = ({ n, e }: PublicKey): KeyObject =>
  createPublicKey({ format: 'jwk', key: { kty: 'RSA', n, e } });

/** @param key either half */
export function openHalfOf(key: KeyObject): PublicKey {
  const { n = '', e = '' } = key.export({ format: 'jwk' });
  return { n, e };
}

/** Base64url. */
export const signPss = (key: KeyObject, bytes: Uint8Array): string =>
  sign(HASH, bytes, { key, ...pss }).toString('base64url');

/** @param signature base64url */
export const isSignedPss = (key: KeyObject, bytes: Uint8Array, signature: string): boolean =>
  verify(HASH, bytes, { key, ...pss }, Buffer.from(signature, 'base64url'));
