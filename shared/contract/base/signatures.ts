import { z } from 'zod';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { idParams } from './person-fields.ts';

/** Signed documents: what anyone may know of them, the file, the record of signatures, a detached signature added. */

const sha256 = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, 'Отпечаток — 64 знака: цифры и буквы от a до f')
  .transform((text) => text.toLowerCase());

/** How a signer shows again that it is they: the password, or a code of their application. */
export const signerProof = z.object({
  password: z.string().max(200).optional(),
  code: z.string().max(20).optional(),
});
export type SignerProof = z.infer<typeof signerProof>;

/** `whole` — the file is what was signed; `unchecked` — the algorithm is not ours and no program to check it is set. */
export const signatureState = z.enum(['whole', 'unchecked']);

const publicSignature = z.object({
  kind: z.enum(['simple', 'qualified']),
  position: z.string(),
  at: z.string(),
  state: signatureState,
});

/** What of a document anyone may see: no person is named. */
export const publicDocument = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  number: z.string(),
  day: isoDate,
  sha256: z.string(),
  bytes: z.number(),
  contentType: z.string(),
  signatures: z.array(publicSignature),
});
export type PublicDocument = z.infer<typeof publicDocument>;

export const signature = publicSignature.extend({
  id: z.string(),
  signer: z.string(),
  method: z.enum(['password', 'totp', 'file', 'demo']),
  /** Of a qualified one: owner, issuer, number and days of the certificate, algorithms, what was checked. */
  details: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type Signature = z.infer<typeof signature>;

export const signedDocument = publicDocument.extend({
  signatures: z.array(signature),
  /** May the reader add a detached signature. */
  mayAttach: z.boolean(),
});
export type SignedDocument = z.infer<typeof signedDocument>;

export const checkDocument = defineRoute({
  id: 'signatures.check-document',
  method: 'GET',
  path: '/api/documents/:id/check',
  access: 'public',
  summary: 'Чем подписан документ: номер, дата, отпечаток, должности подписавших',
  params: idParams,
  reply: publicDocument,
});

export const findDocument = defineRoute({
  id: 'signatures.find-document',
  method: 'GET',
  path: '/api/documents/by-hash/:hash',
  access: 'public',
  summary: 'Документ по отпечатку файла',
  params: z.object({ hash: sha256 }),
  reply: publicDocument,
});

export const findByNumber = defineRoute({
  id: 'signatures.find-by-number',
  method: 'GET',
  path: '/api/documents/by-number',
  access: 'public',
  summary:
    'Подписанные документы с этим номером, новые первыми: номер, дата, отпечаток, должности подписавших',
  query: z.object({
    number: z.string().trim().min(1, 'Введите номер документа').max(60, 'Номер слишком длинный'),
  }),
  reply: z.object({
    documents: z.array(publicDocument),
    /** Those whose file or signature is not the one that was committed to the journal: nothing of them is vouched for. */
    changed: z.array(publicDocument.pick({ id: true, title: true, number: true, day: true })),
  }),
});

export const readDocument = defineRoute({
  id: 'signatures.read-document',
  method: 'GET',
  path: '/api/documents/:id',
  access: 'staff',
  summary: 'Подписанный документ с его подписями',
  params: idParams,
  reply: signedDocument,
});

export const downloadDocument = defineRoute({
  id: 'signatures.download-document',
  method: 'GET',
  path: '/api/documents/:id/file',
  access: 'staff',
  summary: 'Подписанный файл, байт в байт',
  params: idParams,
  reply: z.unknown(),
  download: true,
});

export const downloadRecord = defineRoute({
  id: 'signatures.download-record',
  method: 'GET',
  path: '/api/documents/:id/record',
  access: 'staff',
  summary: 'Запись о подписях с доказательством из журнала: файл для проверки без базы',
  params: idParams,
  reply: z.unknown(),
  download: true,
});

export const attachSignature = defineRoute({
  id: 'signatures.attach-signature',
  method: 'POST',
  path: '/api/documents/:id/signatures',
  access: 'staff',
  summary: 'Приложить отсоединённую подпись (CMS): она должна быть подписью этого файла',
  params: idParams,
  body: z.object({
    /** The .sig or .p7s file, base64. */
    cms: z
      .base64('Это не файл подписи')
      .min(1, 'Приложите файл подписи')
      .max(400_000, 'Файл подписи слишком велик'),
  }),
  reply: signedDocument,
});
