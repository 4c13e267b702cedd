import { type ReactNode, useState } from 'react';
import { controlKinds } from '../../../../shared/contract/group/assignments.ts';
import { createAssignment } from '../../../../shared/contract/group/assignments-moves.ts';
import { controlTitles, sourceTitles } from '../../../../shared/text/assignments.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';
import { useAssignmentCommand } from './use-assignment.ts';

const sources = ['resolution', 'interaction', 'recommendation'] as const;

/** An assignment by a paper that is no decision of the group: those come into force from the card of the meeting. */
export function NewAssignmentDialog(props: { onClose: () => void; onMade: (id: string) => void }): ReactNode {
  const [value, setValue] = useState({
    source: 'resolution' as (typeof sources)[number],
    basis: '',
    basisOn: '',
    text: '',
    expectedResult: '',
    responsibleId: '',
    dueOn: '',
    control: 'regular' as const,
    budgetLine: '',
  });
  const set = (patch: object) => setValue({ ...value, ...patch });
  const make = useAssignmentCommand(createAssignment, {
    words: 'Поручение выдано, исполнителю отправлено письмо',
    onDone: ({ id }) => props.onMade(id),
  });
  const errors = fieldWords([make]);
  const line = (name: 'basis' | 'expectedResult' | 'budgetLine', label: string, hint?: string) => (
    <TextInput
      label={label}
      hint={hint}
      optional={name === 'budgetLine'}
      value={value[name]}
      error={errors[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  );
  const day = (name: 'basisOn' | 'dueOn', label: string) => (
    <DateInput
      label={label}
      value={value[name]}
      error={errors[name]}
      onChange={(to) => set({ [name]: to })}
    />
  );
  return (
    <FormDialog
      title="Новое поручение"
      action="Выдать"
      isWide
      commands={make}
      onSend={() => make.mutate({ body: { ...value, coExecutorIds: [] } })}
      onClose={props.onClose}
    >
      <div className="assignments__form">
        <Select
          label="Основание"
          value={value.source}
          choices={sources.map((source) => ({ value: source, label: sourceTitles[source] }))}
          onChange={(source) => set({ source })}
        />
        {line('basis', 'Документ', '«Резолюция главы от 20.11.2026 № 5»')}
        {day('basisOn', 'Дата документа')}
        {day('dueOn', 'Срок')}
      </div>
      <TextArea
        label="Что сделать"
        rows={3}
        value={value.text}
        error={errors.text}
        onChange={(event) => set({ text: event.target.value })}
      />
      {line(
        'expectedResult',
        'Измеримый результат',
        'По чему будет видно, что сделано: «62 места, фото каждого»',
      )}
      <PersonField
        label="Ответственный"
        error={errors.responsibleId}
        onPick={(person) => set({ responsibleId: person?.id ?? '' })}
      />
      <div className="assignments__form">
        <Select
          label="Контроль"
          value={value.control}
          choices={controlKinds.map((kind) => ({ value: kind, label: controlTitles[kind] }))}
          onChange={(control) => set({ control })}
        />
        {line('budgetLine', 'Строка бюджета')}
      </div>
    </FormDialog>
  );
}
