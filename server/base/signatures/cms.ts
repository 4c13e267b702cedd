import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { ContentInfo, SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { type Certificate, SubjectKeyIdentifier } from '@peculiar/asn1-x509';
import { fromBER, type Sequence } from 'asn1js';
import { firstOf } from '../../../shared/lists.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { digests, isGost, isOurs, isPss, nameAlgorithm } from './algorithms.ts';

const [SIGNED_DATA, MESSAGE_DIGEST, CONTENT_TYPE, KEY_ID] = [
  '1.2.840.113549.1.7.2',
  '1.2.840.113549.1.9.4',
  '1.2.840.113549.1.9.3',
  '2.5.29.14',
];

export interface Fact {
  name: string;
  value: string;
}

/** `whole` — digest and signature are right; `foreign` — ГОСТ: who checks is a program of the settings. */
export type CmsVerdict =
  | { state: 'whole' | 'foreign'; facts: Fact[] }
  | { state: 'wrong'; reason: string; facts: Fact[] };

const wrong = (reason: string, facts: Fact[] = []): CmsVerdict => ({ state: 'wrong', reason, facts });

/** A signature file is binary or text in base64, with or without its first and last lines. */
export function toDer(bytes: Buffer): Buffer {
  if (bytes[0] === 0x30) return bytes;
  const text = bytes
    .toString('latin1')
    .replaceAll(/-----[A-Z0-9 ]+-----/g, '')
    .replaceAll(/\s/g, '');
  return /^[A-Za-z0-9+/]+=*$/.test(text) ? Buffer.from(text, 'base64') : bytes;
}

interface Parsed {
  data: SignedData;
  /** The signed attributes of the one signer as they stand in the file: their bytes are what is signed. */
  attributes: Buffer | null;
}

const partsOf = (block: unknown): Sequence[] => (block as Sequence).valueBlock.value as Sequence[];

function parse(der: Buffer): Parsed | null {
  try {
    const info = AsnConvert.parse(der, ContentInfo);
    if (info.contentType !== SIGNED_DATA) return null;
    const data = AsnConvert.parse(info.content, SignedData);
    const signers = partsOf(fromBER(info.content).result).at(-1);
    const part = partsOf(partsOf(signers)[0])[3];
    const hasAttributes = part?.idBlock.tagClass === 3 && part.idBlock.tagNumber === 0;
    return { data, attributes: hasAttributes ? Buffer.from(part.valueBeforeDecodeView) : null };
  } catch {
    return null;
  }
}

interface Known {
  certificate: Certificate;
  read: X509Certificate;
}

/** The certificate of a signer among those of the file. */
function findCertificate(data: SignedData, { sid }: SignerInfo): Known | null {
  for (const { certificate } of data.certificates ?? []) {
    if (!certificate) continue;
    const { serialNumber, issuer, extensions } = certificate.tbsCertificate;
    const wanted = sid.issuerAndSerialNumber;
    const isIt = wanted
      ? Buffer.from(serialNumber).equals(Buffer.from(wanted.serialNumber)) &&
        Buffer.from(AsnConvert.serialize(issuer)).equals(Buffer.from(AsnConvert.serialize(wanted.issuer)))
      : (extensions ?? []).some(
          ({ extnID, extnValue }) =>
            extnID === KEY_ID &&
            Buffer.from(AsnConvert.parse(extnValue, SubjectKeyIdentifier).buffer).equals(
              Buffer.from(sid.subjectKeyIdentifier!.buffer),
            ),
        );
    if (isIt)
      return { certificate, read: new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))) };
  }
  return null;
}

/** Parts of a name that say whose certificate it is; numbers of a person's papers are left out. */
const TOLD = ['CN', 'T', 'title', 'OU', 'O', 'L'];

/** «CN=Пробный П.П.\nO=Администрация» in plain words. */
function lineOf(name: string): string {
  const parts = name.split('\n').map((part) => part.split('=', 2) as [string, string | undefined]);
  return TOLD.flatMap((key) => parts.filter(([own]) => own === key).map(([, value]) => value ?? '')).join(
    ', ',
  );
}

const dayOf = (at: Date): string => formatDay(at.toISOString().slice(0, 10));

function describe({ read }: Known, signer: SignerInfo): Fact[] {
  return [
    { name: 'Владелец сертификата', value: lineOf(read.subject) },
    { name: 'Кем выдан', value: lineOf(read.issuer) },
    { name: 'Номер сертификата', value: read.serialNumber },
    { name: 'Действует', value: `${dayOf(read.validFromDate)} – ${dayOf(read.validToDate)}` },
    { name: 'Алгоритм подписи', value: nameAlgorithm(signer.signatureAlgorithm.algorithm) },
    { name: 'Алгоритм отпечатка', value: nameAlgorithm(signer.digestAlgorithm.algorithm) },
  ];
}

const attribute = (signer: SignerInfo, oid: string): ArrayBuffer | undefined =>
  signer.signedAttrs?.find(({ attrType }) => attrType === oid)?.attrValues[0];

/** What is signed: the attributes as a SET (RFC 5652, 5.4), or, where there are none, the document itself. */
const signedContent = (attributes: Buffer | null, document: Buffer): Buffer =>
  attributes ? Buffer.concat([Buffer.from([0x31]), attributes.subarray(1)]) : document;

function isSignatureRight({ read }: Known, signer: SignerInfo, content: Buffer, digest: string): boolean {
  const key = isPss(signer.signatureAlgorithm.algorithm)
    ? {
        key: read.publicKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_AUTO,
      }
    : read.publicKey;
  return verify(digest, content, key, Buffer.from(signer.signature.buffer));
}

function judgeSigner(
  { data, attributes }: Parsed,
  signer: SignerInfo,
  document: Buffer,
  now: Date,
): CmsVerdict {
  const known = findCertificate(data, signer);
  if (!known) return wrong('в файле подписи нет сертификата подписавшего');
  const facts = describe(known, signer);
  if (known.read.validFromDate > now || known.read.validToDate < now)
    return wrong('сертификат подписавшего сейчас не действует', facts);
  const [hash, algorithm] = [signer.digestAlgorithm.algorithm, signer.signatureAlgorithm.algorithm];
  if (isGost(hash) && isGost(algorithm)) return { state: 'foreign', facts };
  const digest = digests[hash];
  if (!digest || !isOurs(algorithm))
    return wrong(`алгоритм не принимается: ${nameAlgorithm(algorithm)}, ${nameAlgorithm(hash)}`, facts);
  if (attributes) {
    const named = attribute(signer, MESSAGE_DIGEST);
    if (!named || !attribute(signer, CONTENT_TYPE)) return wrong('в подписи нет отпечатка документа', facts);
    const claimed = Buffer.from(AsnConvert.parse(named, OctetString).buffer);
    if (!claimed.equals(createHash(digest).update(document).digest()))
      return wrong('это подпись другого файла: отпечаток не сходится', facts);
  }
  if (!isSignatureRight(known, signer, signedContent(attributes, document), digest))
    return wrong('подпись не сходится с сертификатом: файл подписи повреждён или подделан', facts);
  return { state: 'whole', facts };
}

/**
 * Judges a detached signature (CMS, RFC 5652) of a document. RSA and ECDSA are checked here to the end but for who issued
 * the certificate; ГОСТ is recognised. Trust in the issuer is the business of the program in the settings.
 */
export function judgeCms(cms: Buffer, document: Buffer, now: Date): CmsVerdict {
  const parsed = parse(toDer(cms));
  if (!parsed) return wrong('это не файл подписи CMS');
  if (parsed.data.encapContentInfo.eContent)
    return wrong('подпись прикреплённая, а нужна отсоединённая: отдельным файлом .sig или .p7s');
  const signers = [...parsed.data.signerInfos];
  if (signers.length !== 1) return wrong('в файле должна быть ровно одна подпись');
  try {
    return judgeSigner(parsed, firstOf(signers), document, now);
  } catch {
    return wrong('файл подписи повреждён');
  }
}
