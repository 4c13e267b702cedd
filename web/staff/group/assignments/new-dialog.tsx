import type { ReactNode } from 'react';
import { controlKinds } from '../../../../shared/contract/group/assignments.ts';
import { createAssignment } from '../../../../shared/contract/group/assignments-moves.ts';
import { controlTitles, sourceTitles } from '../../../../shared/text/group/assignments.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from '../../base/parts/person-field.tsx';
import { useAssignmentCommand } from './use-assignment.ts';

const sources = ['resolution', 'order', 'interaction', 'recommendation'] as const;

/** An assignment by a paper that is no decision of the group: those come into force from the card of the meeting. */
export function NewAssignmentDialog(props: { onClose: () => void; onMade: (id: string) => void }): ReactNode {
  const make = useAssignmentCommand(createAssignment, {
    words: 'Поручение выдано, исполнителю отправлено письмо',
    onDone: ({ id }) => props.onMade(id),
  });
  const form = useForm({
    start: {
      source: 'resolution' as (typeof sources)[number],
      basis: '',
      basisOn: '',
      text: '',
      expectedResult: '',
      responsibleId: '',
      dueOn: '',
      control: 'regular' as (typeof controlKinds)[number],
      budgetLine: '',
    },
    commands: make,
    send: (values) => make.mutate({ body: { ...values, coExecutorIds: [] } }),
  });
  const line = (name: 'basis' | 'expectedResult' | 'budgetLine', label: string, hint?: string) => (
    <TextField form={form} name={name} label={label} hint={hint} optional={name === 'budgetLine'} />
  );
  const day = (name: 'basisOn' | 'dueOn', label: string) => (
    <DateField form={form} name={name} label={label} />
  );
  return (
    <FormDialog title="Новое поручение" action="Выдать" isWide form={form} onClose={props.onClose}>
      <div className="assignments__form">
        <SelectField
          form={form}
          name="source"
          label="Основание"
          choices={sources.map((source) => ({ value: source, label: sourceTitles[source] }))}
        />
        {line('basis', 'Документ', '«Резолюция главы от 20.11.2026 № 5»')}
        {day('basisOn', 'Дата документа')}
        {day('dueOn', 'Срок')}
      </div>
      <LongTextField form={form} name="text" label="Что сделать" rows={3} />
      {line(
        'expectedResult',
        'Измеримый результат',
        'По чему будет видно, что сделано: «62 места, фото каждого»',
      )}
      <PersonField label="Ответственный" form={form} name="responsibleId" />
      <div className="assignments__form">
        <SelectField
          form={form}
          name="control"
          label="Контроль"
          choices={controlKinds.map((kind) => ({ value: kind, label: controlTitles[kind] }))}
        />
        {line('budgetLine', 'Строка бюджета')}
      </div>
    </FormDialog>
  );
}
