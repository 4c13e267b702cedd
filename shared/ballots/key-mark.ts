import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { TallyKey } from '../contract/participation/ballots.ts';

/** The key in twelve signs that people read to each other: «A1B2 C3D4 E5F6», of its thumbprint (RFC 7638). */
export function markOfKey({ crv, kty, x, y }: TallyKey): string {
  const print = bytesToHex(sha256(utf8ToBytes(JSON.stringify({ crv, kty, x, y }))));
  return (print.slice(0, 12).toUpperCase().match(/.{4}/gu) ?? []).join(' ');
}
