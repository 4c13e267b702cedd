import type { ReactNode } from 'react';
import { type OutsideBody, saveBody } from '../../../../shared/contract/messages/cases-moves.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { ItemField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

/** A body outside: its name as residents read it, what it decides, its mail, the last day it may be chosen. */
export function BodyForm(props: {
  body: OutsideBody | null;
  duties: readonly { id: string; title: string }[];
  onClose: () => void;
}): ReactNode {
  const { body, duties, onClose } = props;
  const save = useCommand(saveBody, {
    done: 'Орган записан',
    onDone: onClose,
  });
  const form = useForm({
    start: {
      title: body?.title ?? '',
      shortTitle: body?.shortTitle ?? '',
      competence: body?.competence ?? '',
      email: body?.email ?? '',
      validUntil: body?.validUntil ?? '',
      receives: body?.receives ?? [],
    },
    commands: save,
    gap: (value) => (value.title.trim() && value.shortTitle.trim() ? null : 'Заполните название'),
    send: ({ validUntil, email, ...words }) =>
      save.mutate({
        body: {
          ...(body && { id: body.id }),
          ...words,
          ...(email.trim() && { email }),
          validUntil: validUntil || null,
        },
      }),
  });
  return (
    <FormDialog
      form={form}
      isWide
      title={body ? body.title : 'Новый орган'}
      onClose={onClose}
      action="Записать"
    >
      <TextField
        form={form}
        name="title"
        label="Название"
        hint="Полностью: его прочтёт житель"
        maxLength={300}
      />
      <TextField form={form} name="shortTitle" label="Коротко" maxLength={80} />
      <LongTextField
        form={form}
        name="competence"
        label="Что решает"
        hint="Оператор увидит это под списком, когда выберет орган"
        optional
        rows={2}
        maxLength={500}
      />
      <TextField
        form={form}
        name="email"
        label="Почта"
        hint="Сюда уйдёт письмо о переданном сообщении, без контактов жителя"
        optional
        maxLength={200}
      />
      {duties.map(({ id, title }) => (
        <ItemField
          key={id}
          form={form}
          name="receives"
          item={id}
          hint="Срок закона остановится, когда обращение передано всем органам с этой отметкой"
        >
          Получатель по закону: {title}
        </ItemField>
      ))}
      <DateField
        form={form}
        name="validUntil"
        label="Последний день"
        hint="После него орган не предлагают. Переданное раньше остаётся за ним"
        optional
      />
    </FormDialog>
  );
}
