import type { ReactNode } from 'react';
import { exportAuditRecords } from '../../../../shared/contract/base/audit.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
import { Button } from '../../../ui/button.tsx';

/** The journal by the filter of the screen as an Excel file; that it was taken stays in the journal. */
export function JournalExport({ filter }: { filter: Record<string, string> }): ReactNode {
  const { isBusy, download } = useDownload();
  const run = () => download(exportAuditRecords, { query: filter }, { more: 'Выгрузка записана в журнал' });
  return (
    <Button busy={isBusy} onClick={() => void run()}>
      Выгрузить
    </Button>
  );
}
