import { type ReactNode, useState } from 'react';
import {
  addEvent,
  issueOutcome,
  type listEvents,
  type OutsideEvent,
  tellOutcome,
} from '../../../../shared/contract/group/interaction.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';

export type EventList = RouteReply<typeof listEvents>;

export function EventDialog({ list, onClose }: { list: EventList; onClose: () => void }): ReactNode {
  const [value, setValue] = useState({
    day: list.on,
    startsAt: '10:00',
    partner: 'dvp',
    partnerName: '',
    title: '',
    place: '',
    attendeeId: list.chair?.id ?? '',
  });
  const [missing, setMissing] = useState('');
  const set = (patch: Partial<typeof value>) => setValue({ ...value, ...patch });
  const add = useCommand(addEvent, {
    onDone: () => {
      showToast('Совещание записано');
      onClose();
    },
  });
  const errors = fieldWords([add]);
  const send = () => {
    setMissing(value.attendeeId ? '' : 'Выберите, кто участвует');
    if (value.attendeeId) add.mutate({ body: value });
  };
  return (
    <FormDialog title="Совещание" action="Записать" commands={add} onSend={send} onClose={onClose}>
      <TextInput
        label="О чём"
        value={value.title}
        error={errors.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <Select
        label="Проводит"
        value={value.partner}
        error={errors.partner}
        choices={list.partners.map(({ code, title }) => ({ value: code, label: title }))}
        onChange={(partner) => set({ partner })}
      />
      {(value.partner === 'other' || value.partner === 'region') && (
        <TextInput
          label="Название организации"
          value={value.partnerName}
          error={errors.partnerName}
          onChange={(event) => set({ partnerName: event.target.value })}
        />
      )}
      <DateInput label="День" value={value.day} error={errors.day} onChange={(day) => set({ day })} />
      <TextInput
        label="Время"
        value={value.startsAt}
        error={errors.startsAt}
        onChange={(event) => set({ startsAt: event.target.value })}
      />
      <TextInput
        label="Где"
        optional
        value={value.place}
        error={errors.place}
        onChange={(event) => set({ place: event.target.value })}
      />
      <PersonField
        label="Участвует"
        initial={list.chair?.name ?? ''}
        error={missing || errors.attendeeId}
        onPick={(person) => set({ attendeeId: person?.id ?? '' })}
      />
    </FormDialog>
  );
}

export function OutcomeDialog({ event, onClose }: { event: OutsideEvent; onClose: () => void }): ReactNode {
  const [state, setState] = useState<'attended' | 'missed' | 'cancelled'>(
    event.state === 'planned' ? 'attended' : event.state,
  );
  const [outcome, setOutcome] = useState(event.outcome);
  const tell = useCommand(tellOutcome, {
    onDone: () => {
      showToast('Итог записан');
      onClose();
    },
  });
  const errors = fieldWords([tell]);
  return (
    <FormDialog
      title={`Итог: ${event.title}`}
      action="Записать"
      commands={tell}
      onSend={() =>
        tell.mutate({ params: { id: event.id }, body: { version: event.version, state, outcome } })
      }
      onClose={onClose}
    >
      <Select
        label="Состоялось ли"
        value={state}
        error={errors.state}
        choices={[
          { value: 'attended', label: 'Участвовали' },
          { value: 'missed', label: 'Не участвовали' },
          { value: 'cancelled', label: 'Отменено' },
        ]}
        onChange={setState}
      />
      <TextArea
        label="Чем кончилось"
        rows={4}
        value={outcome}
        error={errors.outcome}
        onChange={(change) => setOutcome(change.target.value)}
      />
    </FormDialog>
  );
}

/** What the outcome asks of somebody: under control from now on. */
export function IssueDialog({ event, onClose }: { event: OutsideEvent; onClose: () => void }): ReactNode {
  const [value, setValue] = useState({
    text: event.outcome,
    responsibleId: '',
    dueOn: '',
    expectedResult: '',
  });
  const [missing, setMissing] = useState('');
  const set = (patch: Partial<typeof value>) => setValue({ ...value, ...patch });
  const issue = useCommand(issueOutcome, {
    refreshes: ['interaction', 'assignments'],
    onDone: () => {
      showToast('Поручение выдано');
      onClose();
    },
  });
  const errors = fieldWords([issue]);
  const send = () => {
    setMissing(value.responsibleId ? '' : 'Выберите исполнителя');
    if (value.responsibleId)
      issue.mutate({ params: { id: event.id }, body: { ...value, dueOn: value.dueOn || null } });
  };
  return (
    <FormDialog
      title={`Поручение по итогу: ${event.title}`}
      action="Выдать"
      commands={issue}
      onSend={send}
      onClose={onClose}
    >
      <TextArea
        label="Что сделать"
        rows={4}
        value={value.text}
        error={errors.text}
        onChange={(change) => set({ text: change.target.value })}
      />
      <PersonField
        label="Исполнитель"
        error={missing || errors.responsibleId}
        onPick={(person) => set({ responsibleId: person?.id ?? '' })}
      />
      <DateInput
        label="Срок"
        hint="Пусто — обычный срок поручения"
        value={value.dueOn}
        error={errors.dueOn}
        onChange={(dueOn) => set({ dueOn })}
      />
      <TextInput
        label="По чему видно, что сделано"
        value={value.expectedResult}
        error={errors.expectedResult}
        onChange={(change) => set({ expectedResult: change.target.value })}
      />
    </FormDialog>
  );
}
