import { sql } from 'kysely';
import {
  type compareSnapshot as compareSnapshotRoute,
  differenceKinds,
  posFields,
  type Snapshot,
} from '../../../shared/contract/messages/reconcile.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { isOneOf } from '../../../shared/lists.ts';
import { dayAfter } from '../../../shared/text/dates.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findOutsideCases, forLists, listOutsideCases, type OutsideCase } from '../cases/index.ts';
import { posPack, stageOf, stageTitle } from './pack.ts';
import { compareRow, type Found, type PosRow, readRows } from './rows.ts';
import { presentSnapshot, readSnapshot, type SnapshotRow } from './snapshots.ts';

/** Our cases of the table's days looked through; a longer table is compared by its numbers alone. */
const MOST_OURS = 50_000;
const SHOWN_BAD = 50;

interface Difference extends Found {
  row: number | null;
  externalId: string;
  caseId: string | null;
}

/** Route: lists what differs. Nothing of either side changes; made again, the list is made anew and decisions are kept. */
export async function compareSnapshot(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof compareSnapshotRoute>,
): Promise<Snapshot> {
  const snapshot = await readSnapshot(ctx, params.id);
  checkMapping(body.mapping, snapshot.headers as string[]);
  const lines = await ctx.db
    .selectFrom('reconcile.line')
    .select(['row_no', 'cells'])
    .where('snapshot_id', '=', snapshot.id)
    .orderBy('row_no')
    .execute();
  if (lines.length === 0 && snapshot.row_count > 0)
    throw new AppError(
      'lib.conflict',
      'Строки этой таблицы уже удалены: прошло 30 дней. Загрузите её заново.',
    );
  const { rows, bad } = readRows(lines as { row_no: number; cells: Record<string, string> }[], body.mapping);
  const known = await findOutsideCases(
    ctx,
    posPack.source,
    rows.map(({ externalId }) => externalId),
  );
  const unseen = await findMissingThere(ctx, rows);
  const all = [...rows.flatMap((row) => describe(row, known.get(row.externalId))), ...unseen.own];
  await store(ctx, snapshot, all);
  await remember(ctx, snapshot, body.mapping);
  const differing = new Set(all.map(({ externalId }) => externalId));
  const totals = {
    theirs: rows.length,
    ours: known.size + unseen.own.length,
    alike: rows.filter(({ externalId }) => known.has(externalId) && !differing.has(externalId)).length,
    badRows: bad.slice(0, SHOWN_BAD),
    badCount: bad.length,
    foreign: [...known.values()].filter(({ isOwn }) => !isOwn).length + unseen.foreign,
    kinds: {},
  };
  await ctx.db
    .updateTable('reconcile.snapshot')
    .set({ compared_at: ctx.now, totals: JSON.stringify(totals), mapping: JSON.stringify(body.mapping) })
    .where('id', '=', snapshot.id)
    .execute();
  await countKinds(ctx, snapshot.id);
  ctx.audit({
    action: 'reconcile.compare',
    object: 'snapshot',
    objectId: snapshot.id,
    data: { theirs: totals.theirs, ours: totals.ours, differences: all.length },
  });
  return presentSnapshot(await readSnapshot(ctx, snapshot.id));
}

function checkMapping(mapping: Record<string, string>, headers: readonly string[]): void {
  const problems: Record<string, string> = {};
  for (const [field, header] of Object.entries(mapping)) {
    if (!isOneOf(posFields, field)) problems[field] = 'Такого поля нет';
    else if (!headers.includes(header)) problems[field] = `Столбца «${header}» нет в таблице`;
  }
  if (!mapping.externalId)
    problems.externalId = 'Укажите столбец с номером: по нему сообщения узнают друг друга';
  if (Object.keys(problems).length === 0) return;
  throw new AppError('imports.bad-mapping', 'Проверьте, какой столбец что значит.', { fields: problems });
}

function describe(row: PosRow, known: OutsideCase | undefined): Difference[] {
  const { row: rowNo, externalId } = row;
  if (!known) {
    const theirs = [row.stage && stageTitle(row.stage), row.text && forLists(row.text).slice(0, 300)]
      .filter(Boolean)
      .join(': ');
    return [
      { kind: 'missing-here', row: rowNo, externalId, caseId: null, ours: null, theirs: theirs || null },
    ];
  }
  if (!known.isOwn) return [];
  const ours = {
    stage: stageOf(known.status),
    dueOn: known.dueAt && localDate(known.dueAt),
    answer: known.answer,
  };
  return compareRow(row, ours).map((one) => ({ ...one, row: rowNo, externalId, caseId: known.caseId }));
}

/** Ours of the days the table speaks of, which it does not hold. */
async function findMissingThere(
  ctx: Ctx,
  rows: readonly PosRow[],
): Promise<{ own: Difference[]; foreign: number }> {
  const days = rows.flatMap(({ receivedOn }) => receivedOn ?? []).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return { own: [], foreign: 0 };
  const span = { from: localDayStart(first), before: localDayStart(dayAfter(last)) };
  const theirs = new Set(rows.map(({ externalId }) => externalId));
  const ours = await listOutsideCases(ctx, posPack.source, span, { limit: MOST_OURS });
  const unseen = ours.filter(({ externalId }) => !theirs.has(externalId));
  const own = unseen
    .filter(({ isOwn }) => isOwn)
    .map(({ externalId, caseId, status }) => ({
      kind: 'missing-there' as const,
      row: null,
      externalId,
      caseId,
      ours: stageTitle(stageOf(status)),
      theirs: null,
    }));
  return { own, foreign: unseen.length - own.length };
}

/** Made anew; what was kept with the same two sides, in this table or an earlier one, is not asked again. */
async function store(ctx: Ctx, snapshot: SnapshotRow, all: readonly Difference[]): Promise<void> {
  await ctx.db
    .deleteFrom('reconcile.difference')
    .where('snapshot_id', '=', snapshot.id)
    .where('decision', 'is', null)
    .execute();
  const rows = all.map((one) => ({ ...one, id: newId() }));
  await sql`
    INSERT INTO reconcile.difference (id, snapshot_id, row_no, external_id, kind, case_id, ours, theirs,
      decision, decided_by, decided_by_name, decided_at)
    SELECT given.id, ${snapshot.id}::uuid, given."row", given."externalId", given.kind, given."caseId", given.ours, given.theirs,
      kept.decision, kept.decided_by, kept.decided_by_name, kept.decided_at
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(id uuid, "row" int, "externalId" text, kind text,
      "caseId" uuid, ours text, theirs text)
    LEFT JOIN LATERAL (
      SELECT decision, decided_by, decided_by_name, decided_at FROM reconcile.difference AS before
      WHERE before.external_id = given."externalId" AND before.kind = given.kind AND before.decision = 'keep'
        AND before.ours IS NOT DISTINCT FROM given.ours AND before.theirs IS NOT DISTINCT FROM given.theirs
      ORDER BY decided_at DESC LIMIT 1) AS kept ON true
    ON CONFLICT (snapshot_id, external_id, kind) DO UPDATE SET ours = excluded.ours, theirs = excluded.theirs,
      case_id = excluded.case_id, row_no = excluded.row_no, decision = excluded.decision, decided_by = excluded.decided_by,
      decided_by_name = excluded.decided_by_name, decided_at = excluded.decided_at
    WHERE difference.ours IS DISTINCT FROM excluded.ours OR difference.theirs IS DISTINCT FROM excluded.theirs`.execute(
    ctx.db,
  );
}

async function remember(
  ctx: Ctx,
  { fingerprint }: SnapshotRow,
  mapping: Record<string, string>,
): Promise<void> {
  const values = { mapping: JSON.stringify(mapping), used_at: ctx.now };
  await ctx.db
    .insertInto('reconcile.mapping')
    .values({ fingerprint, ...values })
    .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet(values))
    .execute();
}

/** Brings the counts of a snapshot up to its differences, after a comparison or a decision. */
export async function countKinds(ctx: Ctx, snapshotId: string): Promise<void> {
  const rows = await ctx.db
    .selectFrom('reconcile.difference')
    .select(['kind', ({ fn }) => fn.countAll<number>().as('all')])
    .select(sql<number>`count(*) FILTER (WHERE decision IS NULL)`.as('undecided'))
    .where('snapshot_id', '=', snapshotId)
    .groupBy('kind')
    .execute();
  const found = new Map(
    rows.map((row) => [row.kind, { all: Number(row.all), undecided: Number(row.undecided) }]),
  );
  const kinds = Object.fromEntries(
    differenceKinds.map((kind) => [kind, found.get(kind) ?? { all: 0, undecided: 0 }]),
  );
  await sql`UPDATE reconcile.snapshot SET totals = totals || ${JSON.stringify({ kinds })}::jsonb
    WHERE id = ${snapshotId}::uuid`.execute(ctx.db);
}
