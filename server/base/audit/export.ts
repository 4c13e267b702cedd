import { exportAuditRecords } from '../../../shared/contract/base/audit.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { describeAction, describeObject } from '../../../shared/text/journal.ts';
import { cityDay } from '../../lib/city.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import type { Fact } from '../../lib/reports/draw-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { selectRecords, tellBriefly } from './journal.ts';

type Row = Awaited<ReturnType<typeof selectRecords>>[number];

interface Sealed {
  actorName: string;
  data: Record<string, unknown>;
}

const unseal = ({ payload }: Row) => JSON.parse(payload) as Sealed;

const columns: Column<Row>[] = [
  { title: '№', width: 10, kind: 'number', of: ({ seq }) => seq },
  { title: 'Когда', width: 18, kind: 'datetime', of: ({ at }) => at },
  { title: 'Кто', width: 28, of: (row) => unseal(row).actorName },
  { title: 'Учётная запись', width: 46, of: ({ actor }) => actor },
  { title: 'Что', width: 40, of: ({ action }) => describeAction(action) },
  { title: 'Над чем', width: 18, of: ({ object }) => describeObject(object) },
  { title: 'Ид', width: 40, of: ({ object_id }) => object_id },
  { title: 'Подробности', width: 60, of: (row) => JSON.stringify(tellBriefly(row.action, unseal(row).data)) },
  { title: 'Отпечаток', width: 68, of: ({ hash }) => hash.toString('hex') },
];

/** The journal by the filter of the screen, newest first; that it was taken, and by which filter, is a record itself. */
export const journalFile = defineReport(exportAuditRecords, {
  journal: { action: 'audit.export', object: 'journal' },
  most: 50_000,
  perMinute: 10,
  async make(ctx, { query: { format: _, ...filter } }, limit) {
    const facts: Fact[] = [
      ['С', filter.from && formatDay(filter.from)],
      ['По', filter.to && formatDay(filter.to)],
      ['Кто', filter.actor],
      ['Что', filter.action && describeAction(filter.action)],
      ['Над чем', filter.object && describeObject(filter.object)],
      ['Ид', filter.objectId],
    ].flatMap(([name, value]): Fact[] => (value ? [[name!, value]] : []));
    return {
      title: 'Журнал действий',
      file: `Журнал действий ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts,
      table: fillTable(columns, await selectRecords(ctx, filter, limit)),
      journal: { objectId: `${filter.from ?? ''}..${filter.to ?? ''}`, data: filter },
    };
  },
});
