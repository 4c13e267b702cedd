import type * as contract from '../../../shared/contract/base/signatures.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { itemAt } from '../../../shared/lists.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { definePort } from '../../lib/module/port.ts';
import { requireWhole } from '../audit/index.ts';
import { latestSigning } from './journal.ts';
import { type RecordFile, sha256Of } from './record.ts';
import {
  type DocumentRow,
  findPublicByNumber,
  findRow,
  listSignatures,
  noSuchDocument,
  readBytes,
  type SignatureRow,
  toRecord,
} from './rows.ts';

/** What an owner of documents says of a caller. `sign` — may also add a detached signature, as the person named here. */
export interface DocumentAccess {
  mayRead: boolean;
  signer: { name: string; position: string } | null;
}
export type DocumentAccessChecker = (ctx: Ctx, objectId: string) => Promise<DocumentAccess>;

/** A module whose documents are signed says, by their kind, who reads them: signatures itself knows no protocols. */
export const documentAccess = definePort<DocumentAccessChecker>('signatures.access');

/** A document the caller may read, and what else they may. */
export async function openDocument(
  ctx: Ctx,
  id: string,
): Promise<{ row: DocumentRow; access: DocumentAccess }> {
  const row = await findRow(ctx.db, { id });
  const access = await ctx.ports.find(documentAccess, row.kind)?.(ctx, row.object_id);
  if (!access?.mayRead) throw new AppError('lib.forbidden', 'Этот документ вам не показан.');
  return { row, access };
}

/** Refuses where the file or a signature is not the one that was committed to the journal. */
async function requireWholeDocument(
  ctx: Ctx,
  row: DocumentRow,
  signatures: readonly SignatureRow[],
): Promise<Buffer> {
  await requireWhole(ctx, `${row.title} ${row.number}`, [
    { kind: 'signed-document', ids: [row.id] },
    { kind: 'signature', ids: signatures.map(({ id }) => id) },
  ]);
  const bytes = await readBytes(ctx.db, row.id);
  if (sha256Of(bytes) === row.sha256) return bytes;
  throw new AppError(
    'lib.conflict',
    `${row.title} ${row.number}: файл изменён после подписания, поэтому не выдаётся. Скажите администратору: npm run verify -- all.`,
  );
}

/** SHA-256 of the signed file, in hex: what papers made of it name it by. */
export const hashOfDocument = async (ctx: Ctx, id: string): Promise<string> =>
  (await findRow(ctx.db, { id })).sha256;

async function presentPublic(ctx: Ctx, row: DocumentRow, signatures: readonly SignatureRow[]) {
  const bytes = await requireWholeDocument(ctx, row, signatures);
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    number: row.number,
    day: row.day,
    sha256: row.sha256,
    bytes: bytes.length,
    contentType: row.content_type,
    signatures: signatures.map(({ kind, position, at, state }) => ({
      kind,
      position,
      state,
      at: at.toISOString(),
    })),
  };
}

async function showPublic(ctx: Ctx, row: DocumentRow): Promise<contract.PublicDocument> {
  if (!row.is_public) throw noSuchDocument();
  return presentPublic(ctx, row, await listSignatures(ctx.db, row.id));
}

/** Route: what the QR code leads to. */
export const checkDocument = async (ctx: Ctx, { params }: HandlerInput<typeof contract.checkDocument>) =>
  showPublic(ctx, await findRow(ctx.db, { id: params.id }));

/** Route: the same by the hash of a file. */
export const findDocument = async (ctx: Ctx, { params }: HandlerInput<typeof contract.findDocument>) =>
  showPublic(ctx, await findRow(ctx.db, { sha256: params.hash }));

const isNotWhole = (error: unknown): boolean => error instanceof AppError && error.code === 'lib.conflict';

const pick = ({ id, title, number, day }: DocumentRow) => ({ id, title, number, day });

/** Of one number there is one document a year, seldom two kinds. */
const MOST_OF_NUMBER = 10;

/** Route: the same by the number printed on it. Plan: a few dozen documents a year, read whole. */
export async function listByNumber(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.findByNumber>,
): Promise<RouteReplyInput<typeof contract.findByNumber>> {
  const rows = await findPublicByNumber(ctx.db, query.number.replace(/^№\s*/u, ''), MOST_OF_NUMBER);
  const shown = await Promise.allSettled(rows.map((row) => showPublic(ctx, row)));
  const reply: RouteReplyInput<typeof contract.findByNumber> = { documents: [], changed: [] };
  for (const [at, one] of shown.entries()) {
    if (one.status === 'fulfilled') reply.documents.push(one.value);
    else if (isNotWhole(one.reason)) reply.changed.push(pick(itemAt(rows, at)));
    else throw one.reason;
  }
  return reply;
}

/** A document with all that is known of its signatures. */
export async function presentDocument(
  ctx: Ctx,
  { row, access }: Awaited<ReturnType<typeof openDocument>>,
): Promise<contract.SignedDocument> {
  const signatures = await listSignatures(ctx.db, row.id);
  const shown = await presentPublic(ctx, row, signatures);
  return {
    ...shown,
    signatures: signatures.map((one, at) => ({
      ...itemAt(shown.signatures, at),
      id: one.id,
      signer: one.signer_name,
      method: one.method,
      details: one.details,
    })),
    mayAttach: access.signer !== null,
  };
}

/** Route: the document for who may read it. */
export const readDocument = async (ctx: Ctx, { params }: HandlerInput<typeof contract.readDocument>) =>
  presentDocument(ctx, await openDocument(ctx, params.id));

const endings: Readonly<Record<string, string>> = { 'application/pdf': 'pdf' };

const nameOf = ({ title, number, day }: DocumentRow): string =>
  `${title} ${number.replaceAll('/', '-')} от ${formatDay(day)}`;

/** Route: the signed file itself. */
export async function downloadDocument(
  ctx: Ctx,
  { params }: Pick<HandlerInput<typeof contract.downloadDocument>, 'params'>,
): Promise<Download> {
  const { row } = await openDocument(ctx, params.id);
  return {
    stream: await requireWholeDocument(ctx, row, await listSignatures(ctx.db, row.id)),
    contentType: row.content_type,
    filename: `${nameOf(row)}.${endings[row.content_type] ?? 'docx'}`,
  };
}

/** Route: the record of its signatures with what proves them. */
export async function downloadRecord(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.downloadRecord>,
): Promise<Download> {
  const { row } = await openDocument(ctx, params.id);
  const file: RecordFile = {
    format: 'otklik-document/1',
    document: { id: row.id, title: row.title, number: row.number, day: row.day, sha256: row.sha256 },
    signatures: [],
  };
  for (const one of await listSignatures(ctx.db, row.id))
    file.signatures.push({
      record: toRecord(one),
      cms: one.cms?.toString('base64') ?? null,
      proof: await latestSigning(ctx, row.id, one.id),
    });
  return {
    stream: Buffer.from(`${JSON.stringify(file, null, 2)}\n`),
    contentType: 'application/json; charset=utf-8',
    filename: `${nameOf(row)} — подписи.json`,
  };
}
