import type { ReactNode } from 'react';
import {
  addEvent,
  issueOutcome,
  type listEvents,
  type OutsideEvent,
  tellOutcome,
} from '../../../../shared/contract/group/interaction.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from '../../base/parts/person-field.tsx';

export type EventList = RouteReply<typeof listEvents>;

export function EventDialog({ list, onClose }: { list: EventList; onClose: () => void }): ReactNode {
  const add = useCommand(addEvent, {
    done: 'Совещание записано',
    onDone: onClose,
  });
  const form = useForm({
    start: {
      day: list.on,
      startsAt: '10:00',
      partner: 'dvp',
      partnerName: '',
      title: '',
      place: '',
      attendeeId: list.chair?.id ?? '',
    },
    commands: add,
    check: ({ attendeeId }) => ({ attendeeId: !attendeeId && 'Выберите, кто участвует' }),
    send: (body) => add.mutate({ body }),
  });
  const value = form.values;
  return (
    <FormDialog title="Совещание" action="Записать" form={form} onClose={onClose}>
      <TextField form={form} name="title" label="О чём" />
      <SelectField
        form={form}
        name="partner"
        label="Проводит"
        choices={list.partners.map(({ code, title }) => ({ value: code, label: title }))}
      />
      {(value.partner === 'other' || value.partner === 'region') && (
        <TextField form={form} name="partnerName" label="Название организации" />
      )}
      <DateField form={form} name="day" label="День" />
      <TextField form={form} name="startsAt" label="Время" />
      <TextField form={form} name="place" label="Где" optional />
      <PersonField label="Участвует" initial={list.chair?.name ?? ''} form={form} name="attendeeId" />
    </FormDialog>
  );
}

export function OutcomeDialog({ event, onClose }: { event: OutsideEvent; onClose: () => void }): ReactNode {
  const tell = useCommand(tellOutcome, {
    done: 'Итог записан',
    onDone: onClose,
  });
  const form = useForm({
    start: {
      state: event.state === 'planned' ? 'attended' : (event.state as 'attended' | 'missed' | 'cancelled'),
      outcome: event.outcome,
    },
    commands: tell,
    send: ({ state, outcome }) =>
      tell.mutate({ params: { id: event.id }, body: { version: event.version, state, outcome } }),
  });
  return (
    <FormDialog title={`Итог: ${event.title}`} action="Записать" form={form} onClose={onClose}>
      <SelectField
        form={form}
        name="state"
        label="Состоялось ли"
        choices={[
          { value: 'attended', label: 'Участвовали' },
          { value: 'missed', label: 'Не участвовали' },
          { value: 'cancelled', label: 'Отменено' },
        ]}
      />
      <LongTextField form={form} name="outcome" label="Чем кончилось" rows={4} />
    </FormDialog>
  );
}

/** What the outcome asks of somebody: under control from now on. */
export function IssueDialog({ event, onClose }: { event: OutsideEvent; onClose: () => void }): ReactNode {
  const issue = useCommand(issueOutcome, {
    refreshes: ['interaction', 'assignments'],
    done: 'Поручение выдано',
    onDone: onClose,
  });
  const form = useForm({
    start: {
      text: event.outcome,
      responsibleId: '',
      dueOn: '',
      expectedResult: '',
    },
    commands: issue,
    check: ({ responsibleId }) => ({ responsibleId: !responsibleId && 'Выберите исполнителя' }),
    send: (value) =>
      issue.mutate({ params: { id: event.id }, body: { ...value, dueOn: value.dueOn || null } }),
  });
  return (
    <FormDialog title={`Поручение по итогу: ${event.title}`} action="Выдать" form={form} onClose={onClose}>
      <LongTextField form={form} name="text" label="Что сделать" rows={4} />
      <PersonField label="Исполнитель" form={form} name="responsibleId" />
      <DateField form={form} name="dueOn" label="Срок" hint="Пусто — обычный срок поручения" />
      <TextField form={form} name="expectedResult" label="По чему видно, что сделано" />
    </FormDialog>
  );
}
