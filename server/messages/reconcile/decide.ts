import type {
  Difference,
  decideDifference as decideDifferenceRoute,
} from '../../../shared/contract/messages/reconcile.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { firstOf } from '../../../shared/lists.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import {
  casesRegistered,
  findOutsideCases,
  indexCases,
  prepareInbound,
  registerDrafts,
  takeOutsideAnswer,
  takeOutsideClosing,
  takeOutsideTerm,
  understandCases,
} from '../cases/index.ts';
import { countKinds } from './compare.ts';
import { type DifferenceRow, presentDifferences, whyNotTaken } from './differences.ts';
import { posPack, stageOf } from './pack.ts';
import { compareRow, type PosRow, readRows } from './rows.ts';
import { readSnapshot } from './snapshots.ts';

const pos = { systemTitle: 'ПОС' };

/** Route: a person takes theirs or keeps ours; the journal has who, what and both sides. */
export async function decideDifference(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof decideDifferenceRoute>,
): Promise<Difference> {
  const row = await ctx.db
    .selectFrom('reconcile.difference')
    .selectAll()
    .where('id', '=', params.id)
    .forUpdate()
    .executeTakeFirst();
  const [shown] = row ? await presentDifferences(ctx, [row]) : [];
  if (!row || !shown) throw new AppError('lib.not-found', 'Такого расхождения нет или дело ведут другие.');
  if (row.decision)
    throw new AppError('lib.conflict', 'По этому расхождению уже решено. Сверьте таблицу заново.');
  if (body.decision === 'take') await take(ctx, row);
  if (!isStaff(ctx.actor)) throw new Error('The route lets only staff in');
  await ctx.db
    .updateTable('reconcile.difference')
    .set({
      decision: body.decision,
      decided_at: ctx.now,
      decided_by: ctx.actor.id,
      decided_by_name: ctx.actor.name,
    })
    .where('id', '=', row.id)
    .execute();
  await countKinds(ctx, row.snapshot_id);
  ctx.audit({
    action: body.decision === 'take' ? 'reconcile.take' : 'reconcile.keep',
    object: 'difference',
    objectId: row.id,
    data: { kind: row.kind, externalId: row.external_id, number: shown.caseNumber },
  });
  const decided = await ctx.db
    .selectFrom('reconcile.difference')
    .selectAll()
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow();
  return firstOf(await presentDifferences(ctx, [decided]));
}

async function take(ctx: Ctx, row: DifferenceRow): Promise<void> {
  const theirs = await readTheirs(ctx, row);
  if (row.kind === 'missing-here') return register(ctx, theirs);
  const file = (await findOutsideCases(ctx, posPack.source, [row.external_id])).get(row.external_id);
  const whyNot = whyNotTaken(row, file);
  if (whyNot || !file) throw new AppError('lib.conflict', whyNot ?? 'Дела уже нет. Сверьте таблицу заново.');
  // Ours must still be what was compared: a change since is never overwritten.
  const ours = {
    stage: stageOf(file.status),
    dueOn: file.dueAt && localDate(file.dueAt),
    answer: file.answer,
  };
  const now = compareRow(theirs, ours).find(({ kind }) => kind === row.kind);
  if (!now || now.ours !== row.ours || now.theirs !== row.theirs)
    throw new AppError('lib.conflict', 'Дело изменилось после сверки. Сверьте таблицу заново.');
  if (row.kind === 'term') await takeOutsideTerm(ctx, file.caseId, theirs.dueOn!, pos);
  else if (row.kind === 'answer') await takeOutsideAnswer(ctx, file.caseId, theirs.answer!, pos);
  else await takeOutsideClosing(ctx, file.caseId, pos);
}

/** The row of the table a difference stands for. */
async function readTheirs(ctx: Ctx, row: DifferenceRow): Promise<PosRow> {
  const snapshot = await readSnapshot(ctx, row.snapshot_id);
  const lines = await ctx.db
    .selectFrom('reconcile.line')
    .select(['row_no', 'cells'])
    .where('snapshot_id', '=', row.snapshot_id)
    .where('row_no', '=', row.row_no)
    .execute();
  const mapping = snapshot.mapping as Record<string, string>;
  const { rows } = readRows(lines as { row_no: number; cells: Record<string, string> }[], mapping);
  if (!rows[0]) throw new AppError('lib.conflict', 'Строки таблицы уже удалены. Загрузите её заново.');
  return rows[0];
}

/** A message that ПОС has and we have not becomes a case by the usual way, with its number there. */
async function register(ctx: Ctx, theirs: PosRow): Promise<void> {
  if (!theirs.text)
    throw new AppError(
      'lib.conflict',
      'В таблице нет текста сообщения: укажите его столбец и сверьте заново.',
    );
  const { receivedAt } = theirs;
  const draft = prepareInbound(
    ctx,
    {
      text: theirs.text,
      ...(theirs.theme && { title: theirs.theme }),
      ...(receivedAt && { receivedAt: toInstant(receivedAt) }),
      ...(theirs.address && { place: { address: theirs.address } }),
    },
    { channel: 'pos', source: posPack.source, id: theirs.externalId },
  );
  const [result] = await registerDrafts(ctx, [{ draft, ctx }], { isRead: true });
  if (result instanceof AppError) throw result;
  if (!result) throw new Error('A draft was neither registered nor refused');
  ctx.announce(casesRegistered, { caseIds: [result.caseId] });
  await understandCases(ctx, [
    { id: draft.id, body: draft.body, block: draft.block, place_precision: draft.place?.precision ?? 'none' },
  ]);
  await indexCases(ctx, [draft.id]);
}

/** A local wall clock of the table, or an instant, as an instant. */
function toInstant(moment: string): string {
  if (moment.endsWith('Z')) return moment;
  const [day = '', time = '00:00:00'] = moment.split('T');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const at = localDayStart(day).getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return new Date(at).toISOString();
}
