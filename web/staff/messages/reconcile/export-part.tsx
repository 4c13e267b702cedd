import { type ReactNode, useState } from 'react';
import { exportForPos } from '../../../../shared/contract/messages/reconcile.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import type { Period } from '../../../../shared/text/periods.ts';
import { callFile } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { PeriodButton } from '../../base/parts/period-button.tsx';

/** Our messages of ПОС for a period, in its columns. */
export function ExportPart(): ReactNode {
  const today = localDay(Date.now(), useZone());
  const [period, setPeriod] = useState<Period>({ from: `${today.slice(0, 8)}01`, to: today });
  const [busy, setBusy] = useState('');
  const run = async (format: 'xlsx' | 'csv') => {
    setBusy(format);
    try {
      const { file, name } = await callFile(
        exportForPos,
        { query: { ...period, format } },
        { timeout: 120_000 },
      );
      saveFile(file, name);
      showToast(`Файл «${name}» сохранён`);
    } catch (error) {
      showToast(`Выгрузить не удалось. ${asProblem(error).message}`, { tone: 'problem' });
    }
    setBusy('');
  };
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
