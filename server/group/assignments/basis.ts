import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import type { AssignmentRecord } from './assignment-rows.ts';

/** Where the paper an assignment comes from opens, for who may open it; one written by hand opens nowhere. */
export function basisHref(
  { actor }: Pick<Ctx, 'actor'>,
  row: Pick<AssignmentRecord, 'source' | 'source_id' | 'meeting_id' | 'basis_on'>,
): string | null {
  const may = (permission: string) => hasPermission({ actor }, permission);
  if (row.meeting_id)
    return may('working-group.read') ? `/staff/working-group/meetings/${row.meeting_id}` : null;
  if (!row.source_id) return null;
  if (row.source === 'resolution') return may('head-reports.read') ? `/staff/reports/${row.source_id}` : null;
  if (!may('working-group.read')) return null;
  return row.source === 'interaction'
    ? `/staff/interaction?view=events&year=${row.basis_on.slice(0, 4)}`
    : row.source === 'recommendation'
      ? `/staff/practices/${row.source_id}`
      : null;
}
