import type { ReactNode } from 'react';
import { exportProof } from '../../../../shared/contract/base/audit.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
import { Button } from '../../../ui/button.tsx';

/** A file that proves that a record was in the journal of its day: checked by `npm run verify -- proof`, without a database. */
export function JournalProof({ seq }: { seq: number }): ReactNode {
  const { isBusy, download } = useDownload();
  const more = 'Проверить без базы: npm run verify -- proof «файл»';
  const run = () => download(exportProof, { params: { seq } }, { more });
  return (
    <Button kind="quiet" busy={isBusy} onClick={() => void run()}>
      Скачать<span className="aloud"> доказательство записи № {seq}</span>
    </Button>
  );
}
