/** Algorithms of signatures by their object identifiers. */

/** Digests Node counts; SHA-1 and older are no signature today. */
export const digests: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** ГОСТ: named to the reader, checked by a program of the settings alone. */
const gost: Readonly<Record<string, string>> = {
  '1.2.643.7.1.1.2.2': 'ГОСТ Р 34.11-2012 (Стрибог), 256 бит',
  '1.2.643.7.1.1.2.3': 'ГОСТ Р 34.11-2012 (Стрибог), 512 бит',
  '1.2.643.7.1.1.1.1': 'ГОСТ Р 34.10-2012, 256 бит',
  '1.2.643.7.1.1.1.2': 'ГОСТ Р 34.10-2012, 512 бит',
  '1.2.643.7.1.1.3.2': 'ГОСТ Р 34.10-2012 с ГОСТ Р 34.11-2012, 256 бит',
  '1.2.643.7.1.1.3.3': 'ГОСТ Р 34.10-2012 с ГОСТ Р 34.11-2012, 512 бит',
};

const others: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
  '1.3.14.3.2.26': 'SHA-1',
  '1.2.643.2.2.9': 'ГОСТ Р 34.11-94 (отменён)',
  '1.2.643.2.2.19': 'ГОСТ Р 34.10-2001 (отменён)',
  '1.2.643.2.2.3': 'ГОСТ Р 34.10-2001 (отменён)',
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.113549.1.1.10': 'RSA-PSS',
  '1.2.840.113549.1.1.11': 'RSA',
  '1.2.840.113549.1.1.12': 'RSA',
  '1.2.840.113549.1.1.13': 'RSA',
  '1.2.840.10045.2.1': 'ECDSA',
  '1.2.840.10045.4.3.2': 'ECDSA',
  '1.2.840.10045.4.3.3': 'ECDSA',
  '1.2.840.10045.4.3.4': 'ECDSA',
};

export const nameAlgorithm = (oid: string): string => gost[oid] ?? others[oid] ?? oid;
export const isGost = (oid: string): boolean => oid in gost;
/** Signatures Node checks. */
export const isOurs = (oid: string): boolean => ['RSA', 'RSA-PSS', 'ECDSA'].includes(others[oid] ?? '');
export const isPss = (oid: string): boolean => oid === '1.2.840.113549.1.1.10';
