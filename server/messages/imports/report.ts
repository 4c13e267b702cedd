import { type SqlBool, sql } from 'kysely';
import type { exportImportLines, listImportLines } from '../../../shared/contract/messages/imports.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { lastOf } from '../../../shared/lists.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { type CsvRow, writeCsv } from '../../lib/tables/csv.ts';
import { readTable, type TableRow, type TableShape } from '../../lib/tables/reading/table.ts';
import { ownCases, showExternalId } from '../cases/index.ts';
import { type ImportRow, isOwner, readImport } from './progress.ts';
import { REPORT_COLUMNS } from './report-columns.ts';
import { isKept, pathOf } from './storage.ts';

type List = typeof listImportLines;

/** The case a row became or repeats, for whoever may read that case. Plan: unique number. */
const reachableNumber = (ctx: Ctx) => sql<string | null>`(
  SELECT number FROM cases.v_case WHERE v_case.number = line.case_number AND ${ownCases(ctx.actor, 'cases.v_case')})`;

/** Rows of one kind in the order of the file. Plan: partial index line_told. */
export async function listLines(
  ctx: Ctx,
  { params, query }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  await readImport(ctx, params.id);
  if (query.cursor && !/^\d{1,9}$/.test(query.cursor))
    throw new AppError('lib.bad-input', 'Продолжение списка не читается. Откройте список сначала.');
  let select = ctx.db
    .selectFrom('imports.line')
    .select(['row_no', 'external_id', 'reason', 'warnings'])
    .select(reachableNumber(ctx).as('case_number'))
    .where('import_id', '=', params.id)
    .where(sql<SqlBool>`(state IN ('refused', 'repeated') OR warnings <> '{}')`)
    .orderBy('row_no')
    .limit(query.limit + 1);
  if (query.kind === 'warned') select = select.where(sql<SqlBool>`warnings <> '{}'`);
  else select = select.where('state', '=', query.kind);
  if (query.cursor) select = select.where('row_no', '>', Number(query.cursor));
  const rows = await select.execute();
  const page = rows.slice(0, query.limit);
  return {
    lines: page.map((row) => ({
      row: row.row_no,
      externalId: showExternalId(row.external_id),
      reason: row.reason,
      warnings: row.warnings,
      caseNumber: row.case_number,
    })),
    next: rows.length > query.limit ? String(lastOf(page).row_no) : null,
  };
}

/** Rows of the file itself are for who brought it; others get numbers and reasons. */
const maySeeRows = async (ctx: Ctx, row: ImportRow): Promise<boolean> =>
  isOwner(ctx.actor, row) && (await isKept(ctx.config, row.id));

async function* readFileRows(ctx: Ctx, row: ImportRow): AsyncGenerator<TableRow> {
  const file = { filename: row.filename, shape: row.shape as TableShape };
  yield* readTable(pathOf(ctx.config, row.id), file);
}

type Reasons = ReadonlyMap<number, string>;

const listReasons = (reasons: Reasons): CsvRow[] => [
  REPORT_COLUMNS,
  ...Array.from(reasons, ([number, reason]) => [String(number), reason]),
];

async function* listRows(ctx: Ctx, row: ImportRow, reasons: Reasons): AsyncGenerator<CsvRow> {
  const { headers } = row.shape as TableShape;
  const own = headers.filter((header) => !REPORT_COLUMNS.includes(header));
  yield [...REPORT_COLUMNS, ...own];
  for await (const one of readFileRows(ctx, row)) {
    const reason = reasons.get(one.row);
    if (reason === undefined) continue;
    const cells = 'values' in one ? own.map((header) => one.values[header] ?? '') : [];
    yield [String(one.row), reason, ...cells];
  }
}

/** Refused rows with their reasons, to be mended in a spreadsheet and loaded again. */
export async function exportLines(
  ctx: Ctx,
  { params }: HandlerInput<typeof exportImportLines>,
): Promise<Download> {
  const row = await readImport(ctx, params.id);
  const lines = await ctx.db
    .selectFrom('imports.line')
    .select(['row_no', 'reason'])
    .where('import_id', '=', row.id)
    .where('state', '=', 'refused')
    .orderBy('row_no')
    .execute();
  const reasons = new Map(lines.map((line) => [line.row_no, line.reason ?? '']));
  const withContent = await maySeeRows(ctx, row);
  ctx.audit({
    action: 'imports.export',
    object: 'import',
    objectId: row.id,
    data: { rows: reasons.size, withContent },
  });
  const stem = row.filename.replace(/\.[^.]*$/, '');
  return {
    stream: writeCsv(withContent ? listRows(ctx, row, reasons) : listReasons(reasons)),
    contentType: 'text/csv; charset=utf-8',
    filename: `${stem} — не принято.csv`,
  };
}
