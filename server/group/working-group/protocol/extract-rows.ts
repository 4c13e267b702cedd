import { sql } from 'kysely';
import type { ProtocolCard } from '../../../../shared/contract/group/working-group-protocol.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import { requireWhole } from '../../../base/audit/index.ts';
import type { DocumentAccess, Signer } from '../../../base/signatures/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, hasPermission, isStaff } from '../../../lib/module/context.ts';
import { isMemberOn, listMemberRows } from '../composition/members.ts';
import { groupPack } from '../composition/rules-pack.ts';

/** An extract as it was certified: for whom, of which items, by whom. */
export interface ExtractRow {
  id: string;
  meeting_id: string;
  person_id: string;
  person_name: string;
  serial: number;
  /** «1/2026-В2». */
  number: string;
  items: string[];
  /** SHA-256 of the signed file of the protocol it was made from. */
  protocol_sha256: string;
  document_id: string;
  certified_at: Date;
  certified_by_id: string;
  certified_by_name: string;
  position: string;
}

/** The object rule: who reads the group reads every extract, who executes theirs and of those they stand in for. */
export function ownPapers({ actor }: Pick<Ctx, 'actor'>, column: 'responsible_id' | 'person_id') {
  if (!isStaff(actor)) return sql<boolean>`false`;
  if (actor.permissions.has('working-group.read')) return sql<boolean>`true`;
  return sql<boolean>`${sql.ref(column)} = ANY(${[actor.id, ...actor.substitutes]}::uuid[])`;
}

/** Extracts of a protocol that were certified, as the reader may see them, by their numbers. */
export async function listExtracts(ctx: Ctx, meetingId: string): Promise<ExtractRow[]> {
  const { rows } = await sql<ExtractRow>`
    SELECT * FROM working_group.extract WHERE meeting_id = ${meetingId} AND ${ownPapers(ctx, 'person_id')} ORDER BY serial`.execute(
    ctx.db,
  );
  return rows;
}

/** The extract of one executor; null while nobody has certified it. */
export const findExtract = async (
  ctx: Ctx,
  meetingId: string,
  personId: string,
): Promise<ExtractRow | null> =>
  (await listExtracts(ctx, meetingId)).find(({ person_id }) => person_id === personId) ?? null;

/** Refuses where the record of an extract is not the one that was committed to the journal. */
export const requireWholeExtract = (ctx: Ctx, { id, number }: ExtractRow): Promise<void> =>
  requireWhole(ctx, `Выписка № ${number}`, [{ kind: 'extract', ids: [id] }]);

/** As the card of the protocol tells it. */
export const presentExtract = (
  row: ExtractRow,
): NonNullable<ProtocolCard['executors'][number]['extract']> => ({
  id: row.id,
  number: row.number,
  documentId: row.document_id,
  certifiedAt: row.certified_at.toISOString(),
  certifiedBy: row.certified_by_name,
});

/** Who reads a certified extract, and who may add a qualified signature: the one who certified it. */
export async function accessExtract(ctx: Ctx, id: string): Promise<DocumentAccess> {
  const { rows } = await sql<ExtractRow>`
    SELECT * FROM working_group.extract WHERE id = ${id}::uuid AND ${ownPapers(ctx, 'person_id')}`.execute(
    ctx.db,
  );
  const [row] = rows;
  if (!row) return { mayRead: false, signer: null };
  await requireWholeExtract(ctx, row);
  const isSigner =
    isStaff(ctx.actor) &&
    ctx.actor.id === row.certified_by_id &&
    hasPermission(ctx, 'working-group.take-part');
  return { mayRead: true, signer: isSigner ? { name: row.certified_by_name, position: row.position } : null };
}

/** Who may certify extracts on a day, by the roles the pack names; null where the caller is none of them. */
export async function findCertifier(ctx: Ctx): Promise<Signer | null> {
  const { actor } = ctx;
  if (!isStaff(actor)) return null;
  const today = cityDay(ctx.config, ctx.now);
  const { certifyRoles } = groupPack.on(today);
  const own = (await listMemberRows(ctx)).find(
    (row) => row.person_id === actor.id && isMemberOn(row, today) && certifyRoles.includes(row.role),
  );
  return own ? { id: actor.id, name: own.person_name, position: groupRoleTitles[own.role] } : null;
}

export const noExtract = () => new AppError('lib.not-found', 'Такой выписки нет или она не ваша.');
