import { type ReactNode, useState } from 'react';
import { exportForFederal } from '../../../../shared/contract/monitoring/federal.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import type { Period } from '../../../../shared/text/periods.ts';
import { useZone } from '../../../lib/session.ts';
import { Section } from '../../../ui/section.tsx';
import { ReportButtons } from '../../base/export/report-buttons.tsx';
import { PeriodButton } from '../../base/parts/period-button.tsx';

/** Incidents that came from the federal system, for a period, in its columns. */
export function FederalExport(): ReactNode {
  const today = localDay(Date.now(), useZone());
  const [period, setPeriod] = useState<Period>({ from: `${today.slice(0, 8)}01`, to: today });
  return (
    <Section title="Выгрузить наши статусы и ответы" className="stack">
      <div className="cluster">
        <PeriodButton period={period} onChange={(next) => next && setPeriod(next)} />
        <ReportButtons
          route={exportForFederal}
          query={period}
          screen="Файлы «Инцидент Менеджмента»"
          label="Таблица Excel"
        />
      </div>
      <p className="small">
        Инциденты, пришедшие файлом: столбцы названы, как там; имён жителей в файле нет.
      </p>
    </Section>
  );
}
