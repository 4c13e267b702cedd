import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  ContentInfo,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
} from '@peculiar/asn1-cms';
import { AsnConvert, AsnObjectIdentifierConverter, AsnSerializer, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  Extension,
  Extensions,
  id_ce_subjectKeyIdentifier,
  Name,
  RelativeDistinguishedName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
} from '@peculiar/asn1-x509';
import { fromBER, type Sequence } from 'asn1js';

/** Detached signatures as programs of a signer make them. */

const kinds = {
  rsa: { algorithm: '1.2.840.113549.1.1.1', certificate: '1.2.840.113549.1.1.11' },
  ecdsa: { algorithm: '1.2.840.10045.4.3.2', certificate: '1.2.840.10045.4.3.2' },
} as const;

export interface TestSigner {
  kind: keyof typeof kinds;
  key: KeyObject;
  certificate: Certificate;
}

const named = (type: string, text: string) =>
  new RelativeDistinguishedName([
    new AttributeTypeAndValue({ type, value: new AttributeValue({ utf8String: text }) }),
  ]);

/** A key and a certificate that signs itself, good from 2026 to 2049. */
export function makeSigner(kind: keyof typeof kinds): TestSigner {
  const { publicKey, privateKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = new Name([
    named('2.5.4.3', 'Пробный П.П.'),
    named('2.5.4.12', 'Глава'),
    named('2.5.4.5', 'номер бумаги'),
    named('2.5.4.10', 'Администрация'),
  ]);
  const signature = new AlgorithmIdentifier({ algorithm: kinds[kind].certificate });
  const tbsCertificate = new TBSCertificate({
    version: 2,
    serialNumber: new Uint8Array([1, 0xa7]).buffer,
    signature,
    issuer: name,
    subject: name,
    validity: new Validity({
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2049-12-31T00:00:00Z'),
    }),
    subjectPublicKeyInfo: AsnConvert.parse(
      publicKey.export({ type: 'spki', format: 'der' }),
      SubjectPublicKeyInfo,
    ),
    extensions: new Extensions([
      // Another one before it: it is found by its name, not by its place.
      new Extension({ extnID: '2.5.29.19', extnValue: new OctetString(Buffer.from('3000', 'hex')) }),
      new Extension({
        extnID: id_ce_subjectKeyIdentifier,
        extnValue: new OctetString(AsnConvert.serialize(new SubjectKeyIdentifier(KEY_ID))),
      }),
    ]),
  });
  const certificate = new Certificate({ tbsCertificate, signatureAlgorithm: signature });
  certificate.signatureValue = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), privateKey)
    .buffer as ArrayBuffer;
  return {
    kind,
    key: privateKey,
    certificate: AsnConvert.parse(AsnConvert.serialize(certificate), Certificate),
  };
}

const KEY_ID = new Uint8Array([7, 7, 7, 7]).buffer;
const SHA256 = '2.16.840.1.101.3.4.2.1';
const STREEBOG = '1.2.643.7.1.1.2.2';
const GOST_KEY = '1.2.643.7.1.1.1.1';
const DATA = '1.2.840.113549.1.7.1';

interface Making {
  /** Algorithms of ГОСТ are named, and nothing of it is true: such a file is only recognised. */
  isGost?: boolean;
  /** The document is put inside. */
  isAttached?: boolean;
  /** The same person signs once more in the same file. */
  isTwice?: boolean;
  /** The signer is named by the number of the key, not by issuer and serial number; another number is nobody's. */
  keyId?: 'own' | 'foreign';
  /** What is left out of the signed attributes. */
  without?: 'digest' | 'type' | 'all';
}

/** What is signed is the attributes as a SET: as they stand in the file, but for the first byte. */
function attributesOf(signer: SignerInfo): Buffer {
  const parts = (fromBER(AsnConvert.serialize(signer)).result as Sequence).valueBlock.value as Sequence[];
  return Buffer.concat([Buffer.from([0x31]), Buffer.from(parts[3]!.valueBeforeDecodeView).subarray(1)]);
}

/** The signature file of a document. */
export function signDetached(
  { kind, key, certificate }: TestSigner,
  document: Buffer,
  making: Making = {},
): Buffer {
  const value = (raw: ArrayBuffer) => [raw];
  const type = new Attribute({
    attrType: '1.2.840.113549.1.9.3',
    attrValues: value(AsnSerializer.serialize(AsnObjectIdentifierConverter.toASN(DATA))),
  });
  const digest = new Attribute({
    attrType: '1.2.840.113549.1.9.4',
    attrValues: value(AsnConvert.serialize(new OctetString(createHash('sha256').update(document).digest()))),
  });
  const left = { digest: [type], type: [digest], all: undefined };
  const signedAttrs = making.without ? left[making.without] : [type, digest];
  const { issuer, serialNumber } = certificate.tbsCertificate;
  const signer = new SignerInfo({
    version: 1,
    sid: making.keyId
      ? new SignerIdentifier({
          subjectKeyIdentifier: new OctetString(
            making.keyId === 'own' ? KEY_ID : new Uint8Array([7, 7, 7, 8]).buffer,
          ),
        })
      : new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithm: making.isGost ? STREEBOG : SHA256 }),
    signatureAlgorithm: new AlgorithmIdentifier({
      algorithm: making.isGost ? GOST_KEY : kinds[kind].algorithm,
    }),
    ...(signedAttrs && { signedAttrs }),
    signature: new OctetString(new ArrayBuffer(1)),
  });
  signer.signature = new OctetString(sign('sha256', signedAttrs ? attributesOf(signer) : document, key));
  const data = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: DATA,
      ...(making.isAttached && { eContent: new EncapsulatedContent({ single: new OctetString(document) }) }),
    }),
    certificates: new CertificateSet([new CertificateChoices({ certificate })]),
  });
  data.digestAlgorithms.push(signer.digestAlgorithm);
  data.signerInfos.push(signer);
  if (making.isTwice) data.signerInfos.push(signer);
  return Buffer.from(
    AsnConvert.serialize(
      new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: AsnConvert.serialize(data) }),
    ),
  );
}
