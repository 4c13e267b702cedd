import { type ReactNode, useState } from 'react';
import { exportProof } from '../../../../shared/contract/base/audit.ts';
import { callFile } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';

/** A file that proves that a record was in the journal of its day: checked by `npm run verify -- proof`, without a database. */
export function JournalProof({ seq }: { seq: number }): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      const { file, name } = await callFile(exportProof, { params: { seq } });
      saveFile(file, name);
      showToast(`Файл «${name}» сохранён. Проверить без базы: npm run verify -- proof «файл»`);
    } catch (error) {
      showToast(asProblem(error).message, { tone: 'problem' });
    }
    setBusy(false);
  };
  return (
    <Button kind="quiet" busy={isBusy} onClick={() => void run()}>
      Скачать<span className="aloud"> доказательство записи № {seq}</span>
    </Button>
  );
}
