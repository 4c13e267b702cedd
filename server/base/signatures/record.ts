import { createHash } from 'node:crypto';
import { z } from 'zod';
import { proofSchema } from '../audit/index.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);

/** All of a signature that must not change, in one order. */
export const signatureRecord = z.strictObject({
  id: z.string(),
  documentId: z.string(),
  sha256: hex,
  kind: z.enum(['simple', 'qualified']),
  signerId: z.string(),
  signerName: z.string(),
  position: z.string(),
  method: z.enum(['password', 'totp', 'file', 'demo']),
  at: z.string(),
  state: z.enum(['whole', 'unchecked']),
  /** SHA-256 of the CMS file; null for a simple signature. */
  cms: hex.nullable(),
});
export type SignatureRecord = z.output<typeof signatureRecord>;

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The hash that stands in the journal beside the signing. */
export function hashRecord(record: SignatureRecord): string {
  const { id, documentId, sha256, kind, signerId, signerName, position, method, at, state, cms } = record;
  const fields = [id, documentId, sha256, kind, signerId, signerName, position, method, at, state, cms];
  return sha256Of(Buffer.from(JSON.stringify(['otklik-signature/1', ...fields]), 'utf8'));
}

/** What a person takes along to check a document without the database: `npm run verify -- document`. */
export const recordFile = z.strictObject({
  format: z.literal('otklik-document/1'),
  document: z.strictObject({
    id: z.string(),
    title: z.string(),
    number: z.string(),
    day: z.string(),
    sha256: hex,
  }),
  signatures: z.array(
    z.strictObject({
      record: signatureRecord,
      /** The detached signature itself, base64. */
      cms: z.string().nullable(),
      /** Proof that the journal has the signing; null while its day is not over. */
      proof: proofSchema.nullable(),
    }),
  ),
});
export type RecordFile = z.output<typeof recordFile>;

/** What the journal must say of a signature. */
export const journalData = (record: SignatureRecord) => ({
  signature: record.id,
  kind: record.kind,
  sha256: record.sha256,
  record: hashRecord(record),
});

export const SIGNED = 'signatures.sign';
