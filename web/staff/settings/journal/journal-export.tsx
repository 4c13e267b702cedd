import { type ReactNode, useState } from 'react';
import { exportAuditRecords } from '../../../../shared/contract/base/audit.ts';
import { callFile } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';

/** The journal by the filter of the screen as an Excel file; that it was taken stays in the journal. */
export function JournalExport({ filter }: { filter: Record<string, string> }): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      const { file, name } = await callFile(exportAuditRecords, { query: filter });
      saveFile(file, name);
      showToast(`Файл «${name}» сохранён. Выгрузка записана в журнал`);
    } catch (error) {
      showToast(`Выгрузить не удалось. ${asProblem(error).message}`, { tone: 'problem' });
    }
    setBusy(false);
  };
  return (
    <Button busy={isBusy} onClick={() => void run()}>
      Выгрузить
    </Button>
  );
}
