import { type ReactNode, useState } from 'react';
import { exportMatrix, type HeatFilter } from '../../../shared/contract/heatmap.ts';
import { callFile } from '../../lib/api.ts';
import { asProblem } from '../../lib/api-problem.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { saveFile } from '../../lib/save-file.ts';
import { usePermission } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { Button } from '../../ui/button.tsx';

/** The matrix with its filter as an Excel file. */
export function ExportButton({ filter }: { filter: HeatFilter }): ReactNode {
  const mayExport = usePermission('heatmap.export');
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    if (isBusy) return;
    setBusy(true);
    try {
      const { file, name } = await callFile(exportMatrix, { query: filter });
      saveFile(file, name);
      showToast(`Файл «${name}» сохранён`);
    } catch (error) {
      showToast(`Выгрузить не удалось. ${asProblem(error).message}`, { tone: 'problem' });
    }
    setBusy(false);
  };
  useHotkeys('Тепловая карта', [{ keys: 'KeyE', label: 'Выгрузить в Excel', run: () => void run() }], {
    active: mayExport,
  });
  if (!mayExport) return null;
  return (
    <Button kind="primary" hint="KeyE" busy={isBusy} onClick={() => void run()}>
      Выгрузить
    </Button>
  );
}
