import { type ReactNode, useEffect, useState } from 'react';
import {
  type BulkRun,
  cancelBulkRun,
  createBulkRun,
  getBulkRun,
  startBulkRun,
} from '../../../../shared/contract/messages/cases-bulk.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber, joinWords } from '../../../../shared/text/words.ts';
import { announce } from '../../../lib/announce.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { type BulkAction, BulkForm, type BulkKind } from './bulk-form.tsx';
import { bulkTitles, describeRun, isWorking, shareOf } from './bulk-words.ts';
import type { ListQuery } from './list-filter.ts';

/** The same two steps for every case of the filter: what to do, what would come of it; the work itself goes on by itself. */
export function BulkAllDialog(props: {
  kind: BulkKind;
  asked: ListQuery;
  topics: Topics | undefined;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { kind, topics, onClose, onDone } = props;
  const [action, setAction] = useState<BulkAction | null>(null);
  const check = useCommand(createBulkRun);
  const cancel = useCommand(cancelBulkRun);
  const start = useCommand(startBulkRun, { onDone });
  const run = useBulkRun(check.data);
  const { sort: _, ...filter } = props.asked;
  const leave = () => {
    if (run?.can.includes('cancel')) cancel.mutate({ params: { id: run.id } });
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={bulkTitles[kind]}
      onClose={leave}
      foot={
        run ? (
          <>
            <Button
              kind="primary"
              busy={start.isPending || run.state === 'checking'}
              disabledReason={run.state === 'ready' && run.ready === 0 && 'Ни одно дело так изменить нельзя'}
              onClick={() => start.mutate({ params: { id: run.id } })}
            >
              {run.state === 'checking'
                ? 'Проверяем'
                : `Изменить ${counted(run.ready, 'дело', 'дела', 'дел')}`}
            </Button>
            <Button onClick={leave}>Не менять</Button>
          </>
        ) : (
          <Button
            kind="primary"
            busy={check.isPending}
            disabledReason={!action && 'Сначала выберите'}
            onClick={() => action && check.mutate({ body: { filter, action } })}
          >
            Проверить все по отбору
          </Button>
        )
      }
    >
      <Failures of={[check, start, cancel]} />
      {run ? (
        <Checked run={run} />
      ) : (
        <BulkForm kind={kind} topics={topics} action={action} onChange={setAction} />
      )}
    </Dialog>
  );
}

/** A run as it goes: asked twice a second while it works. */
function useBulkRun(created: BulkRun | undefined): BulkRun | undefined {
  const [isOver, setOver] = useState(false);
  const id = created?.id ?? '';
  const seen = useRoute(
    getBulkRun,
    { params: { id } },
    { enabled: id !== '', keepOld: false, ...(isOver ? {} : { refreshEvery: 500 }) },
  );
  const run = seen.data ?? created;
  const works = run ? isWorking(run) : true;
  useEffect(() => {
    setOver(!works);
    if (!works) announce('Проверено');
  }, [works]);
  return run;
}

function Checked({ run }: { run: BulkRun }): ReactNode {
  if (run.state === 'checking') {
    return (
      <div className="stack">
        <p>{describeRun(run)}</p>
        <progress className="progress" value={shareOf(run)} aria-label="Ход проверки" />
      </div>
    );
  }
  return (
    <div className="stack" role="status">
      <p>
        <b>
          {run.ready > 0
            ? `Изменится ${counted(run.ready, 'дело', 'дела', 'дел')}.`
            : 'Ни одно из дел по отбору так изменить нельзя.'}
        </b>
      </p>
      <Refusals run={run} />
      <p className="small">
        Работа пойдёт в фоне: список можно закрыть. Вернуть прежнее можно в течение десяти минут после конца.
      </p>
    </div>
  );
}

/** Why some stay as they are, with a few numbers of each. */
export function Refusals({ run }: { run: BulkRun }): ReactNode {
  if (run.refusals.length === 0) return null;
  return (
    <>
      <p>Останутся как есть {counted(run.refused + run.kept, 'дело', 'дела', 'дел')}:</p>
      <ul className="plain-rows">
        {run.refusals.map(({ reason, count, numbers }) => (
          <li key={reason}>
            <span>
              {counted(count, 'дело', 'дела', 'дел')}: {reason}
            </span>
            <span className="small">
              {joinWords(numbers.map(formatCaseNumber))}
              {count > numbers.length && ' и другие'}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
