import { type Selectable, sql } from 'kysely';
import type {
  Difference,
  listDifferences as listDifferencesRoute,
} from '../../../shared/contract/messages/reconcile.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findOutsideCases, type OutsideCase } from '../cases/index.ts';
import { posPack, stageOf, stageTitle } from './pack.ts';
import { readSnapshot } from './snapshots.ts';

export type DifferenceRow = Selectable<DB['reconcile.difference']>;

/** Differences of one kind, undecided first. What has left the reader's reach meanwhile is left out. */
export async function listDifferences(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof listDifferencesRoute>,
): Promise<RouteReplyInput<typeof listDifferencesRoute>> {
  await readSnapshot(ctx, params.id);
  const offset = Number(query.cursor ?? 0);
  if (!Number.isInteger(offset) || offset < 0)
    throw new AppError('lib.bad-input', 'Продолжение списка не читается. Откройте список сначала.');
  const rows = await ctx.db
    .selectFrom('reconcile.difference')
    .selectAll()
    .where('snapshot_id', '=', params.id)
    .where('kind', '=', query.kind)
    .orderBy(sql`decision IS NOT NULL`)
    .orderBy('external_id')
    .offset(offset)
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  return {
    differences: await presentDifferences(ctx, page),
    next: rows.length > query.limit ? String(offset + page.length) : null,
  };
}

export async function presentDifferences(ctx: Ctx, rows: readonly DifferenceRow[]): Promise<Difference[]> {
  const numbers = rows.filter((row) => row.case_id).map((row) => row.external_id);
  const known = await findOutsideCases(ctx, posPack.source, numbers);
  return rows.flatMap((row) => {
    const file = known.get(row.external_id);
    if (row.case_id && !file?.isOwn) return [];
    return [presentDifference(row, file)];
  });
}

function presentDifference(row: DifferenceRow, file: OutsideCase | undefined): Difference {
  const whyNot = row.decision ? null : whyNotTaken(row, file);
  return {
    id: row.id,
    kind: row.kind,
    externalId: row.external_id,
    caseNumber: file?.number ?? null,
    title: file?.title ?? null,
    ours: row.ours,
    theirs: row.theirs,
    decision: row.decision,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    can: row.decision ? [] : [...(whyNot === null ? (['take'] as const) : []), 'keep'],
    whyNot,
  };
}

/** Why theirs cannot be taken by a press; null when it can. */
export function whyNotTaken({ kind, theirs }: DifferenceRow, file: OutsideCase | undefined): string | null {
  if (kind === 'missing-there')
    return 'В ПОС этого сообщения нет: выгрузите наши сообщения и внесите его там.';
  if (kind !== 'status') return null;
  if (file && stageOf(file.status) === 'answered' && theirs === stageTitle('closed')) return null;
  return 'Состояние меняется ходом дела: откройте его и сделайте следующий шаг.';
}
