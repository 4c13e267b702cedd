import { type ReactNode, useState } from 'react';
import { setAbsence } from '../../../../shared/contract/base/people.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { TextInput } from '../../../ui/forms/field.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';

/** An absence by days, with the colleague who keeps the queues meanwhile. */
export function AbsenceForm({ id }: { id: string }): ReactNode {
  // Grows when a form was sent: the field of a name begins anew.
  const [round, setRound] = useState(0);
  const [substituteId, setSubstitute] = useState('');
  const [fromDay, setFrom] = useState('');
  const [toDay, setTo] = useState('');
  const [reason, setReason] = useState('');
  const save = useCommand(setAbsence, {
    onDone: () => {
      showToast('Отсутствие записано');
      setRound((past) => past + 1);
      setSubstitute('');
      setFrom('');
      setTo('');
      setReason('');
    },
  });
  const lacks = !substituteId ? 'Выберите, кто замещает' : !fromDay || !toDay ? 'Назовите дни' : null;
  return (
    <details>
      <summary>Записать отсутствие</summary>
      <div className="desk__list">
        <PersonField
          key={round}
          label="Кто замещает"
          except={id}
          onPick={(person) => setSubstitute(person?.id ?? '')}
        />
        <div className="desk__filters">
          <DateInput label="С" value={fromDay} onChange={setFrom} />
          <DateInput label="По" value={toDay} onChange={setTo} />
          <TextInput
            label="Причина"
            optional
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <span>
          <Button
            kind="primary"
            busy={save.isPending}
            disabledReason={lacks}
            onClick={() => save.mutate({ params: { id }, body: { substituteId, fromDay, toDay, reason } })}
          >
            Записать
          </Button>
        </span>
      </div>
    </details>
  );
}
