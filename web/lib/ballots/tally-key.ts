import { CompactEncrypt, type CryptoKey, compactDecrypt, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { TallyKey } from '../../../shared/contract/participation/ballots.ts';

/** The key of the count: made in the browser of whoever keeps it, kept by them as a file under a passphrase, never sent. */

const keeping = { alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' } as const;
/** Rounds of the passphrase: half a second of a guess. */
const ROUNDS = 600_000;

interface MadeKey {
  open: TallyKey;
  /** Text of the file: the other half under the passphrase, JWE. */
  file: string;
}

/** Without the library of schemas: the server checks it by its own. */
const readOpenHalf = ({ kty, crv, x, y }: Record<string, unknown>): TallyKey | null =>
  kty === 'EC' && crv === 'P-256' && typeof x === 'string' && typeof y === 'string'
    ? { kty, crv, x, y }
    : null;

export async function makeTallyKey(passphrase: string): Promise<MadeKey> {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const { kty, crv, x, y } = await exportJWK(publicKey);
  const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(privateKey)));
  const file = await new CompactEncrypt(secret)
    .setProtectedHeader(keeping)
    .setKeyManagementParameters({ p2c: ROUNDS })
    .encrypt(new TextEncoder().encode(passphrase));
  const open = readOpenHalf({ kty, crv, x, y });
  if (!open) throw new Error('The browser made another key than it was asked for');
  return { open, file };
}

/** Null where the passphrase does not fit, or the file is not such a key. */
export async function openTallyKey(
  file: string,
  passphrase: string,
): Promise<{ open: TallyKey; secret: CryptoKey } | null> {
  try {
    const { plaintext } = await compactDecrypt(file.trim(), new TextEncoder().encode(passphrase), {
      keyManagementAlgorithms: [keeping.alg],
      maxPBES2Count: ROUNDS,
    });
    const { d, ...open }: Record<string, unknown> = JSON.parse(new TextDecoder().decode(plaintext));
    const known = readOpenHalf(open);
    if (!known || typeof d !== 'string') return null;
    const secret = await importJWK({ ...known, d }, 'ECDH-ES');
    return secret instanceof Uint8Array ? null : { open: known, secret };
  } catch {
    return null;
  }
}
