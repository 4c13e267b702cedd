import { sql } from 'kysely';
import type { HeadMatter, headSheet } from '../../../../shared/contract/group/head-sheet.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import { addDays } from '../../../../shared/text/periods.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { cityDay } from '../../../lib/city.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import { nextMeeting } from '../../working-group/index.ts';
import { type ReportRow, reportNumber } from '../rows.ts';
import { findMatters } from './matters.ts';
import { countDecisions, listNearPromises, tellPlaces } from './near.ts';
import { countTiles, MONTH_DAYS, readStock } from './tiles.ts';

type Sheet = RouteReplyInput<typeof headSheet>;

/** Route: the head's sheet, counted now. */
export async function readSheet(ctx: Ctx): Promise<Sheet> {
  const today = cityDay(ctx.config, ctx.now);
  const open = await readStock(ctx, 'open', today);
  const overdue = await readStock(ctx, 'overdue', today);
  const matters = await findMatters(ctx, today);
  return {
    countedAt: ctx.now.toISOString(),
    comparedWith: addDays(today, -MONTH_DAYS),
    headline: tellHeadline(matters, overdue.total.total.count),
    ...(await countTiles(ctx, today, { open, overdue })),
    matters,
    ...tellPlaces(open),
    promises: await listNearPromises(ctx, today),
    meeting: await nextMeeting(ctx, today),
    decisions: await countDecisions(ctx),
    report: await lastReport(ctx),
    mayOrder: hasPermission(ctx, 'assignments.order'),
  };
}

/** What is worst, in one sentence. Pure. */
export function tellHeadline(matters: readonly HeadMatter[], overdue: number): string {
  const [first] = matters;
  if (first?.isUrgent) return `${[first.title, first.trouble].filter(Boolean).join(': ')}.`;
  if (overdue > 0)
    return `Просрочено ${counted(overdue, 'дело', 'дела', 'дел')}: жители ждут ответа дольше срока.`;
  return first ? `Срочного нет. Ждёт решения: ${first.title}.` : 'Срочного нет, просроченных дел тоже.';
}

async function lastReport(ctx: Ctx): Promise<Sheet['report']> {
  const { rows } = await sql<ReportRow>`
    SELECT * FROM head_reports.report WHERE state IN ('sent', 'resolution') ORDER BY to_day DESC, sent_at DESC LIMIT 1`.execute(
    ctx.db,
  );
  const [row] = rows;
  return row
    ? {
        id: row.id,
        number: reportNumber(row),
        from: row.from_day,
        to: row.to_day,
        signedBy: row.signed_by_name ?? '',
        signedAt: row.signed_at!.toISOString(),
        canResolve: row.state === 'sent' && hasPermission(ctx, 'head-reports.resolve'),
      }
    : null;
}
