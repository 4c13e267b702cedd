import { type FormEvent, type ReactNode, useState } from 'react';
import { type ExecutorPage, refuseExecution } from '../../../shared/contract/messages/cases-executor.ts';
import { announce } from '../../lib/announce.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { Select, TextArea, TextInput } from '../../ui/forms/field.tsx';

/** «Не наше»: only with a reason and whose it is. The case leaves the unit, and the link with it. */
export function Refusal(props: {
  token: string;
  grounds: ExecutorPage['grounds'];
  onDone: () => void;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [groundId, setGround] = useState('');
  const [whose, setWhose] = useState('');
  const [isTried, setTried] = useState(false);
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
    setTried(true);
    if (!groundId || !whose.trim() || !reason.trim()) return;
    const body = { groundId, whose: whose.trim(), reason: reason.trim() };
    refuse.mutate({ params: { token: props.token }, body });
  };
  return (
    <form className="sheet" onSubmit={submit} noValidate>
      <h2>Вернуть дело координатору</h2>
      <Select
        label="Основание"
        value={groundId}
        choices={[
          { value: '', label: 'выберите основание' },
          ...props.grounds.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        error={isTried && !groundId ? 'Выберите основание' : undefined}
        onChange={setGround}
      />
      <TextInput
        label="Чьё это дело"
        value={whose}
        maxLength={300}
        error={isTried && !whose.trim() ? 'Назовите, чьё это дело' : undefined}
        onChange={(event) => setWhose(event.target.value)}
      />
      <TextArea
        label="Почему это не ваше"
        rows={3}
        maxLength={2000}
        error={isTried && !reason.trim() ? 'Напишите, почему это не ваше' : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Failures of={refuse} title="Дело не возвращено" kept="Причина осталась в поле." />
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
