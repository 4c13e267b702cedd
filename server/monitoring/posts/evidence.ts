import { createHash } from 'node:crypto';

/** How a post looked when it was seen: what its evidence is of. */
export interface Look {
  authorKey: string;
  authorName: string;
  text: string;
  url: string;
  /** When the network says that it became so. */
  asOf: Date;
  pictures: readonly string[];
  /** The reply of the network, as it came. */
  raw: string;
}

/**
 * SHA-256 (hex) of a look: each part with its length before it, so that nothing can move from one to the next. Anybody can count it anew
 * from the exported evidence: `<bytes of UTF-8>:<part>` for author, name, text, address, moment (ISO 8601, UTC), the pictures, raw.
 */
export function hashLook({ authorKey, authorName, text, url, asOf, pictures, raw }: Look): string {
  const hash = createHash('sha256');
  for (const part of [authorKey, authorName, text, url, asOf.toISOString(), ...pictures, raw])
    hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

/** Whether the author says the same in both: words and pictures; a name or an address that changed is not theirs to answer for. */
export const isSameSaying = (
  one: Pick<Look, 'text' | 'pictures'>,
  other: Pick<Look, 'text' | 'pictures'>,
): boolean =>
  one.text === other.text &&
  one.pictures.length === other.pictures.length &&
  one.pictures.every((address, at) => address === other.pictures[at]);

/** Whether a person would see the same: numbers of likes, the form of the reply and a name the network had not told yet aside. */
export const isSameLook = (one: Omit<Look, 'raw' | 'asOf'>, other: Omit<Look, 'raw' | 'asOf'>): boolean =>
  isSameSaying(one, other) &&
  one.authorKey === other.authorKey &&
  (one.authorName === other.authorName || one.authorName === '' || other.authorName === '') &&
  one.url === other.url;
