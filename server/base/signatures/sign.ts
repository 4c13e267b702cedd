import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import type { Confirmed } from '../identity/index.ts';
import type { Fact } from './cms.ts';
import { hashRecord, journalData, SIGNED, type SignatureRecord, sha256Of } from './record.ts';

/** The exact file to be signed. `id` is made by the caller beforehand: the QR code on the paper leads to it. */
export interface NewDocument {
  id: string;
  /** Whose it is: «protocol», «report»; its owner says who reads it (the port `documentAccess`). */
  kind: string;
  objectId: string;
  title: string;
  number: string;
  /** `YYYY-MM-DD`, the date of the document. */
  day: string;
  contentType: string;
  bytes: Buffer;
  /** Number, day, hash and positions may be shown to anyone. */
  isPublic: boolean;
}

export interface Signer {
  id: string;
  name: string;
  /** As it stands under the document. */
  position: string;
}

interface Written {
  signature: Omit<SignatureRecord, 'id' | 'at' | 'cms'>;
  cms?: Buffer;
  details?: Fact[];
}

/** Writes a signature and promises the journal its hash. */
export async function writeSignature(ctx: Ctx, { signature, cms, details = [] }: Written): Promise<string> {
  const record: SignatureRecord = {
    ...signature,
    id: newId(),
    at: ctx.now.toISOString(),
    cms: cms ? sha256Of(cms) : null,
  };
  await ctx.db
    .insertInto('signatures.signature')
    .values({
      id: record.id,
      document_id: record.documentId,
      sha256: record.sha256,
      kind: record.kind,
      signer_id: record.signerId,
      signer_name: record.signerName,
      position: record.position,
      method: record.method,
      at: ctx.now,
      cms: cms ?? null,
      state: record.state,
      details: JSON.stringify(details),
      record_hash: hashRecord(record),
    })
    .execute();
  ctx.audit({ action: SIGNED, object: 'document', objectId: record.documentId, data: journalData(record) });
  return record.id;
}

/**
 * Keeps the exact file and signs it with a simple electronic signature of the one who acts: hash, time, how it was known
 * that it is they (`confirmPerson` of identity, called before the transaction), a record in the journal. Who may sign is
 * the caller's rule.
 */
export async function signDocument(
  ctx: Ctx,
  document: NewDocument,
  signer: Signer,
  method: Confirmed | 'demo',
): Promise<{ documentId: string; sha256: string }> {
  if (isStaff(ctx.actor) ? ctx.actor.id !== signer.id : method !== 'demo')
    throw new AppError('lib.forbidden', 'Подписать можно только за себя.');
  const sha256 = sha256Of(document.bytes);
  await ctx.db
    .insertInto('signatures.document')
    .values({
      id: document.id,
      kind: document.kind,
      object_id: document.objectId,
      title: document.title,
      number: document.number,
      day: document.day,
      content_type: document.contentType,
      sha256,
      bytes: document.bytes,
      is_public: document.isPublic,
      made_at: ctx.now,
    })
    .execute();
  await writeSignature(ctx, {
    signature: {
      documentId: document.id,
      sha256,
      kind: 'simple',
      method,
      state: 'whole',
      signerId: signer.id,
      signerName: signer.name,
      position: signer.position,
    },
  });
  return { documentId: document.id, sha256 };
}
