import type { ReportFormat } from '../../../shared/contract/report.ts';
import { itemAt } from '../../../shared/lists.ts';
import { formatDate } from '../../../shared/text/dates.ts';
import { readCity } from '../city.ts';
import { type OfficialDocument, tableSheet } from '../documents/model.ts';
import { renderPaper } from '../documents/render.ts';
import { splitWide } from '../documents/wide-table.ts';
import type { Ctx } from '../module/context.ts';
import type { Download } from '../module/module.ts';
import { type Cell, type ColumnHead, figuresOf, toCsvRows, writeValue } from '../tables/columns.ts';
import { writeCsv } from '../tables/csv.ts';
import { writeBook, XLSX_TYPE } from '../tables/xlsx.ts';

/** What was asked, in words: «Период» → «01.11.2026–30.11.2026». */
export type Fact = readonly [name: string, value: string];

interface Drawn {
  title: string;
  file: string;
  facts: readonly Fact[];
  heads: readonly ColumnHead[];
  lines: Iterable<readonly Cell[]>;
}

/** A report as a file of the kind asked for. */
export async function drawReport(
  ctx: Ctx,
  report: Drawn,
  format: ReportFormat,
  isForMachines = false,
): Promise<Download> {
  const { file, heads, lines } = report;
  const { zone } = readCity(ctx.config);
  if (format === 'xlsx')
    return {
      stream: await writeBook({
        title: report.title,
        made: ctx.now,
        zone,
        sheets: isForMachines ? [{ name: report.title, heads, lines }] : drawSheets(report),
      }),
      contentType: XLSX_TYPE,
      filename: `${file}.xlsx`,
    };
  if (format === 'csv')
    return {
      stream: writeCsv(toCsvRows(heads, lines, zone)),
      contentType: 'text/csv; charset=utf-8',
      filename: `${file}.csv`,
    };
  return { ...(await renderPaper(drawPaper(report, ctx.now, zone), format, file)), inline: false };
}

/** The table with what was asked over it, and the same beside it as a sheet of parameters. */
const drawSheets = ({ title, facts, heads, lines }: Drawn) => [
  {
    name: title,
    above: [title, facts.map((fact) => fact.join(': ')).join('; ')],
    frozen: 1,
    heads,
    lines,
  },
  {
    name: 'Параметры',
    heads: [
      { title: 'Параметр', width: 24 },
      { title: 'Значение', width: 80 },
    ],
    lines: facts,
  },
];

/** A landscape A4: what was asked, then the table. */
function drawPaper({ title, facts, heads, lines }: Drawn, made: Date, zone: string): OfficialDocument {
  return tableSheet({
    title,
    date: formatDate(made, zone),
    number: null,
    blocks: [
      { kind: 'facts', rows: facts },
      ...splitWide(
        {
          caption: title,
          head: heads.map((head) => head.title),
          rows: Array.from(lines, (line) =>
            line.map((value, at) => writeValue(value, itemAt(heads, at), zone)),
          ),
          widths: heads.map(({ width }) => width),
          figures: figuresOf(heads),
          hasTotal: false,
        },
        heads.findIndex(({ kind = 'text' }) => kind === 'text') + 1,
      ),
    ],
  });
}
