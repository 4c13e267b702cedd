import type { Db } from '../../lib/database/db.ts';
import { AppError } from '../../lib/errors.ts';
import type { Fact } from './cms.ts';
import { type SignatureRecord, sha256Of } from './record.ts';

export interface DocumentRow {
  id: string;
  kind: string;
  object_id: string;
  title: string;
  number: string;
  day: string;
  content_type: string;
  sha256: string;
  is_public: boolean;
  made_at: Date;
}

export interface SignatureRow {
  id: string;
  document_id: string;
  sha256: string;
  kind: 'simple' | 'qualified';
  signer_id: string;
  signer_name: string;
  position: string;
  method: 'password' | 'totp' | 'file' | 'demo';
  at: Date;
  cms: Buffer | null;
  state: 'whole' | 'unchecked';
  details: Fact[];
  record_hash: string;
}

const facts = [
  ...(['id', 'kind', 'object_id', 'title', 'number', 'day', 'content_type', 'sha256'] as const),
  ...(['is_public', 'made_at'] as const),
] as const;

export const noSuchDocument = () =>
  new AppError('lib.not-found', 'Такого документа нет: ничего подписанного с этим номером или отпечатком.');

/** A document without its bytes, by one of its names. */
export async function findRow(db: Db, by: { id: string } | { sha256: string }): Promise<DocumentRow> {
  const [column, value] = 'id' in by ? (['id', by.id] as const) : (['sha256', by.sha256] as const);
  const row = await db
    .selectFrom('signatures.document')
    .select([...facts])
    .where(column, '=', value)
    .executeTakeFirst();
  if (!row) throw noSuchDocument();
  return row;
}

/** Documents anyone may know of, by their number, newest first. */
export const findPublicByNumber = (db: Db, number: string, limit: number): Promise<DocumentRow[]> =>
  db
    .selectFrom('signatures.document')
    .select([...facts])
    .where('number', '=', number)
    .where('is_public', '=', true)
    .orderBy('day', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();

export async function readBytes(db: Db, id: string): Promise<Buffer> {
  const row = await db
    .selectFrom('signatures.document')
    .select('bytes')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw noSuchDocument();
  return row.bytes;
}

/** Signatures of a document, oldest first. */
export async function listSignatures(db: Db, documentId: string): Promise<SignatureRow[]> {
  const rows = await db
    .selectFrom('signatures.signature')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows as unknown as SignatureRow[];
}

export const toRecord = (row: SignatureRow): SignatureRecord => ({
  id: row.id,
  documentId: row.document_id,
  sha256: row.sha256,
  kind: row.kind,
  signerId: row.signer_id,
  signerName: row.signer_name,
  position: row.position,
  method: row.method,
  at: row.at.toISOString(),
  state: row.state,
  cms: row.cms && sha256Of(row.cms),
});
