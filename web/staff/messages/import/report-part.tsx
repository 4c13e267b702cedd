import { type ReactNode, useState } from 'react';
import {
  exportImportLines,
  type ImportLineKind,
  type ImportProgress,
  importLineKinds,
} from '../../../../shared/contract/messages/imports.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { Status } from '../../../ui/mark.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { describeResult, kindWords, stateWords } from './import-words.ts';
import { LinesTable } from './lines-table.tsx';
import { Counts } from './progress-part.tsx';
import { StepHeading } from './step-heading.tsx';

/** What came of an import: figures, then rows with their reasons. */
export function ReportPart({ run, takesFocus }: { run: ImportProgress; takesFocus: boolean }): ReactNode {
  const words = stateWords[run.state];
  const hasRun = run.startedAt !== null;
  return (
    <div className="stack import-step">
      <section className="stack import-sheet" aria-labelledby="import-result">
        <Status tone={words.tone} {...(words.icon && { icon: words.icon })}>
          {words.title}
        </Status>
        <StepHeading id="import-result" takesFocus={takesFocus}>
          {describeResult(run)}
        </StepHeading>
        {run.error && <p>{run.error}</p>}
        <Origin run={run} />
        {hasRun && <Counts run={run} />}
        <Actions run={run} />
      </section>
      {hasRun && <Lines run={run} />}
    </div>
  );
}

function Origin({ run }: { run: ImportProgress }): ReactNode {
  const { dateTime } = useFormats();
  const source = run.source ? `, источник ${run.source}` : '';
  return (
    <p className="muted">
      {run.filename}, {dateTime(run.finishedAt ?? run.createdAt)}, {run.createdByName}
      {source}
    </p>
  );
}

function Actions({ run }: { run: ImportProgress }): ReactNode {
  return (
    <div className="cluster">
      <ButtonLink kind="primary" to="/staff/import">
        Загрузить ещё файл
      </ButtonLink>
      {run.can.includes('start') && (
        <ButtonLink to="/staff/import" search={{ id: run.id, again: '1' }}>
          Запустить этот файл снова
        </ButtonLink>
      )}
      {run.can.includes('report') && <DownloadButton run={run} />}
    </div>
  );
}

function DownloadButton({ run }: { run: ImportProgress }): ReactNode {
  const { isBusy, download } = useDownload();
  const more = 'Исправьте его и загрузите: принятые строки повторно не попадут';
  const take = () => download(exportImportLines, { params: { id: run.id } }, { more, timeout: 120_000 });
  return (
    <Button icon="download" busy={isBusy} onClick={() => void take()}>
      Скачать непринятые строки
    </Button>
  );
}

function Lines({ run }: { run: ImportProgress }): ReactNode {
  const first = importLineKinds.find((kind) => run[kind] > 0) ?? 'refused';
  const [kind, setKind] = useState<ImportLineKind>(first);
  const tabs = importLineKinds.map((value) => ({
    value,
    label: `${kindWords[value].title} ${formatNumber(run[value])}`,
  }));
  return (
    <section className="stack" aria-label="Строки файла">
      <Tabs form={bindValue(kind, setKind)} name="value" label="Какие строки показать" tabs={tabs}>
        <LinesTable key={kind} importId={run.id} kind={kind} total={run[kind]} />
      </Tabs>
    </section>
  );
}
