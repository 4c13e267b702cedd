import { type ReactNode, useState } from 'react';
import { setAbsence } from '../../../../shared/contract/base/people.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from '../../base/parts/person-field.tsx';

const empty = { substituteId: '', fromDay: '', toDay: '', reason: '' };

/** An absence by days, with the colleague who keeps the queues meanwhile. */
export function AbsenceForm({ id }: { id: string }): ReactNode {
  // Grows when a form was sent: the field of a name begins anew.
  const [round, setRound] = useState(0);
  const save = useCommand(setAbsence, {
    done: 'Отсутствие записано',
    onDone: () => {
      setRound((past) => past + 1);
      form.restart(empty);
    },
  });
  const form = useForm({
    start: empty,
    commands: save,
    gap: ({ substituteId, fromDay, toDay }) =>
      !substituteId ? 'Выберите, кто замещает' : (!fromDay || !toDay) && 'Назовите дни',
    send: (body) => save.mutate({ params: { id }, body }),
  });
  return (
    <details>
      <summary>Записать отсутствие</summary>
      <Form form={form} className="desk__list">
        <PersonField key={round} form={form} name="substituteId" label="Кто замещает" except={id} />
        <div className="desk__filters">
          <DateField form={form} name="fromDay" label="С" />
          <DateField form={form} name="toDay" label="По" />
          <TextField form={form} name="reason" label="Причина" optional />
        </div>
        <span>
          <SendButton form={form}>Записать</SendButton>
        </span>
      </Form>
    </details>
  );
}
