import { constants, createPublicKey, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto';
import { AppError } from '../../lib/errors.ts';

/**
 * BlindSign of RFC 9474 §4.3: the city signs what it cannot read. The operation is that of RSA without any padding; what comes out is
 * opened again before it leaves, since one wrong signature would tell the key.
 * @throws AppError `lib.bad-input` where this is nothing that the key can sign
 */
export function blindSign(key: KeyObject, blinded: Uint8Array): Buffer {
  const plain = { padding: constants.RSA_NO_PADDING };
  const length = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  if (blinded.length !== length) throw new AppError('lib.bad-input', 'Это не заготовка бюллетеня.');
  let signed: Buffer;
  try {
    signed = privateDecrypt({ key, ...plain }, blinded);
  } catch {
    // A number beyond the modulus.
    throw new AppError('lib.bad-input', 'Это не заготовка бюллетеня.');
  }
  if (!publicEncrypt({ key: createPublicKey(key), ...plain }, signed).equals(blinded))
    throw new Error('A signature did not open to what was signed');
  return signed;
}
