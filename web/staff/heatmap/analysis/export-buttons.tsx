import type { ReactNode } from 'react';
import { exportAnalysis } from '../../../../shared/contract/heatmap/analysis.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { usePermission } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';

type Query = NonNullable<RouteInput<typeof exportAnalysis>['query']>;

/** What the screen shows as a file of Excel (E) or as CSV. */
export function ExportButtons(props: {
  filter: Pick<Query, 'from' | 'to' | 'block' | 'districtId'>;
  part: NonNullable<Query['part']>;
  kind: NonNullable<Query['kind']>;
}): ReactNode {
  const mayExport = usePermission('analysis.export');
  const { busy, download } = useDownload();
  const run = (format: 'xlsx' | 'csv') => {
    const query = { ...props.filter, part: props.part, kind: props.kind, format };
    return download(exportAnalysis, { query }, { name: format });
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
