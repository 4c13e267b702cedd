import { type FormEvent, type ReactNode, useState } from 'react';
import { refuseExecution } from '../../../shared/contract/cases-executor.ts';
import { announce } from '../../lib/announce.ts';
import { useCommand } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { ErrorState } from '../../ui/states.tsx';

/** «Не наше»: only with a reason and whose it is. The case leaves the unit, and the link with it. */
export function Refusal(props: { token: string; onDone: () => void }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const finish = () => {
    props.onDone();
    announce('Дело вернулось к координатору');
    scrollTo(0, 0);
  };
  // The page is not asked again afterwards: its link has ended by this very act.
  const refuse = useCommand(refuseExecution, { refreshes: [], onDone: finish });
  if (!isOpen)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>Не наше</Button>
      </div>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!reason.trim()) return setError('Назовите причину и чьё это дело');
    setError(undefined);
    refuse.mutate({ params: { token: props.token }, body: { reason: reason.trim() } });
  };
  return (
    <form className="sheet" onSubmit={submit} noValidate>
      <h2>Вернуть дело координатору</h2>
      <TextArea
        label="Почему это не ваше и чьё оно"
        rows={3}
        maxLength={2000}
        error={error}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {refuse.error && (
        <ErrorState title="Дело не возвращено" problem={refuse.error} kept="Причина осталась в поле." />
      )}
      <div className="cluster">
        <Button type="submit" kind="danger" busy={refuse.isPending}>
          Вернуть координатору
        </Button>
        <Button kind="quiet" onClick={() => setOpen(false)}>
          Закрыть
        </Button>
      </div>
    </form>
  );
}
