import { type ReactNode, useEffect } from 'react';
import { cancelImport, type ImportProgress } from '../../../../shared/contract/messages/imports.ts';
import { formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { announce } from '../../../lib/announce.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { StatTile } from '../../../ui/figures.tsx';
import { describeRun } from './import-words.ts';
import { StepHeading } from './step-heading.tsx';

/** A run as it goes. The page may be left: the server works on. */
export function ProgressPart({ run, takesFocus }: { run: ImportProgress; takesFocus: boolean }): ReactNode {
  const stop = useCommand(cancelImport);
  const { words, share } = describeRun(run);
  const { state, isCancelling } = run;
  // Once a phase: counts that change each second would never let a screen reader finish.
  useEffect(() => {
    announce(isCancelling ? 'Останавливаем' : state === 'making' ? 'Создаём дела' : 'Проверяем строки');
  }, [state, isCancelling]);
  return (
    <section className="stack import-sheet" aria-labelledby="import-run">
      <StepHeading id="import-run" takesFocus={takesFocus}>
        {run.filename}
      </StepHeading>
      <p>
        {words}
        {share !== null && <span className="muted"> · {formatPercent(share)}</span>}
      </p>
      <progress className="import-bar" value={share ?? undefined} aria-label="Ход загрузки" />
      <Counts run={run} />
      <Failures of={stop} title="Остановить не удалось" />
      <div className="cluster">
        {run.can.includes('cancel') && (
          <Button
            icon="close"
            busy={stop.isPending}
            onClick={() => stop.mutate({ params: { id: run.id } })}
            aria-describedby="import-stop"
          >
            Остановить
          </Button>
        )}
        <span className="small muted" id="import-stop">
          {state === 'making'
            ? 'Созданные дела останутся. Страницу можно закрыть: загрузка идёт на сервере.'
            : 'Пока ничего не создано. Страницу можно закрыть: загрузка идёт на сервере.'}
        </span>
      </div>
    </section>
  );
}

/** The four figures of a run. */
export function Counts({ run }: { run: ImportProgress }): ReactNode {
  return (
    <dl className="import-counts">
      <StatTile figure={formatNumber(run.rowsRead)} label="строк прочитано" />
      <StatTile figure={formatNumber(run.accepted)} label="принято" />
      <StatTile figure={formatNumber(run.repeated)} label="повторы: уже были" />
      <StatTile figure={formatNumber(run.refused)} label="не приняты" />
    </dl>
  );
}
