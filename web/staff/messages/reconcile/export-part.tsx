import { type ReactNode, useState } from 'react';
import { exportForPos } from '../../../../shared/contract/messages/reconcile.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import type { Period } from '../../../../shared/text/periods.ts';
import { useZone } from '../../../lib/session.ts';
import { Section } from '../../../ui/section.tsx';
import { ReportButtons } from '../../base/export/report-buttons.tsx';
import { PeriodButton } from '../../base/parts/period-button.tsx';

/** Our messages of ПОС for a period, in its columns. */
export function ExportPart(): ReactNode {
  const today = localDay(Date.now(), useZone());
  const [period, setPeriod] = useState<Period>({ from: `${today.slice(0, 8)}01`, to: today });
  return (
    <Section title="Выгрузить наши сообщения ПОС" className="stack">
      <div className="cluster">
        <PeriodButton period={period} onChange={(next) => next && setPeriod(next)} />
        <ReportButtons route={exportForPos} query={period} screen="Сверка" label="Таблица Excel" />
      </div>
      <p className="small">Столбцы названы, как в ПОС; контактов жителей в файле нет.</p>
    </Section>
  );
}
