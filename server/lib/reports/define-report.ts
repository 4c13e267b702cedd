import type { z } from 'zod';
import type { ReportFormat } from '../../../shared/contract/report.ts';
import type { HandlerInput, Route } from '../../../shared/contract/route.ts';
import { formatDateTime } from '../../../shared/text/dates.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { readCity } from '../city.ts';
import { writeBookInTurn } from '../database/in-turn.ts';
import { AppError } from '../errors.ts';
import { type Ctx, isStaff } from '../module/context.ts';
import { type Download, handle, type RouteHandler } from '../module/module.ts';
import type { Table } from '../tables/columns.ts';
import { drawReport, type Fact } from './draw-report.ts';

/** The answer to one question: what it is called, what was asked, the table. */
export interface Report {
  title: string;
  /** Name of its file, the ending aside. */
  file: string;
  facts: readonly Fact[];
  table: Table;
  /** What the journal keeps beside the kind of file and the number of rows: no personal data. */
  journal: { objectId: string; data?: Record<string, unknown> };
}

type ReportRoute = Route & { query: z.ZodType<{ format: ReportFormat }>; download: true };

interface ReportPlan<R extends ReportRoute> {
  /** The act and the thing in the journal: nothing goes out unrecorded. */
  journal: { action: string; object: string };
  /** Rows a file holds; more are left out, and the file says so. */
  most: number;
  /** The table is loaded by another system: its head comes first, nothing stands beside it. */
  isForMachines?: boolean;
  perMinute?: number;
  /** Answers with at most `limit` rows, within the reach of `ctx.actor` and masked for them. */
  make: (ctx: Ctx, input: HandlerInput<R>, limit: number) => Promise<Report>;
}

/** Rows a paper holds: more are read on a screen. */
const MOST_ON_PAPER = 1000;

/** Binds a report's route to its table: Excel, CSV, Word and PDF of it, and the record that it went out. */
export function defineReport<R extends ReportRoute>(route: R, plan: ReportPlan<R>): RouteHandler {
  const answer = async (ctx: Ctx, input: HandlerInput<R>): Promise<Download> => {
    const { format } = input.query;
    const isPaper = format === 'docx' || format === 'pdf';
    const most = isPaper ? Math.min(plan.most, MOST_ON_PAPER) : plan.most;
    const { table, journal, ...report } = await plan.make(ctx, input, most + 1);
    if (isPaper && table.count > MOST_ON_PAPER)
      throw new AppError(
        'lib.too-large',
        `На бумагу идёт до ${formatNumber(MOST_ON_PAPER)} строк, здесь их больше. Сузьте отбор или скачайте таблицу Excel.`,
      );
    const { objectId, data } = journal;
    ctx.audit({ ...plan.journal, objectId, data: { ...data, format, count: Math.min(table.count, most) } });
    const facts = [...report.facts, ...tellMaking(ctx, table.count, most)];
    // CSV has no place for words: its name says that it is a part.
    const file = table.count > most ? `${report.file}, первые ${most}` : report.file;
    const drawn = { ...report, file, facts, heads: table.heads, lines: table.lines(most) };
    return drawReport(ctx, drawn, format, plan.isForMachines);
  };
  // A workbook and a browser that prints take much memory: one at a time for all.
  return handle<Route & { download: true }>(
    route,
    (ctx, input) => writeBookInTurn(() => answer(ctx, input)),
    { perMinute: plan.perMinute ?? 30 },
  );
}

/** What stands in every file: how much, when, by whom, from where. */
function tellMaking(ctx: Ctx, count: number, most: number): Fact[] {
  const { title, zone } = readCity(ctx.config);
  const shown = formatNumber(Math.min(count, most));
  return [
    ['Строк', count > most ? `первые ${shown}, остальные не вошли: сузьте отбор` : shown],
    ['Составлено', `${formatDateTime(ctx.now, zone)} по местному времени`],
    ...(isStaff(ctx.actor) ? [['Составил', ctx.actor.name] as const] : []),
    ['Источник', `«Отклик», ${title}`],
  ];
}
