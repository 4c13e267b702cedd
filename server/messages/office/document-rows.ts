import { createHash } from 'node:crypto';
import type { DocumentKind, OfficeDocument } from '../../../shared/contract/messages/office.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { refuseStale } from '../../lib/module/stale.ts';
import { appealRecord, findAppeal, holdsOn, readableAppeals, requireHeld } from './appeal-line.ts';
import type { LetterContent } from './letters.ts';

/** What a document keeps: the letter and who is to sign it. */
export interface StoredLetter extends LetterContent {
  executor: string;
  signer: { name: string; position: string } | null;
}

const select = (ctx: Ctx) => ctx.db.selectFrom('office.document').selectAll();
type DocumentRow = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

/** Letters of an appeal, the latest first. Plan: document_case. */
export async function listDocuments(ctx: Ctx, caseId: string, appeal: Located): Promise<OfficeDocument[]> {
  const rows = await select(ctx)
    .where('case_id', '=', caseId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => presentDocument(ctx, row, appeal));
}

type Located = Parameters<typeof holdsOn>[1];

/** Who reads a letter whole: who keeps it, who signs it — nobody signs blindly — and who may see contacts. */
export const readsLetters = (ctx: Ctx, appeal: Located): boolean =>
  holdsOn(ctx, appeal, 'cases.reveal', 'office.keep', 'office.sign');

function presentDocument(ctx: Ctx, row: DocumentRow, appeal: Located): OfficeDocument {
  const letter = row.content as StoredLetter;
  const may = (permission: string) => holdsOn(ctx, appeal, permission);
  const reads = readsLetters(ctx, appeal);
  return {
    id: row.id,
    kind: row.kind as DocumentKind,
    title: letter.title,
    number: row.number,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by_name,
    version: row.version,
    // Whoever keeps no office reads that there is a letter, not to whom and about what.
    addressee: reads ? letter.addressee : ['•••'],
    salutation: reads ? letter.salutation : '',
    text: reads ? letter.text : '',
    signedAt: row.signed_at?.toISOString() ?? null,
    signedBy: row.signed_by_name,
    fingerprint: row.fingerprint && shortPrint(row.fingerprint),
    sentAt: row.sent_at?.toISOString() ?? null,
    sentHow: row.sent_how,
    can: [
      ...(may('office.keep') && !row.signed_at ? ['change'] : []),
      ...(may('office.sign') && !row.signed_at ? ['sign'] : []),
      ...(may('office.keep') && row.signed_at && !row.sent_at ? ['send'] : []),
      ...(reads ? ['download'] : []),
    ],
  };
}

/** «3f2a 91bc 07de 55aa»: enough for the eye. */
export const shortPrint = (fingerprint: string): string => fingerprint.slice(0, 16).match(/.{4}/g)!.join(' ');

/** What a signature stands under: each change of text, number or hand changes it. */
export const fingerprintOf = (letter: StoredLetter, number: string, signedBy: string, at: Date): string =>
  createHash('sha256')
    .update(JSON.stringify([letter, number, signedBy, at.toISOString()]))
    .digest('hex');

/** Locks a letter of a case on which the caller holds the permission. */
export async function lockDocument(ctx: Ctx, id: string, version: number, permission: string) {
  const found = await findDocument(ctx, id, { locks: true });
  requireHeld(ctx, found.appeal, permission);
  refuseStale({ ...appealRecord, words: 'Письмо' }, { ...found.row, journalId: found.caseId }, version);
  return found;
}

/** A letter of a case the caller may see, for reading. */
export async function findDocument(ctx: Ctx, id: string, { locks = false }: { locks?: boolean } = {}) {
  const row = await select(ctx)
    .where('id', '=', id)
    // A foreign letter answers as one that is not there.
    .where('case_id', 'in', ctx.db.selectFrom('cases.v_appeal').select('id').where(readableAppeals(ctx)))
    .$if(locks, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row?.case_id) throw new AppError('lib.not-found', 'Такого письма нет. Обновите карточку.');
  const appeal = await findAppeal(ctx, row.case_id, { locks });
  return { row, appeal, caseId: row.case_id, letter: row.content as StoredLetter };
}

/** Writes a draft; returns its id. */
export async function insertDocument(
  ctx: Ctx,
  caseId: string,
  kind: DocumentKind,
  letter: LetterContent,
): Promise<string> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new Error('Only staff writes letters');
  const id = newId();
  const stored: StoredLetter = { ...letter, executor: `Исполнитель: ${actor.name}`, signer: null };
  await ctx.db
    .insertInto('office.document')
    .values({
      id,
      case_id: caseId,
      kind,
      content: JSON.stringify(stored),
      made_at: ctx.now,
      made_by: actor.id,
      made_by_name: actor.name,
    })
    .execute();
  ctx.audit({
    action: 'office.make-document',
    object: 'case',
    objectId: caseId,
    data: { kind, document: id },
  });
  return id;
}
