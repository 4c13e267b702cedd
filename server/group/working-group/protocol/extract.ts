import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/group/working-group-papers.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { hashOfDocument } from '../../../base/signatures/index.ts';
import { signatureName } from '../../../lib/documents/names.ts';
import { renderPaper } from '../../../lib/documents/render.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { registeredLine } from '../../city-numbers/index.ts';
import { listAcquaintance } from './acquaintance-rows.ts';
import { acquaintancePaper, extractPaper, type SignedProtocol } from './extract-paper.ts';
import { numberOf } from './protocol-card.ts';
import { findProtocol, lastVersion, requireWholeProtocol } from './protocol-rows.ts';

const unsigned = () =>
  new AppError(
    'lib.conflict',
    'Протокол ещё не подписан: выписка и лист ознакомления делаются из подписанного.',
  );

/** The signed version with what identifies it. Throws while nobody has signed, and where it is not the one that was. */
async function readSigned(ctx: Ctx, meetingId: string, paper: string): Promise<SignedProtocol> {
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

/** The object rule: who reads the group reads every extract, who executes theirs and of those they stand in for. */
function readableDecisions({ actor }: Ctx) {
  if (!isStaff(actor)) return sql<boolean>`false`;
  if (actor.permissions.has('working-group.read')) return sql<boolean>`true`;
  return sql<boolean>`responsible_id = ANY(${[actor.id, ...actor.substitutes]}::uuid[])`;
}

async function readOwnItems(ctx: Ctx, meetingId: string, personId: string) {
  const { rows } = await sql<{ number: string; name: string }>`
    SELECT number, responsible_name AS name FROM working_group.v_decision
    WHERE meeting_id = ${meetingId} AND responsible_id = ${personId} AND outcome = 'accepted'
      AND ${readableDecisions(ctx)}`.execute(ctx.db);
  if (!rows[0]) throw new AppError('lib.not-found', 'Такой выписки нет или она не ваша.');
  return { name: rows[0].name, numbers: new Set(rows.map(({ number }) => number)) };
}

const fileNumber = ({ number }: SignedProtocol): string => number.replace('/', '-');

/** Route: decisions of one executor out of the signed protocol. */
export async function downloadExtract(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.downloadExtract>,
): Promise<Download> {
  const { name, numbers } = await readOwnItems(ctx, params.id, query.person);
  const protocol = await readSigned(ctx, params.id, 'Выписка');
  const items = protocol.content.items
    .map((item) => ({ ...item, decisions: item.decisions.filter((one) => numbers.has(one.number)) }))
    .filter(({ decisions }) => decisions.length > 0);
  return renderPaper(
    extractPaper(ctx, protocol, { name, items }),
    query.format,
    `Выписка из протокола ${fileNumber(protocol)}, ${signatureName(name)}`,
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
