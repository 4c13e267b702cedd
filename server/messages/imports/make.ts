import { sql } from 'kysely';
import { itemAt } from '../../../shared/lists.ts';
import { generalFact } from '../../base/taxonomy/index.ts';
import { addressFromText, placeFromText, resolvePlace } from '../../base/territory/index.ts';
import { chooseTopic } from '../../base/understanding/index.ts';
import { errorCode } from '../../lib/error-code.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import {
  type CaseDraft,
  casesRegistered,
  type ExternalCase,
  findExternalCases,
  indexCases,
  prepareInbound,
  registerDrafts,
  understandCases,
} from '../cases/index.ts';
import { type LineDraft, type RunSettings, toMessage } from './check.ts';
import { endImport, type ImportTask, inStep, type OnProgress, type RunProgress } from './task.ts';

/**
 * Rows of one transaction. Measured: 100 block the process for 30 ms at the 95th percentile and 250 for 56, while the
 * whole takes the same time; and nobody's registration waits long for the month's counter.
 */
const BATCH = 100;
const TRIES = 3;

interface WaitingLine {
  row_no: number;
  external_source: string;
  external_id: string;
  draft: LineDraft;
}

interface Outcome {
  row: number;
  state: 'accepted' | 'refused' | 'repeated';
  reason: string | null;
  caseId: string | null;
  caseNumber: string | null;
}

/** The fact of the row, else what its words say within its block, else «другое» of the block. */
function chooseFact(line: LineDraft): string | null {
  if (line.factId || !line.block) return line.factId;
  const suggested = chooseTopic(line.text).find(({ block }) => block === line.block);
  return suggested?.factId ?? generalFact(line.block).id;
}

function choosePlace(line: LineDraft, { isOwnCity }: RunSettings): CaseDraft['place'] {
  const { address, districtId, point } = line;
  if (!isOwnCity) return address ? { ...resolvePlace({}), address, precision: 'text' } : null;
  const isNamed = address !== null || point !== null;
  const place = isNamed ? resolvePlace({ ...(address !== null && { address }), ...point }) : null;
  if (!districtId || place?.districtId) return place;
  return { ...(place ?? resolvePlace({})), districtId };
}

function toDraft(ctx: Ctx, task: ImportTask, line: WaitingLine): CaseDraft {
  const { external_source: source, external_id: id, draft } = line;
  const origin = { channel: draft.channel, source, id };
  const prepared = prepareInbound(ctx, toMessage(draft, chooseFact(draft)), origin);
  return { ...prepared, place: choosePlace(draft, task.settings) };
}

function describeRepeat({ caseId, number, hasText }: ExternalCase, line: WaitingLine): Outcome {
  const differs = hasText(line.draft.text) ? '' : ', но текст в файле другой: дело не изменено';
  const reason = `Повтор: есть дело № ${number}${differs}`;
  return { row: line.row_no, state: 'repeated', reason, caseId, caseNumber: number };
}

const refuse = (row: number, reason: string): Outcome => ({
  row,
  state: 'refused',
  reason,
  caseId: null,
  caseNumber: null,
});

/** Registers what is new among the lines and understands it: topic, place from the words, words for search. */
async function registerLines(ctx: Ctx, task: ImportTask, lines: WaitingLine[]): Promise<Outcome[]> {
  const inName: Ctx = { ...ctx, actor: task.starter };
  const outcomes: Outcome[] = [];
  const fresh: { line: WaitingLine; draft: CaseDraft }[] = [];
  for (const line of lines) {
    try {
      fresh.push({ line, draft: toDraft(inName, task, line) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcomes.push(refuse(line.row_no, error.message));
    }
  }
  const results = await registerDrafts(
    ctx,
    fresh.map(({ draft }) => ({ draft, ctx: inName })),
    { isRead: true },
  );
  for (const [at, result] of results.entries()) {
    const row = itemAt(fresh, at).line.row_no;
    if (result instanceof AppError) {
      // Somebody registered the same message between our look and this moment.
      const isRepeat = result.code === 'lib.conflict';
      outcomes.push({ ...refuse(row, result.message), ...(isRepeat && { state: 'repeated' }) });
      continue;
    }
    const { caseId, number } = result;
    outcomes.push({ row, state: 'accepted', reason: null, caseId, caseNumber: number });
  }
  const caseIds = outcomes.flatMap(({ state, caseId }) => (state === 'accepted' && caseId ? [caseId] : []));
  if (caseIds.length > 0) ctx.announce(casesRegistered, { caseIds });
  const unread = fresh.map(({ draft }) => ({
    id: draft.id,
    body: draft.body,
    block: draft.block,
    place_precision: draft.place?.precision ?? 'none',
  }));
  await understandCases(ctx, unread, task.settings.isOwnCity ? placeFromText : addressFromText);
  await indexCases(
    ctx,
    fresh.map(({ draft }) => draft.id),
  );
  return outcomes;
}

async function storeOutcomes(ctx: Ctx, task: ImportTask, outcomes: Outcome[]): Promise<RunProgress> {
  await sql`
    UPDATE imports.line SET state = given.state, reason = given.reason, case_id = given."caseId",
      case_number = given."caseNumber", draft = NULL
    FROM json_to_recordset(${JSON.stringify(outcomes)}::json) AS given("row" int, state text, reason text,
      "caseId" uuid, "caseNumber" text)
    WHERE line.import_id = ${task.id}::uuid AND line.row_no = given."row"`.execute(ctx.db);
  const count = (wanted: Outcome['state']) => outcomes.filter(({ state }) => state === wanted).length;
  const row = await ctx.db
    .updateTable('imports.import')
    .set((eb) => ({
      accepted: eb('accepted', '+', count('accepted')),
      refused: eb('refused', '+', count('refused')),
      repeated: eb('repeated', '+', count('repeated')),
      attempts: 0,
    }))
    .where('id', '=', task.id)
    .returning(['rows_read as rowsRead', 'accepted', 'refused', 'repeated'])
    .executeTakeFirstOrThrow();
  return { state: 'making', ...row };
}

/** One transaction: the next rows become cases. @returns null when the import has ended. */
async function makeBatch(services: Services, task: ImportTask, limit: number): Promise<RunProgress | null> {
  return inStep(services, async (ctx) => {
    const { rows: lines } = await sql<WaitingLine>`
      SELECT row_no, external_source, external_id, draft FROM imports.line
      WHERE import_id = ${task.id}::uuid AND state = 'waiting' ORDER BY row_no LIMIT ${limit} FOR UPDATE`.execute(
      ctx.db,
    );
    const { is_cancelling: isCancelling } = await ctx.db
      .selectFrom('imports.import')
      .select('is_cancelling')
      .where('id', '=', task.id)
      .executeTakeFirstOrThrow();
    if (lines.length === 0 || isCancelling) {
      await endImport(ctx, task.id, isCancelling ? 'cancelled' : 'done');
      return null;
    }
    const find = await findExternalCases(
      ctx.db,
      lines.map((line) => ({ source: line.external_source, id: line.external_id })),
    );
    const outcomes: Outcome[] = [];
    const fresh: WaitingLine[] = [];
    for (const line of lines) {
      const known = find({ source: line.external_source, id: line.external_id });
      if (known) outcomes.push(describeRepeat(known, line));
      else fresh.push(line);
    }
    if (fresh.length > 0) outcomes.push(...(await registerLines(ctx, task, fresh)));
    return storeOutcomes(ctx, task, outcomes);
  });
}

const sqlState = (error: unknown): string => String(errorCode(error) ?? '');

/** Refuses the first waiting row: the one that the database would not take even alone. */
async function refuseFirst(services: Services, task: ImportTask): Promise<void> {
  await inStep(services, async (ctx) => {
    const line = await ctx.db
      .selectFrom('imports.line')
      .select('row_no')
      .where('import_id', '=', task.id)
      .where('state', '=', 'waiting')
      .orderBy('row_no')
      .limit(1)
      .executeTakeFirst();
    if (line)
      await storeOutcomes(ctx, task, [
        refuse(line.row_no, 'Строку не удалось записать: недопустимые данные'),
      ]);
  });
}

/**
 * Makes cases of the checked rows, batch by batch; what was made before a crash is not made again. A batch that the
 * database refuses for one row's sake is tried row by row.
 */
export async function makeCases(services: Services, task: ImportTask, onProgress: OnProgress): Promise<void> {
  let [limit, alone, tries] = [BATCH, 0, 0];
  for (;;) {
    try {
      const progress = await makeBatch(services, task, limit);
      if (!progress) return;
      onProgress(progress);
      tries = 0;
      alone -= 1;
      if (alone <= 0) limit = BATCH;
    } catch (error) {
      const state = sqlState(error);
      // Somebody registered the same message meanwhile, or two transactions waited for each other: the next look tells.
      const isPassing = ['23505', '40P01', '40001'].includes(state);
      tries += 1;
      if (isPassing && tries < TRIES) continue;
      if (!state.startsWith('22')) throw error;
      if (limit === 1) await refuseFirst(services, task);
      else [limit, alone] = [1, BATCH];
      tries = 0;
    }
  }
}
