import type * as contract from '../../../shared/contract/group/head-reports.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { filled } from '../../../shared/known.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { latestDayRoot, sealDays } from '../../base/audit/index.ts';
import { confirmPerson } from '../../base/identity/index.ts';
import {
  type DocumentAccess,
  type NewDocument,
  type Signer,
  signDocument,
} from '../../base/signatures/index.ts';
import { freezeSnapshot } from '../../base/snapshots/index.ts';
import { cityDay } from '../../lib/city.ts';
import { findChromium } from '../../lib/documents/pdf.ts';
import { renderPaper } from '../../lib/documents/render.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { drawReport, type Signing } from './paper.ts';
import {
  findReport,
  lockReport,
  presentReport,
  type ReportRow,
  reportNumber,
  requireReportMove,
} from './rows.ts';
import { snapshotTables } from './tables.ts';

/** Who signs, as it stands under the report. */
async function findSigner(ctx: Ctx): Promise<Signer> {
  if (!isStaff(ctx.actor)) throw new AppError('lib.forbidden', 'Подписывает только сотрудник.');
  const { id, name } = ctx.actor;
  const person = await ctx.db
    .selectFrom('identity.v_person')
    .select('position')
    .where('id', '=', id)
    .executeTakeFirst();
  return { id, name, position: person?.position || 'Руководитель рабочей группы' };
}

/** The figures of a report frozen; a number opens its cases. */
export const freezeReport = (ctx: Ctx, row: ReportRow): Promise<string> =>
  freezeSnapshot(ctx, {
    kind: 'head-report',
    permission: 'head-reports.read',
    title: `Отчёт главе ${reportNumber(row)}`,
    query: { report: row.id, from: row.from_day, to: row.to_day },
    told: [['Период', `${formatDay(row.from_day)} — ${formatDay(row.to_day)}`]],
    address: `/staff/reports/${row.id}`,
    asOf: row.parts.countedAt!,
    tables: snapshotTables(row),
  });

/** The exact file that is signed: PDF, or Word where no browser prints it. */
export async function drawSigned(
  ctx: Ctx,
  row: ReportRow,
  { signing, format }: { signing: Signing; format: 'pdf' | 'docx' },
): Promise<NewDocument> {
  const { stream, contentType } = await renderPaper(drawReport(ctx, row, signing), format, reportNumber(row));
  return {
    id: signing.documentId,
    kind: 'head-report',
    objectId: row.id,
    title: 'Отчёт главе',
    contentType,
    number: reportNumber(row),
    day: cityDay(ctx.config, signing.at),
    bytes: stream,
    isPublic: true,
  };
}

/** Columns of a signature. */
export const signedColumns = ({ signer, at, snapshot, documentId }: Signing, sha256: string) => ({
  snapshot,
  fingerprint: sha256,
  document_id: documentId,
  signed_at: at,
  signed_by_id: signer.id,
  signed_by_name: signer.name,
  signed_position: signer.position,
});

/**
 * Route: the chair signs. It commits by itself: a refused password must stay counted, and printing takes a second. The figures
 * are frozen before, since the number of the snapshot stands on the paper; one left by a signing that failed changes nothing.
 */
export async function signReport(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.signReport>,
  { services }: Exchange,
): Promise<contract.ReportCard> {
  const row = await findReport(ctx, params.id);
  requireReportMove(row, body.version, 'sign');
  const signer = await findSigner(ctx);
  const method = await confirmPerson(ctx, { services } as Exchange, body);
  await runMutation(services, ctx, sealDays);
  const snapshot = await runMutation(services, ctx, (tx) => freezeReport(tx, row));
  const root = await latestDayRoot(ctx);
  const signing: Signing = { documentId: newId(), at: ctx.now, signer, snapshot, root };
  const format = findChromium() ? 'pdf' : 'docx';
  const document = await drawSigned(ctx, row, { signing, format });
  await runMutation(services, ctx, async (tx) => {
    await lockReport(tx, row.id, row.version, 'sign');
    const { sha256 } = await signDocument(tx, document, signer, method);
    await tx.db
      .updateTable('head_reports.report')
      .set({ ...signedColumns(signing, sha256), state: 'chair_signed', version: row.version + 1 })
      .where('id', '=', row.id)
      .execute();
    tx.audit({
      action: 'head-reports.sign',
      object: 'report',
      objectId: row.id,
      data: { snapshot, document: document.id, sha256 },
    });
  });
  return presentReport(ctx, await findReport(ctx, row.id));
}

/** Who reads a signed report, and who may add a qualified signature: the one who signed. */
export async function accessReport(ctx: Ctx, id: string): Promise<DocumentAccess> {
  const { actor } = ctx;
  if (!isStaff(actor) || !actor.permissions.has('head-reports.read')) return { mayRead: false, signer: null };
  const row = await findReport(ctx, id);
  const isSigner = row.signed_by_id === actor.id && actor.permissions.has('head-reports.sign');
  if (!isSigner) return { mayRead: true, signer: null };
  const { signed_by_name: name, signed_position: position } = filled(
    row,
    'signed_by_name',
    'signed_position',
  );
  return { mayRead: true, signer: { name, position } };
}
