import { sql } from 'kysely';
import { z } from 'zod';
import type { ReportFigures } from '../../../shared/contract/group/head-report-figures.ts';
import type * as contract from '../../../shared/contract/group/head-reports.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { cityDay } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineJob, isStaff } from '../../lib/module/context.ts';
import { tellChanges } from './changes.ts';
import { countDecisions, countPains, countRest, countSectors } from './figures.ts';
import { countIndicators, countSocial, countZones } from './measures.ts';
import { reportPack } from './pack.ts';
import { figuresOfReport, presentReport, type ReportRow, stepTitles } from './rows.ts';

export const composeJob = defineJob('head-reports.compose', z.object({ id: z.uuid(), run: z.number() }));
export const monthlyJob = defineJob('head-reports.monthly', z.object({}));

/** First and last day of the month before a day. */
export function monthBefore(day: string): { from: string; to: string } {
  const last = new Date(Date.parse(`${day.slice(0, 7)}-01T00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return { from: `${last.slice(0, 7)}-01`, to: last };
}

/** Begins a composition; a report of this period that nobody has signed is composed anew. Returns its id. */
export async function beginReport(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<ReportRow> {
  // Numbers have no gaps and a period has one report: compositions begin one after another.
  await sql`SELECT pg_advisory_xact_lock(398202155)`.execute(ctx.db);
  const known = await sql<ReportRow>`
    SELECT * FROM head_reports.report WHERE from_day = ${from}::date AND to_day = ${to}::date FOR UPDATE`.execute(
    ctx.db,
  );
  const row = known.rows[0] ?? (await insertReport(ctx, from, to));
  if (row.signed_at)
    throw new AppError('lib.conflict', 'Отчёт за этот период подписан: собрать его заново нельзя.');
  const version = row.version + 1;
  await ctx.db
    .updateTable('head_reports.report')
    .set({ state: 'collecting', parts: '{}', changes: '[]', step: 0, version })
    .where('id', '=', row.id)
    .execute();
  ctx.enqueue(composeJob, { id: row.id, run: version }, { key: `head-report:${row.id}` });
  ctx.audit({
    action: 'head-reports.compose',
    object: 'report',
    objectId: row.id,
    data: { from, to },
  });
  const { rows } = await sql<ReportRow>`SELECT * FROM head_reports.report WHERE id = ${row.id}`.execute(
    ctx.db,
  );
  return firstRow(rows);
}

async function insertReport(ctx: Ctx, from: string, to: string): Promise<ReportRow> {
  const year = Number(cityDay(ctx.config, ctx.now).slice(0, 4));
  const id = newId();
  const { rows } = await sql<ReportRow>`
    INSERT INTO head_reports.report (id, year, serial, from_day, to_day, state, made_at, made_by_name)
    SELECT ${id}::uuid, ${year}::int, coalesce(max(serial), 0) + 1, ${from}::date, ${to}::date, 'collecting', ${ctx.now}::timestamptz,
      ${isStaff(ctx.actor) ? ctx.actor.name : 'Отклик, по расписанию'}::text
    FROM head_reports.report WHERE year = ${year} RETURNING *`.execute(ctx.db);
  return firstRow(rows);
}

/** Route: begin to compose. The rest is done in the background, step by step. */
export async function composeReport(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.composeReport>,
): Promise<contract.ReportCard> {
  if (body.to < body.from) throw badField('to', 'Раньше начала периода');
  if (body.to > cityDay(ctx.config, ctx.now)) throw badField('to', 'Период ещё не кончился');
  if (Date.parse(body.to) - Date.parse(body.from) > 366 * 86_400_000)
    throw badField('from', 'Не длиннее года');
  return presentReport(ctx, await beginReport(ctx, body));
}

/** One step of a composition; the next is enqueued when it commits. A run that was begun anew leaves its old steps without effect. */
export async function runStep(ctx: Ctx, { id, run }: { id: string; run: number }): Promise<void> {
  const { rows } =
    await sql<ReportRow>`SELECT * FROM head_reports.report WHERE id = ${id} FOR UPDATE`.execute(ctx.db);
  const row = rows[0];
  if (row?.state !== 'collecting' || row.version !== run) return;
  const parts = { ...row.parts, ...(await countStep(ctx, row)) };
  const step = row.step + 1;
  if (step < stepTitles.length) {
    await save(ctx, row, { parts: JSON.stringify(parts), step });
    ctx.enqueue(composeJob, { id, run }, { key: `head-report:${id}:${step}` });
    return;
  }
  const previous = await findFormer(ctx, row);
  const changes = tellChanges(parts as ReportFigures, previous ? figuresOfReport(previous) : null);
  await save(ctx, row, {
    parts: JSON.stringify(parts),
    step,
    state: 'draft',
    changes: JSON.stringify(changes),
    previous_id: previous?.id ?? null,
    version: row.version + 1,
  });
}

const save = (ctx: Ctx, { id }: ReportRow, set: Record<string, unknown>) =>
  ctx.db.updateTable('head_reports.report').set(set).where('id', '=', id).execute();

function countStep(ctx: Ctx, row: ReportRow): Promise<Partial<ReportFigures>> {
  const period = { from: row.from_day, to: row.to_day };
  switch (row.step) {
    case 0:
      return countSectors(ctx, period);
    case 1:
      return countPains(ctx, period, row.parts.sectors ?? []);
    case 2:
      return countDecisions(ctx, period);
    case 3:
      return countZones(ctx, period, row.parts.sectors ?? []);
    case 4:
      return countIndicators(ctx, period, row.parts.sectors ?? []);
    case 5:
      return countSocial(ctx, period);
    default:
      return countRest(ctx, period);
  }
}

/** The last signed report of an earlier period: its figures do not move any more. */
async function findFormer(ctx: Ctx, row: ReportRow): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`
    SELECT * FROM head_reports.report WHERE signed_at IS NOT NULL AND to_day < ${row.to_day}::date AND id <> ${row.id}
    ORDER BY to_day DESC, signed_at DESC LIMIT 1`.execute(ctx.db);
  return rows[0];
}

/** Every morning: on the day of the pack the report of the month before is begun, unless there is one. */
export async function composeMonthly(ctx: Ctx): Promise<void> {
  const today = cityDay(ctx.config, ctx.now);
  if (Number(today.slice(8)) < reportPack.on(today).composeOnDay) return;
  const period = monthBefore(today);
  const known = await ctx.db
    .selectFrom('head_reports.report')
    .select('id')
    .where('from_day', '=', period.from)
    .where('to_day', '=', period.to)
    .executeTakeFirst();
  if (!known) await beginReport(ctx, period);
}
