import { bytesToHex, concatBytes, hexToBytes, randomBytes } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
import { encodePss, isPss, SALT } from './pss.ts';

/** RSABSSA-SHA384-PSS-Randomized, RFC 9474. */

/** Gives so many random bytes; of the device itself, but for vectors. */
type Random = (length: number) => Uint8Array;

export interface BlindRsaKey {
  modulus: bigint;
  exponent: bigint;
  /** Bytes and bits of the modulus. */
  length: number;
  bits: number;
}

/** What is sent to be signed, and what undoes the blinding: it never leaves the device. */
export interface Blinded {
  blinded: Uint8Array;
  inverse: bigint;
}

const PREFIX = 32;
/** Tries at a number that fits: two halves of them do. */
const TRIES = 200;

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${bytesToHex(bytes) || '0'}`);

/** Big-endian, so many bytes. */
const toBytes = (value: bigint, length: number): Uint8Array =>
  hexToBytes(value.toString(16).padStart(2 * length, '0'));

/** The members of a public JWK. @throws RangeError where they are no RSA key of 2048 bits and more. */
export function blindRsaKeyOf({ n, e }: { n: string; e: string }): BlindRsaKey {
  const modulus = toNumber(base64url.decode(n));
  const exponent = toNumber(base64url.decode(e));
  const bits = modulus.toString(2).length;
  if (bits < 2048 || exponent < 3n || exponent % 2n === 0n)
    throw new RangeError('Not a key of this signature');
  return { modulus, exponent, length: Math.ceil(bits / 8), bits };
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Null where there is none. */
function inverseOf(value: bigint, modulus: bigint): bigint | null {
  let [previous, rest] = [modulus, value % modulus];
  let [before, factor] = [0n, 1n];
  while (rest > 0n) {
    const times = previous / rest;
    [previous, rest] = [rest, previous - times * rest];
    [before, factor] = [factor, before - times * factor];
  }
  if (previous !== 1n) return null;
  return before < 0n ? before + modulus : before;
}

/** A number of 1 … modulus − 1 that has an inverse, with it. */
function drawFactor(
  { modulus, length, bits }: BlindRsaKey,
  random: Random,
): { factor: bigint; inverse: bigint } {
  const spare = BigInt(8 * length - bits);
  for (let tried = 0; tried < TRIES; tried += 1) {
    const factor = toNumber(random(length)) >> spare;
    const inverse = factor > 0n && factor < modulus ? inverseOf(factor, modulus) : null;
    if (inverse !== null) return { factor, inverse };
  }
  throw new Error('The random numbers given are none');
}

/** PrepareRandomize: two people who say the same say it in other bytes. */
export const prepareMessage = (message: Uint8Array, random: Random = randomBytes): Uint8Array =>
  concatBytes(random(PREFIX), message);

/** Blind. @param prepared by `prepareMessage`. */
export function blindMessage(key: BlindRsaKey, prepared: Uint8Array, random: Random = randomBytes): Blinded {
  const { modulus, exponent, length, bits } = key;
  const encoded = toNumber(encodePss(prepared, random(SALT), bits - 1));
  if (inverseOf(encoded, modulus) === null) throw new RangeError('The message tells the key');
  const { factor, inverse } = drawFactor(key, random);
  const blinded = (encoded * power(factor, exponent, modulus)) % modulus;
  return { blinded: toBytes(blinded, length), inverse };
}

/** RSASSA-PSS-VERIFY of RFC 8017 §8.1.2. */
export function isSignedBy(key: BlindRsaKey, prepared: Uint8Array, signature: Uint8Array): boolean {
  const { modulus, exponent, length, bits } = key;
  if (signature.length !== length) return false;
  const signed = toNumber(signature);
  if (signed >= modulus) return false;
  const encodedLength = Math.ceil((bits - 1) / 8);
  const opened = power(signed, exponent, modulus);
  if (opened >= 1n << BigInt(8 * encodedLength)) return false;
  return isPss(toBytes(opened, encodedLength), prepared, bits - 1);
}

/** Finalize: the signature of the message out of the signature of what was blinded; null where the city did not sign what it was given. */
export function unblindSignature(
  key: BlindRsaKey,
  prepared: Uint8Array,
  blindSignature: Uint8Array,
  inverse: bigint,
): Uint8Array | null {
  if (blindSignature.length !== key.length) return null;
  const signature = toBytes((toNumber(blindSignature) * inverse) % key.modulus, key.length);
  return isSignedBy(key, prepared, signature) ? signature : null;
}
