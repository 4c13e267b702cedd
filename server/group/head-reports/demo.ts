import type { ReportFigures, SectorFigures } from '../../../shared/contract/group/head-report-figures.ts';
import { demoId } from '../../base/identity/index.ts';
import { signDocument } from '../../base/signatures/index.ts';
import { cityDay } from '../../lib/city.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { tellChanges } from './changes.ts';
import { monthBefore } from './compose.ts';
import { type ReportRow, stepTitles } from './rows.ts';
import { drawSigned, freezeReport, signedColumns } from './sign.ts';

/** Invented figures of the eight sectors: received, answered, in time, open, overdue. */
const sectors: readonly [string, string, number, number, number, number, number][] = [
  ['housing', 'Жилищно-коммунальное хозяйство', 157, 140, 126, 38, 6],
  ['roads', 'Дороги', 117, 104, 88, 31, 9],
  ['transport', 'Транспорт', 40, 38, 36, 6, 0],
  ['health', 'Здравоохранение', 13, 12, 12, 2, 0],
  ['education', 'Образование', 14, 14, 13, 1, 0],
  ['social', 'Социальная политика', 11, 10, 10, 2, 0],
  ['waste', 'Твердые коммунальные отходы', 73, 70, 61, 9, 2],
  ['energy', 'Энергетика', 40, 37, 35, 8, 1],
];

export function demoFigures(countedAt: string): ReportFigures {
  const lines = sectors.map(
    ([code, title, received, answered, inTime, open, overdue]): SectorFigures => ({
      code,
      title,
      received,
      answered,
      inTime,
      open,
      overdue,
      rating: 4,
      rated: Math.round(answered / 3),
    }),
  );
  const sum = (of: (line: SectorFigures) => number) => lines.reduce((all, line) => all + of(line), 0);
  return {
    sectors: lines,
    total: {
      received: sum((one) => one.received),
      answered: sum((one) => one.answered),
      rating: 4,
      inTime: sum((one) => one.inTime),
      rated: sum((one) => one.rated),
      open: sum((one) => one.open),
      overdue: sum((one) => one.overdue),
    },
    pains: [
      { title: 'Дороги', note: 'просрочено 9 из 31 в работе', href: '/staff/cases?block=roads&overdue=yes' },
      {
        title: 'Жилищно-коммунальное хозяйство',
        note: 'просрочено 6 из 38 в работе',
        href: '/staff/cases?block=housing&overdue=yes',
      },
      {
        title: 'Твердые коммунальные отходы',
        note: 'просрочено 2 из 9 в работе',
        href: '/staff/cases?block=waste&overdue=yes',
      },
    ],
    decisions: { meetings: 1, issued: 2, accepted: 1, open: 1, overdue: 0, late: [] },
    zones: { red: 1, opened: 1, closed: 0, running: [] },
    recommendations: { proposed: 1, accepted: 1, applied: 0, measured: 0, waiting: [] },
    roadmap: { readiness: 34, done: 2, total: 17, overdue: 3 },
    correspondence: { waiting: 2, overdue: 0 },
    countedAt,
  };
}

/** A report of the month before the last one, signed and sent: what the next one is held against. */
export async function seedDemoReports(ctx: Ctx): Promise<void> {
  const any = await ctx.db.selectFrom('head_reports.report').select('id').limit(1).executeTakeFirst();
  if (any) return;
  const chair = await ctx.db
    .selectFrom('identity.v_person')
    .select(['id', 'short_name', 'position'])
    .where('id', '=', demoId('person', 'chair'))
    .executeTakeFirst();
  if (!chair?.short_name) return;
  const { from, to } = monthBefore(monthBefore(cityDay(ctx.config, ctx.now)).from);
  const figures = demoFigures(ctx.now.toISOString());
  const row = {
    id: newId(),
    year: Number(to.slice(0, 4)),
    serial: 1,
    from_day: from,
    to_day: to,
    state: 'draft',
    parts: figures,
    changes: tellChanges(figures, null),
    comments: {},
  } as unknown as ReportRow;
  const signer = { id: chair.id!, name: chair.short_name, position: chair.position || 'Руководитель центра' };
  const snapshot = await freezeReport(ctx, row);
  const signing = { documentId: newId(), at: ctx.now, signer, snapshot, root: null };
  // Word, since a browser that prints would hold up the first start.
  const document = await drawSigned(ctx, row, { signing, format: 'docx' });
  const { sha256 } = await signDocument(ctx, document, signer, 'demo');
  await ctx.db
    .insertInto('head_reports.report')
    .values({
      id: row.id,
      year: row.year,
      serial: row.serial,
      from_day: from,
      to_day: to,
      state: 'sent',
      parts: JSON.stringify(row.parts),
      changes: JSON.stringify(row.changes),
      step: stepTitles.length,
      made_at: ctx.now,
      made_by_name: 'Отклик',
      sent_at: ctx.now,
      ...signedColumns(signing, sha256),
    })
    .execute();
}
