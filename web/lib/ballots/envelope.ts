import { CompactEncrypt, type CryptoKey, compactDecrypt, importJWK } from 'jose';
import { type OpenedBallot, packBallot } from '../../../shared/ballots/ballot.ts';
import { longestOpened, type TallyKey } from '../../../shared/contract/participation/ballots.ts';
import { keysOf } from '../../../shared/known.ts';

/** An envelope: JWE to the key of the count (ECDH-ES on P-256, A256GCM), the same length whatever lies in it. */

const algorithm = { alg: 'ECDH-ES', enc: 'A256GCM' } as const;

export const importTallyKey = async (key: TallyKey): Promise<CryptoKey> =>
  (await importJWK(key, algorithm.alg)) as CryptoKey;

/** @param size characters of what lies in every envelope of the vote */
export async function sealBallot(ballot: OpenedBallot, size: number, key: CryptoKey): Promise<string> {
  const bytes = new TextEncoder().encode(packBallot(ballot, size));
  return new CompactEncrypt(bytes).setProtectedHeader(algorithm).encrypt(key);
}

const isBallot = (value: unknown): value is OpenedBallot =>
  typeof value === 'object' &&
  value !== null &&
  keysOf(longestOpened).every((name) => {
    const part: unknown = Reflect.get(value, name);
    return typeof part === 'string' && part.length <= longestOpened[name];
  });

/** Null where it is not sealed to this key, or holds no ballot. */
export async function openEnvelope(envelope: string, key: CryptoKey): Promise<OpenedBallot | null> {
  try {
    const { plaintext } = await compactDecrypt(envelope, key, {
      keyManagementAlgorithms: [algorithm.alg],
      contentEncryptionAlgorithms: [algorithm.enc],
    });
    // Longer than any ballot: a stranger's.
    if (plaintext.length > 20_000) return null;
    const read: unknown = JSON.parse(new TextDecoder().decode(plaintext));
    return isBallot(read) ? { prefix: read.prefix, text: read.text, signature: read.signature } : null;
  } catch {
    return null;
  }
}
