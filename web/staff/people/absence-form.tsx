import { type ReactNode, useState } from 'react';
import { listPeople, setAbsence } from '../../../shared/contract/people.ts';
import { call } from '../../lib/api.ts';
import { useCommand } from '../../lib/query.ts';
import { showToast } from '../../lib/toast.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { TextInput } from '../../ui/field.tsx';

/** An absence by days, with the colleague who keeps the queues meanwhile. */
export function AbsenceForm({ id }: { id: string }): ReactNode {
  const [text, setText] = useState('');
  const [substituteId, setSubstitute] = useState('');
  const [fromDay, setFrom] = useState('');
  const [toDay, setTo] = useState('');
  const [reason, setReason] = useState('');
  const save = useCommand(setAbsence, {
    onDone: () => {
      showToast('Отсутствие записано');
      setText('');
      setSubstitute('');
      setFrom('');
      setTo('');
      setReason('');
    },
    onProblem: (problem) => showToast(problem.message, { tone: 'problem' }),
  });
  const lacks = !substituteId ? 'Выберите, кто замещает' : !fromDay || !toDay ? 'Назовите дни' : null;
  return (
    <details>
      <summary>Записать отсутствие</summary>
      <div className="desk__list">
        <Combobox
          label="Кто замещает"
          text={text}
          onText={(typed) => {
            setText(typed);
            setSubstitute('');
          }}
          search={async (typed, signal) => {
            const { people } = await call(listPeople, { query: { search: typed, limit: 10 } }, { signal });
            return people
              .filter((one) => one.id !== id)
              .map((one) => ({ id: one.id, label: one.fullName, note: one.unit }));
          }}
          onPick={(option) => {
            setText(option.label);
            setSubstitute(option.id);
          }}
          nothing="Такого сотрудника нет"
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
