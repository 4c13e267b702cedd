import { HOUR } from '../../../shared/time.ts';
import { localDayStart } from '../../base/deadlines/index.ts';
import { demoId } from '../../base/identity/index.ts';
import { signDocument } from '../../base/signatures/index.ts';
import { cityDay } from '../../lib/city.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { beginReport, monthBefore, runStep } from './compose.ts';
import { reportPack } from './pack.ts';
import { findReport, stepTitles } from './rows.ts';
import { drawSigned, freezeReport, signedColumns } from './sign.ts';

/** Hour at which the demo's report was composed, by the city's clock. */
const COMPOSED_AT = 9;

/**
 * A report of the month before the last one, signed and sent: what the next one is held against. It is composed of the demo city's own
 * cases by the steps of any report, as on the day of the pack.
 */
export async function seedDemoReports(ctx: Ctx): Promise<void> {
  const any = await ctx.db.selectFrom('head_reports.report').select('id').limit(1).executeTakeFirst();
  if (any) return;
  const chair = await ctx.db
    .selectFrom('identity.v_person')
    .select(['id', 'short_name', 'position'])
    .where('id', '=', demoId('person', 'chair'))
    .executeTakeFirst();
  if (!chair?.short_name) return;
  const lastMonth = monthBefore(cityDay(ctx.config, ctx.now));
  const { composeOnDay } = reportPack.on(lastMonth.from);
  const day = `${lastMonth.from.slice(0, 8)}${String(composeOnDay).padStart(2, '0')}`;
  const then = { ...ctx, now: new Date(localDayStart(day).getTime() + COMPOSED_AT * HOUR) };
  const begun = await beginReport(then, monthBefore(lastMonth.from));
  for (const _ of stepTitles) await runStep(then, { id: begun.id, run: begun.version });
  const row = await findReport(ctx, begun.id);
  const signer = { id: chair.id!, name: chair.short_name, position: chair.position || 'Руководитель центра' };
  const snapshot = await freezeReport(ctx, row);
  const signing = { documentId: newId(), at: ctx.now, signer, snapshot, root: null };
  // Word, since a browser that prints would hold up the first start.
  const document = await drawSigned(ctx, row, { signing, format: 'docx' });
  const { sha256 } = await signDocument(ctx, document, signer, 'demo');
  await ctx.db
    .updateTable('head_reports.report')
    .set({ ...signedColumns(signing, sha256), state: 'sent', sent_at: ctx.now, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
}
