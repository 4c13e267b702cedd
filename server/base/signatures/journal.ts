import { sql } from 'kysely';
import type { Db } from '../../lib/database/db.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type Proof, proveRecord } from '../audit/index.ts';
import { SIGNED } from './record.ts';

interface Signing {
  seq: number;
  data: { signature?: string; record?: string; sha256?: string };
}

/** What the journal says of the signings of a document. Plan: the index of records by their thing. */
export async function listSignings(db: Db, documentId: string): Promise<Signing[]> {
  const { rows } = await sql<Signing>`
    SELECT seq, payload::jsonb -> 'data' AS data FROM audit.v_record
    WHERE object = 'document' AND object_id = ${documentId} AND action = ${SIGNED} ORDER BY seq`.execute(db);
  return rows;
}

/** Proof that the journal has the signing; null while its day is not over. */
export async function latestSigning(
  ctx: Ctx,
  documentId: string,
  signatureId: string,
): Promise<Proof | null> {
  const found = (await listSignings(ctx.db, documentId)).find(({ data }) => data.signature === signatureId);
  return found ? proveRecord(ctx, found.seq) : null;
}
