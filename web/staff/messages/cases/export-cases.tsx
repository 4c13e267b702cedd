import type { ReactNode } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { exportCases } from '../../../../shared/contract/messages/cases-list.ts';
import { ReportButtons } from '../../base/export/report-buttons.tsx';
import type { CaseList } from './use-case-list.ts';

/** The marked cases, or the whole list: the order and the columns of the screen. */
export function ExportCases(props: {
  list: CaseList;
  columns: readonly string[];
  picked: readonly CaseRow[];
}): ReactNode {
  const { list, columns, picked } = props;
  const { sort } = list.asked;
  const asked =
    picked.length > 0 ? { sort, numbers: picked.map(({ number }) => number).join(',') } : list.asked;
  return (
    <ReportButtons
      route={exportCases}
      query={{ ...asked, columns: columns.join(',') }}
      screen="Дела"
      label={picked.length > 0 ? 'Выгрузить отмеченные' : 'Выгрузить'}
      disabledReason={list.rows?.length === 0 && 'Выгружать нечего: список пуст'}
    />
  );
}
