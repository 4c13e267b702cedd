import { type ReactNode, useState } from 'react';
import { type ExecutorPage, refuseExecution } from '../../../shared/contract/messages/cases-executor.ts';
import { announce } from '../../lib/announce.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/forms/choice-field.tsx';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { LongTextField, TextField } from '../../ui/forms/text-field.tsx';
import { useForm } from '../../ui/forms/use-form.ts';

/** «Не наше»: only with a reason and whose it is. The case leaves the unit, and the link with it. */
export function Refusal(props: {
  token: string;
  grounds: ExecutorPage['grounds'];
  onDone: () => void;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const finish = () => {
    props.onDone();
    announce('Дело вернулось к координатору');
    scrollTo(0, 0);
  };
  // The page is not asked again afterwards: its link has ended by this very act.
  const refuse = useCommand(refuseExecution, { refreshes: [], onDone: finish });
  const form = useForm({
    start: { groundId: '', whose: '', reason: '' },
    commands: refuse,
    check: ({ groundId, whose, reason }) => ({
      groundId: !groundId && 'Выберите основание',
      whose: !whose.trim() && 'Назовите, чьё это дело',
      reason: !reason.trim() && 'Напишите, почему это не ваше',
    }),
    send: ({ groundId, whose, reason }) =>
      refuse.mutate({
        params: { token: props.token },
        body: { groundId, whose: whose.trim(), reason: reason.trim() },
      }),
  });
  if (!isOpen)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>Не наше</Button>
      </div>
    );
  return (
    <Form
      form={form}
      className="sheet"
      failed={{ title: 'Дело не возвращено', kept: 'Причина осталась в поле.' }}
      actions={
        <div className="cluster">
          <SendButton form={form} kind="danger">
            Вернуть координатору
          </SendButton>
          <Button kind="quiet" onClick={() => setOpen(false)}>
            Закрыть
          </Button>
        </div>
      }
    >
      <h2>Вернуть дело координатору</h2>
      <SelectField
        form={form}
        name="groundId"
        label="Основание"
        none="выберите основание"
        choices={props.grounds.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <TextField form={form} name="whose" label="Чьё это дело" maxLength={300} />
      <LongTextField form={form} name="reason" label="Почему это не ваше" rows={3} maxLength={2000} />
    </Form>
  );
}
