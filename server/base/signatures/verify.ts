import type { Db } from '../../lib/database/db.ts';
import { findProofFault } from '../audit/index.ts';
import { judgeCms } from './cms.ts';
import { listSignings } from './journal.ts';
import { hashRecord, type RecordFile, type SignatureRecord, sha256Of } from './record.ts';
import { findRow, listSignatures, readBytes, toRecord } from './rows.ts';

/** What of a signature does not hold against its document; null = all does. */
function findSignatureFault(
  record: SignatureRecord,
  cms: Buffer | null,
  document: { sha256: string; bytes: Buffer },
): string | null {
  if (record.sha256 !== document.sha256) return 'подпись другого файла';
  if ((cms && sha256Of(cms)) !== record.cms) return 'файл подписи изменён';
  if (!cms) return null;
  const verdict = judgeCms(cms, document.bytes, new Date(record.at));
  return verdict.state === 'wrong' ? verdict.reason : null;
}

/** Faults of one stored document: its bytes, its signatures, what the journal says of them. Each is a line that names it. */
async function findFaults(db: Db, id: string): Promise<string[]> {
  const row = await findRow(db, { id });
  const bytes = await readBytes(db, id);
  const name = `signatures.document, строка ${id} — «${row.title} ${row.number}»`;
  const signings = await listSignings(db, id);
  const faults: string[] = [];
  if (sha256Of(bytes) !== row.sha256) faults.push(`${name}: файл изменён после подписания`);
  const signatures = await listSignatures(db, id);
  for (const signature of signatures) {
    const record = toRecord(signature);
    const told = signings.find(({ data }) => data.signature === record.id);
    const fault =
      findSignatureFault(record, signature.cms, { sha256: row.sha256, bytes }) ??
      (told?.data.record === hashRecord(record) ? null : 'запись о подписи расходится с журналом');
    if (fault)
      faults.push(
        `${name}, подпись ${record.signerName}: ${fault} (signatures.signature, строка ${record.id})`,
      );
  }
  for (const { data } of signings)
    if (!signatures.some((one) => one.id === data.signature))
      faults.push(`${name}: подпись из журнала пропала (signatures.signature, строка ${data.signature})`);
  return faults;
}

/** Checks every signed document of the installation. */
export async function verifyDocuments(db: Db): Promise<{ checked: number; faults: string[] }> {
  const rows = await db.selectFrom('signatures.document').select('id').orderBy('id').execute();
  const faults: string[] = [];
  for (const { id } of rows) faults.push(...(await findFaults(db, id)));
  return { checked: rows.length, faults };
}

/**
 * Checks a file against its record, without the database. `root`: the root printed in a later document, where one is at hand.
 * Returns what does not hold and what could not be checked.
 */
export function verifyRecordFile(
  bytes: Buffer,
  { document, signatures }: RecordFile,
  root?: string,
): { faults: string[]; open: string[] } {
  const [faults, open]: [string[], string[]] = [[], []];
  const name = `«${document.title} ${document.number}»`;
  if (sha256Of(bytes) !== document.sha256) faults.push(`${name}: это не тот файл, что подписан`);
  if (signatures.length === 0) faults.push(`${name}: подписей нет`);
  for (const { record, cms, proof } of signatures) {
    const who = `${name}, подпись ${record.signerName}`;
    const file = cms === null ? null : Buffer.from(cms, 'base64');
    const fault = findSignatureFault(record, file, { sha256: document.sha256, bytes });
    if (fault) faults.push(`${who}: ${fault}`);
    if (!proof) {
      open.push(`${who}: доказательства из журнала ещё нет, возьмите запись на следующий день`);
      // A root that nothing was held against must not look as if it had been.
      if (root !== undefined) faults.push(`${who}: корень не с чем сверить`);
      continue;
    }
    const broken = findProofFault(proof, root);
    if (broken) faults.push(`${who}: ${broken}`);
    if (!isTold(proof.record.payload, record)) faults.push(`${who}: запись о подписи расходится с журналом`);
  }
  return { faults, open };
}

function isTold(payload: string, record: SignatureRecord): boolean {
  try {
    const { objectId, data } = JSON.parse(payload) as { objectId: string; data: Record<string, unknown> };
    return (
      objectId === record.documentId && data.signature === record.id && data.record === hashRecord(record)
    );
  } catch {
    return false;
  }
}
