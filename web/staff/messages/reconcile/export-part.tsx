import { type ReactNode, useState } from 'react';
import { exportForPos } from '../../../../shared/contract/messages/reconcile.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import type { Period } from '../../../../shared/text/periods.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
import { useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { PeriodButton } from '../../base/parts/period-button.tsx';

/** Our messages of ПОС for a period, in its columns. */
export function ExportPart(): ReactNode {
  const today = localDay(Date.now(), useZone());
  const [period, setPeriod] = useState<Period>({ from: `${today.slice(0, 8)}01`, to: today });
  const { busy, download } = useDownload();
  const run = (format: 'xlsx' | 'csv') =>
    download(exportForPos, { query: { ...period, format } }, { name: format, timeout: 120_000 });
  return (
    <section className="stack" aria-labelledby="reconcile-export">
      <h2 id="reconcile-export">Выгрузить наши сообщения ПОС</h2>
      <div className="cluster">
        <PeriodButton period={period} onChange={(next) => next && setPeriod(next)} />
        <Button icon="download" busy={busy === 'xlsx'} onClick={() => void run('xlsx')}>
          Таблица Excel
        </Button>
        <Button icon="download" busy={busy === 'csv'} onClick={() => void run('csv')}>
          CSV
        </Button>
      </div>
      <p className="small">Столбцы названы, как в ПОС; контактов жителей в файле нет.</p>
    </section>
  );
}
