import { type ReactNode, useState } from 'react';
import {
  exportImportLines,
  type ImportLineKind,
  type ImportProgress,
  importLineKinds,
} from '../../../../shared/contract/messages/imports.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { callFile } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { useFormats } from '../../../lib/format.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
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
  const [isBusy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const { file, name } = await callFile(
        exportImportLines,
        { params: { id: run.id } },
        { timeout: 120_000 },
      );
      saveFile(file, name);
      showToast(`Файл «${name}» сохранён. Исправьте его и загрузите: принятые строки повторно не попадут`);
    } catch (error) {
      showToast(`Скачать не удалось. ${asProblem(error).message}`, { tone: 'problem' });
    }
    setBusy(false);
  };
  return (
    <Button icon="download" busy={isBusy} onClick={() => void download()}>
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
      <Tabs label="Какие строки показать" tabs={tabs} value={kind} onChange={setKind}>
        <LinesTable key={kind} importId={run.id} kind={kind} total={run[kind]} />
      </Tabs>
    </section>
  );
}
