import { sha384 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';

const HASH = 48;
/** Bytes of salt, as long as the hash. */
export const SALT = 48;
const TRAILER = 0xbc;

const hash = (...parts: readonly Uint8Array[]): Uint8Array => sha384(concatBytes(...parts));

/** MGF1 of RFC 8017 B.2.1 with SHA-384. */
function mask(seed: Uint8Array, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let counter = 0; counter * HASH < length; counter += 1)
    parts.push(hash(seed, Uint8Array.of(0, 0, counter >> 8, counter & 0xff)));
  return concatBytes(...parts).subarray(0, length);
}

const xor = (one: Uint8Array, other: Uint8Array): Uint8Array =>
  one.map((byte, at) => byte ^ (other[at] ?? 0));

const hashSalted = (message: Uint8Array, salt: Uint8Array): Uint8Array =>
  hash(new Uint8Array(8), hash(message), salt);

/** Bits of the first byte that an encoded message of so many bits may use. */
const firstBits = (bits: number): number => 0xff >> (8 * Math.ceil(bits / 8) - bits);

function clearFirst(block: Uint8Array, bits: number): Uint8Array {
  const cleared = Uint8Array.from(block);
  cleared[0] = (cleared[0] ?? 0) & firstBits(bits);
  return cleared;
}

/** EMSA-PSS-ENCODE of RFC 8017 §9.1.1. @param bits one fewer than the modulus has. @throws RangeError where there is no room. */
export function encodePss(message: Uint8Array, salt: Uint8Array, bits: number): Uint8Array {
  const length = Math.ceil(bits / 8);
  const padding = length - HASH - salt.length - 2;
  if (padding < 0) throw new RangeError('The key is too short for this signature');
  const salted = hashSalted(message, salt);
  const block = concatBytes(new Uint8Array(padding), Uint8Array.of(1), salt);
  const masked = clearFirst(xor(block, mask(salted, block.length)), bits);
  return concatBytes(masked, salted, Uint8Array.of(TRAILER));
}

/** EMSA-PSS-VERIFY of RFC 8017 §9.1.2, for a salt of `SALT` bytes. */
export function isPss(encoded: Uint8Array, message: Uint8Array, bits: number): boolean {
  const length = Math.ceil(bits / 8);
  const blockLength = length - HASH - 1;
  if (encoded.length !== length || blockLength < SALT + 1 || encoded.at(-1) !== TRAILER) return false;
  const masked = encoded.subarray(0, blockLength);
  const salted = encoded.subarray(blockLength, -1);
  if (((masked[0] ?? 0) & ~firstBits(bits)) !== 0) return false;
  const block = clearFirst(xor(masked, mask(salted, blockLength)), bits);
  const padding = block.subarray(0, -SALT);
  const isPadded = padding.at(-1) === 1 && padding.subarray(0, -1).every((byte) => byte === 0);
  const expected = hashSalted(message, block.subarray(-SALT));
  return isPadded && expected.every((byte, at) => byte === salted[at]);
}
