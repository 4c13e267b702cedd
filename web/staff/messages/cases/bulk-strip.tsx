import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type BulkRun,
  cancelBulkRun,
  listBulkRuns,
  undoBulkRun,
} from '../../../../shared/contract/messages/cases-bulk.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { refreshModules, useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Refusals } from './bulk-all-dialog.tsx';
import { describeRun, isWorking, shareOf } from './bulk-words.ts';

/** Actions over whole filters, over the list: how far, «Остановить», and «Вернуть» for ten minutes after the end. */
export function BulkStrip(): ReactNode {
  const runs = useRoute(listBulkRuns, undefined, { refreshEvery: 1500 });
  const client = useQueryClient();
  const shown = runs.data?.runs.filter((run) => run.state !== 'ready' && run.state !== 'checking') ?? [];
  const [latest] = shown;
  const state = latest ? `${latest.id} ${latest.state}` : '';
  const before = useRef(state);
  // The rows have changed by themselves: the list is asked again once the work is over.
  useEffect(() => {
    if (before.current && before.current !== state) void refreshModules(client, ['cases', 'heatmap']);
    before.current = state;
  }, [state, client]);
  const [left, setLeft] = useState('');
  if (!latest || left === state) return null;
  return <RunLine run={latest} onLeave={() => setLeft(state)} />;
}

function RunLine({ run, onLeave }: { run: BulkRun; onLeave: () => void }): ReactNode {
  const formats = useFormats();
  const undo = useCommand(undoBulkRun);
  const cancel = useCommand(cancelBulkRun);
  const input = { params: { id: run.id } };
  return (
    <section className="bulk-strip" aria-label="Действие над многими делами">
      <p role="status">
        <b>{describeRun(run)}</b>
        {run.isCancelling && ' · останавливаем'}
        {run.undoUntil && <span className="muted"> · вернуть можно до {formats.time(run.undoUntil)}</span>}
      </p>
      {isWorking(run) && <progress className="progress" value={shareOf(run)} aria-label="Ход действия" />}
      {!isWorking(run) && run.refusals.length > 0 && (
        <details>
          <summary>Почему не все</summary>
          <Refusals run={run} />
        </details>
      )}
      <div className="cluster">
        {run.can.includes('cancel') && (
          <Button busy={cancel.isPending} onClick={() => cancel.mutate(input)}>
            Остановить
          </Button>
        )}
        {run.can.includes('undo') && (
          <Button busy={undo.isPending} onClick={() => undo.mutate(input)}>
            Вернуть как было
          </Button>
        )}
        {!isWorking(run) && (
          <Button kind="quiet" onClick={onLeave}>
            Скрыть
          </Button>
        )}
      </div>
    </section>
  );
}
