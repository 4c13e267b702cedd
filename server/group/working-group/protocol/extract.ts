import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/group/working-group-papers.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { downloadSigned, hashOfDocument } from '../../../base/signatures/index.ts';
import { signatureName } from '../../../lib/documents/names.ts';
import { renderPaper } from '../../../lib/documents/render.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { registeredLine } from '../../city-numbers/index.ts';
import { listAcquaintance } from './acquaintance-rows.ts';
import { acquaintancePaper, type Certified, extractPaper, type SignedProtocol } from './extract-paper.ts';
import { type ExtractRow, findExtract, noExtract, ownPapers, requireWholeExtract } from './extract-rows.ts';
import { numberOf } from './protocol-card.ts';
import type { ProtocolContent, ProtocolItem } from './protocol-content.ts';
import { findProtocol, lastVersion, requireWholeProtocol } from './protocol-rows.ts';

const unsigned = () =>
  new AppError(
    'lib.conflict',
    'Протокол ещё не подписан: выписка и лист ознакомления делаются из подписанного.',
  );

/** The signed version with what identifies it. Throws while nobody has signed, and where it is not the one that was. */
export async function readSigned(ctx: Ctx, meetingId: string, paper: string): Promise<SignedProtocol> {
  const row = await findProtocol(ctx, meetingId);
  const number = row && numberOf(row);
  if (!number || !row?.document_id || !row.signed_at) throw unsigned();
  await requireWholeProtocol(ctx, meetingId, paper);
  const [{ content }, sha256, registered] = await Promise.all([
    lastVersion(ctx, meetingId),
    hashOfDocument(ctx, row.document_id),
    registeredLine(ctx, meetingId),
  ]);
  return { content, number, registered, at: row.signed_at, documentId: row.document_id, sha256 };
}

/** Decisions an executor answers for, by their numbers; refused to who may not read them. */
export async function ownNumbers(
  ctx: Ctx,
  meetingId: string,
  personId: string,
): Promise<{ name: string; numbers: string[] }> {
  const { rows } = await sql<{ number: string; name: string }>`
    SELECT number, responsible_name AS name FROM working_group.v_decision
    WHERE meeting_id = ${meetingId} AND responsible_id = ${personId} AND outcome = 'accepted'
      AND ${ownPapers(ctx, 'responsible_id')} ORDER BY string_to_array(number, '.')::int[]`.execute(ctx.db);
  if (!rows[0]) throw noExtract();
  return { name: rows[0].name, numbers: rows.map(({ number }) => number) };
}

/** Items of a protocol with those decisions alone. */
export const itemsFor = ({ items }: ProtocolContent, numbers: ReadonlySet<string>): ProtocolItem[] =>
  items
    .map((item) => ({ ...item, decisions: item.decisions.filter((one) => numbers.has(one.number)) }))
    .filter(({ decisions }) => decisions.length > 0);

/** The signature an extract already bears. */
const certifiedOf = (row: ExtractRow): Omit<Certified, 'registered'> => ({
  number: row.number,
  documentId: row.document_id,
  at: row.certified_at,
  owner: row.certified_by_name,
  position: row.position,
  root: null,
});

const fileNumber = ({ number }: SignedProtocol): string => number.replace('/', '-');

/**
 * Route: decisions of one executor out of the signed protocol. Certified, as PDF it is the very file that was signed; until then a hand
 * vouches for it.
 */
export async function downloadExtract(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.downloadExtract>,
): Promise<Download> {
  const { name, numbers } = await ownNumbers(ctx, params.id, query.person);
  const row = await findExtract(ctx, params.id, query.person);
  if (row && query.format === 'pdf') return downloadSigned(ctx, { params: { id: row.document_id } });
  const protocol = await readSigned(ctx, params.id, 'Выписка');
  if (row) await requireWholeExtract(ctx, row);
  const paper = extractPaper(ctx, protocol, {
    name,
    items: itemsFor(protocol.content, new Set(numbers)),
    certified: row && { ...certifiedOf(row), registered: await registeredLine(ctx, row.id) },
  });
  return renderPaper(
    paper,
    query.format,
    row
      ? `Выписка ${row.number.replace('/', '-')}`
      : `Выписка из протокола ${fileNumber(protocol)}, ${signatureName(name)}`,
  );
}

/** Route: who is to know the protocol, and since when they do. */
export async function downloadAcquaintance(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.downloadAcquaintance>,
): Promise<Download> {
  const protocol = await readSigned(ctx, params.id, 'Лист ознакомления');
  const lines = await listAcquaintance(ctx, params.id);
  return renderPaper(
    acquaintancePaper(ctx, protocol, lines),
    query.format,
    `Лист ознакомления с протоколом ${fileNumber(protocol)}`,
  );
}
