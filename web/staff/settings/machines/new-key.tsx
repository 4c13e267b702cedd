import type { ReactNode } from 'react';
import { createMachineKey, type listMachineKeys } from '../../../../shared/contract/base/machines.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ItemsField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { NumberField, ShownField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

/** A key for a program: what it opens, how often, until when; then the key itself, once. */
export function NewKey(props: { data: RouteReply<typeof listMachineKeys>; onClose: () => void }): ReactNode {
  const { data, onClose } = props;
  const create = useCommand(createMachineKey);
  const form = useForm({
    start: {
      title: '',
      scopes: [] as string[],
      perMinute: 60 as number | null,
      expiresOn: data.suggestedExpiry,
    },
    commands: create,
    check: ({ title, scopes, perMinute }) => ({
      title: title.trim() === '' && 'Назовите программу и чья она',
      scopes: scopes.length === 0 && 'Отметьте, что открыть',
      perMinute: perMinute === null && 'Укажите число',
    }),
    send: ({ perMinute, ...body }) => create.mutate({ body: { ...body, perMinute: perMinute ?? 0 } }),
  });
  if (create.data) return <ShownKey value={create.data.key} onClose={onClose} />;
  return (
    <FormDialog form={form} title="Новый ключ" action="Выдать" onClose={onClose}>
      <TextField form={form} name="title" label="Программа" hint="Что это и чья она: «Панель ЦУР области»" />
      <ItemsField
        form={form}
        name="scopes"
        legend="Что открыть"
        choices={data.scopes.map(({ id, title, routes }) => ({
          value: id,
          label: title,
          hint: routes.join('; '),
        }))}
      />
      <NumberField form={form} name="perMinute" label="Обращений в минуту, не больше" />
      <DateField form={form} name="expiresOn" label="Последний день" hint="Не дальше двух лет" />
    </FormDialog>
  );
}

function ShownKey({ value, onClose }: { value: string; onClose: () => void }): ReactNode {
  return (
    <Dialog
      isOpen
      title="Ключ программы"
      onClose={onClose}
      foot={
        <Button kind="primary" onClick={() => void copyText(value, 'Ключ скопирован')}>
          Скопировать ключ
        </Button>
      }
    >
      <p>Ключ показан один раз: сохраните его сейчас. Потерянный отзывают и выдают новый.</p>
      <ShownField label="Ключ" value={value} />
      <ShownField label="Заголовок запроса" value={`Authorization: Bearer ${value}`} />
    </Dialog>
  );
}
