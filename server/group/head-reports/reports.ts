import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/head-reports.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { listStaffRecipients } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission, isStaff } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import { createAssignment } from '../assignments/index.ts';
import { cityNumbersOf, type NumberedPapers } from '../city-numbers/index.ts';
import { monthBefore } from './compose.ts';
import { reportPack } from './pack.ts';
import {
  findReport,
  lockReport,
  presentReport,
  presentReportRow,
  type ReportRow,
  readableStates,
  reportNumber,
} from './rows.ts';

type List = typeof contract.listReports;
type Card = contract.ReportCard;

/** Route: reports to the head, the newest first, and the catalogue of what the centre reports. */
export async function listReports(ctx: Ctx): Promise<RouteReplyInput<List>> {
  const today = cityDay(ctx.config, ctx.now);
  const { rows } = await sql<ReportRow>`
    SELECT * FROM head_reports.report WHERE state = ANY(${readableStates(ctx)}::text[])
    ORDER BY to_day DESC, from_day DESC, id LIMIT 200`.execute(ctx.db);
  const { catalogue, composeOnDay } = reportPack.on(today);
  const isAhead = Number(today.slice(8)) <= composeOnDay;
  const month = isAhead ? today.slice(0, 7) : nextMonth(today);
  const numbers = await cityNumbersOf(
    ctx,
    rows.map(({ id }) => id),
  );
  return {
    rows: rows.map((row) => ({
      ...presentReportRow(row),
      cityNumber: numbers.get(row.id)?.number ?? null,
    })),
    catalogue,
    offered: monthBefore(today),
    legal: reportPack.ground(),
    current: { from: `${today.slice(0, 7)}-01`, to: today },
    nextOn: `${month}-${String(composeOnDay).padStart(2, '0')}`,
    can: offers(ctx, { compose: 'head-reports.keep' }),
  };
}

const nextMonth = (day: string): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1)).toISOString().slice(0, 7);

/** Route: one report. */
export const getReport = async (
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.getReport>,
): Promise<Card> => presentReport(ctx, await findReport(ctx, params.id));

async function move(
  ctx: Ctx,
  row: ReportRow,
  set: Record<string, unknown>,
  recorded: { action: string; data?: Record<string, unknown> },
): Promise<Card> {
  await ctx.db
    .updateTable('head_reports.report')
    .set({ ...set, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({ object: 'report', objectId: row.id, ...recorded });
  return presentReport(ctx, await findReport(ctx, row.id));
}

/** Route: words of the centre beside the figures of a block; an empty text takes them off. */
export async function commentReport(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.commentReport>,
): Promise<Card> {
  const row = await lockReport(ctx, params.id, body.version, 'comment');
  const { [body.block]: _, ...rest } = row.comments;
  const comments = body.text ? { ...rest, [body.block]: body.text } : rest;
  const recorded = { action: 'head-reports.comment', data: { block: body.block } };
  return move(ctx, row, { comments: JSON.stringify(comments) }, recorded);
}

/** Route: the signed report goes to the head, with a letter that says where it is. */
export async function sendReport(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.sendReport>,
): Promise<Card> {
  const row = await lockReport(ctx, params.id, body.version, 'send');
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const heads = [...staff.values()].filter(({ grants }) => grants.some(({ role }) => role === 'head'));
  if (heads.length === 0) throw new AppError('lib.conflict', 'Роли главы нет ни у кого: отправлять некому.');
  const period = `${formatDay(row.from_day)} — ${formatDay(row.to_day)}`;
  await sendLetters(
    ctx,
    heads.map(({ email }) => ({
      channel: 'email' as const,
      recipient: email,
      purpose: 'head-report' as const,
      subject: `Отчёт ${reportNumber(row)} за ${period}`,
      text: `Отчёт за ${period} подписан: ${row.signed_by_name}.\nПрочитать и наложить резолюцию: ${ctx.config.publicUrl}/head`,
    })),
  );
  return move(ctx, row, { state: 'sent', sent_at: ctx.now }, { action: 'head-reports.send' });
}

/** Route: the head's resolution; each of its tasks is an assignment under control at once. */
export async function resolveReport(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.resolveReport>,
): Promise<Card> {
  const row = await lockReport(ctx, params.id, body.version, 'resolve');
  const today = cityDay(ctx.config, ctx.now);
  const ids: string[] = [];
  for (const task of body.tasks) {
    const { id } = await createAssignment(ctx, {
      source: {
        kind: 'resolution',
        id: row.id,
        on: today,
        basis: `Резолюция главы от ${formatDay(today)} на отчёт ${reportNumber(row)}`,
      },
      ...task,
    });
    ids.push(id);
  }
  return move(
    ctx,
    row,
    {
      state: 'resolution',
      resolution: body.text,
      resolved_at: ctx.now,
      assignment_ids: ids,
      resolved_by_name: isStaff(ctx.actor) ? ctx.actor.name : '',
    },
    { action: 'head-reports.resolve', data: { assignments: ids.length } },
  );
}

/** Signed reports as papers that get a number of the city's document system. */
export const numberedReports: NumberedPapers = {
  kind: 'report',
  select: (ctx) => sql`
    SELECT id, 'ОГ-' || serial || '/' || year AS own_number, (signed_at AT TIME ZONE ${readCity(ctx.config).zone})::date AS day,
      'Отчёт за ' || to_char(from_day, 'DD.MM.YYYY') || ' — ' || to_char(to_day, 'DD.MM.YYYY') AS title,
      '/staff/reports/' || id AS href
    FROM head_reports.report
    WHERE signed_at IS NOT NULL AND ${hasPermission(ctx, 'head-reports.read')} AND state = ANY(${readableStates(ctx)}::text[])`,
};
