import { type ReactNode, useState } from 'react';
import { exportAnalysis } from '../../../../shared/contract/heatmap/analysis.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { callFile } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';

type Query = NonNullable<RouteInput<typeof exportAnalysis>['query']>;

/** What the screen shows as a file of Excel (E) or as CSV. */
export function ExportButtons(props: {
  filter: Pick<Query, 'from' | 'to' | 'block' | 'districtId'>;
  part: NonNullable<Query['part']>;
  kind: NonNullable<Query['kind']>;
}): ReactNode {
  const mayExport = usePermission('analysis.export');
  const [busy, setBusy] = useState<'xlsx' | 'csv' | null>(null);
  const run = async (format: 'xlsx' | 'csv') => {
    if (busy) return;
    setBusy(format);
    try {
      const query = { ...props.filter, part: props.part, kind: props.kind, format };
      const { file, name } = await callFile(exportAnalysis, { query });
      saveFile(file, name);
      showToast(`Файл «${name}» сохранён`);
    } catch (error) {
      showToast(`Выгрузить не удалось. ${asProblem(error).message}`, { tone: 'problem' });
    }
    setBusy(null);
  };
  useHotkeys('Анализ', [{ keys: 'KeyE', label: 'Выгрузить в Excel', run: () => void run('xlsx') }], {
    active: mayExport,
  });
  if (!mayExport) return null;
  return (
    <>
      <Button busy={busy === 'csv'} onClick={() => void run('csv')}>
        CSV
      </Button>
      <Button kind="primary" hint="KeyE" busy={busy === 'xlsx'} onClick={() => void run('xlsx')}>
        Выгрузить
      </Button>
    </>
  );
}
