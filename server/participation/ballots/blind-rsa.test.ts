import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  blindMessage,
  blindRsaKeyOf,
  isSignedBy,
  prepareMessage,
  unblindSignature,
} from '../../../shared/ballots/blind-rsa.ts';
import { blindSign } from './blind-sign.ts';
import vector from './rfc9474.json' with { type: 'json' };
import { isSignedPss, openHalfOf, openRsaKey, signPss } from './rsa-pss.ts';

const toBase64url = (hex: string): string => base64url.encode(hexToBytes(hex));
const number = (hex: string): bigint => BigInt(`0x${hex}`);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = blindRsaKeyOf(openHalfOf(privateKey));

const inverseOf = (value: bigint, modulus: bigint): bigint => {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return ((x % modulus) + modulus) % modulus;
};

describe('blind signatures', () => {
  it('are those of the standard, byte for byte', () => {
    const standard = blindRsaKeyOf({ n: toBase64url(vector.n), e: toBase64url(vector.e) });
    const { d, p, q } = vector;
    const [prime, other] = [number(p), number(q)];
    const part = (value: bigint) => toBase64url(value.toString(16).padStart(p.length, '0'));
    const city = createPrivateKey({
      format: 'jwk',
      key: {
        kty: 'RSA',
        n: toBase64url(vector.n),
        e: toBase64url(vector.e),
        d: toBase64url(d),
        p: toBase64url(p),
        q: toBase64url(q),
        dp: part(number(d) % (prime - 1n)),
        dq: part(number(d) % (other - 1n)),
        qi: part(inverseOf(other, prime)),
      },
    });
    const prepared = prepareMessage(hexToBytes(vector.message), () => hexToBytes(vector.prefix));
    const factor = inverseOf(number(vector.inverse), standard.modulus);
    const drawn = [hexToBytes(vector.salt), hexToBytes(factor.toString(16).padStart(1024, '0'))];
    const { blinded, inverse } = blindMessage(standard, prepared, () => drawn.shift() ?? new Uint8Array());
    expect(bytesToHex(blinded)).toBe(vector.blinded);
    expect(inverse).toBe(number(vector.inverse));
    const signed = blindSign(city, blinded);
    expect(bytesToHex(signed)).toBe(vector.blindSignature);
    const signature = unblindSignature(standard, prepared, signed, inverse);
    expect(signature && bytesToHex(signature)).toBe(vector.signature);
  });

  it('are those of another library, both ways', async () => {
    const theirs = RSABSSA.SHA384.PSS.Randomized();
    const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
    const imported = (from: object, usage: 'sign' | 'verify') =>
      crypto.subtle.importKey('jwk', { ...from, kty: 'RSA', alg: 'PS384' }, algorithm, true, [usage]);
    const theirPublic = await imported(openHalfOf(privateKey), 'verify');
    const theirPrivate = await imported(privateKey.export({ format: 'jwk' }), 'sign');
    const message = randomBytes(48);

    const ours = prepareMessage(message);
    const { blinded, inverse } = blindMessage(key, ours);
    const signature = unblindSignature(key, ours, await theirs.blindSign(theirPrivate, blinded), inverse);
    expect(signature && (await theirs.verify(theirPublic, signature, ours))).toBe(true);

    const prepared = theirs.prepare(message);
    const { blindedMsg, inv } = await theirs.blind(theirPublic, prepared);
    const finalized = await theirs.finalize(theirPublic, prepared, blindSign(privateKey, blindedMsg), inv);
    expect(isSignedBy(key, prepared, finalized)).toBe(true);
  });

  it('are those that node:crypto makes and proves, both ways', () => {
    const prepared = prepareMessage(Uint8Array.of(1, 2, 3));
    expect(isSignedBy(key, prepared, base64url.decode(signPss(privateKey, prepared)))).toBe(true);
    const { blinded, inverse } = blindMessage(key, prepared);
    const signature = unblindSignature(key, prepared, blindSign(privateKey, blinded), inverse);
    const proves = (message: Uint8Array) =>
      isSignedPss(
        openRsaKey(openHalfOf(privateKey)),
        message,
        base64url.encode(signature ?? new Uint8Array()),
      );
    expect(proves(prepared)).toBe(true);
    expect(proves(Uint8Array.of(...prepared, 0))).toBe(false);
  });

  it('say nothing of what was signed: the same message is blinded into other bytes each time', () => {
    const prepared = prepareMessage(Uint8Array.of(1, 2, 3));
    const all = Array.from({ length: 8 }, () => bytesToHex(blindMessage(key, prepared).blinded));
    expect(new Set(all).size).toBe(8);
  });

  it('are of one message and one key', () => {
    const prepared = prepareMessage(Uint8Array.of(1));
    const { blinded, inverse } = blindMessage(key, prepared);
    const signature = unblindSignature(key, prepared, blindSign(privateKey, blinded), inverse);
    if (!signature) throw new Error('not signed');
    expect(isSignedBy(key, prepared, signature)).toBe(true);
    for (const at of [0, 1, 20, 254, 255]) {
      const touched = Uint8Array.from(signature);
      touched[at] = (touched[at] ?? 0) ^ 1;
      expect(isSignedBy(key, prepared, touched), `byte ${at}`).toBe(false);
    }
    expect(isSignedBy(key, Uint8Array.of(...prepared, 0), signature)).toBe(false);
    expect(isSignedBy(key, prepared, signature.subarray(1))).toBe(false);
    expect(isSignedBy(key, prepared, hexToBytes((key.modulus + 1n).toString(16)))).toBe(false);
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(isSignedBy(blindRsaKeyOf(openHalfOf(stranger.privateKey)), prepared, signature)).toBe(false);
  });

  it('show a city that signed something else', () => {
    const prepared = prepareMessage(Uint8Array.of(1));
    const { inverse } = blindMessage(key, prepared);
    const another = blindMessage(key, prepareMessage(Uint8Array.of(2)));
    expect(unblindSignature(key, prepared, blindSign(privateKey, another.blinded), inverse)).toBeNull();
    expect(unblindSignature(key, prepared, Uint8Array.of(1), inverse)).toBeNull();
  });

  it('are not given of what is no number of the key', () => {
    const beyond = hexToBytes((key.modulus + 1n).toString(16));
    expect(() => blindSign(privateKey, beyond)).toThrow('Это не заготовка бюллетеня');
    expect(() => blindSign(privateKey, randomBytes(255))).toThrow('Это не заготовка бюллетеня');
  });

  it('are made by no weak key', () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect(() => blindRsaKeyOf(openHalfOf(weak.privateKey))).toThrow(RangeError);
  });
});
