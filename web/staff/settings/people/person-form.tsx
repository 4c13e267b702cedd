import { type ReactNode, useState } from 'react';
import {
  createPerson,
  editPerson,
  listUnits,
  type PersonCard,
} from '../../../../shared/contract/base/people.ts';
import { keysOf } from '../../../../shared/known.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

const labels = {
  surname: 'Фамилия',
  givenName: 'Имя',
  patronymic: 'Отчество',
  position: 'Должность',
  email: 'Почта для входа',
  phone: 'Телефон',
} as const;
type Name = keyof typeof labels;
const names = keysOf(labels);
const optional: readonly Name[] = ['patronymic', 'position', 'phone'];

/** A new member of staff, or changes to a known one. */
export function PersonForm(props: {
  person?: PersonCard;
  onClose: () => void;
  onMade?: (id: string) => void;
}): ReactNode {
  const { person, onClose } = props;
  const units = useRoute(listUnits).data?.units ?? [];
  const onDone = (made: { id: string }): void => {
    showToast(person ? 'Сохранено' : 'Сотрудник заведён. Дайте роль и вышлите пароль.');
    onClose();
    props.onMade?.(made.id);
  };
  const create = useCommand(createPerson, { onDone });
  const edit = useCommand(editPerson, { onDone });
  // The card the form was filled from, whatever is read anew beneath it.
  const [seen] = useState(person?.version);
  const form = useForm({
    start: {
      surname: person?.surname ?? '',
      givenName: person?.givenName ?? '',
      patronymic: person?.patronymic ?? '',
      position: person?.position ?? '',
      email: person?.email ?? '',
      phone: person?.phone ?? '',
      unitId: person?.unitId ?? '',
    },
    commands: [create, edit],
    send: ({ unitId, ...said }) => {
      const body = { ...said, unitId: unitId || null };
      if (person) edit.mutate({ params: { id: person.id }, body: { ...body, version: seen } });
      else create.mutate({ body });
    },
  });
  return (
    <FormDialog
      form={form}
      title={person ? 'Карточка сотрудника' : 'Новый сотрудник'}
      onClose={onClose}
      action={person ? 'Сохранить' : 'Завести'}
      isListed
    >
      {names.map((name) => (
        <TextField
          key={name}
          form={form}
          name={name}
          label={labels[name]}
          optional={optional.includes(name)}
          autoComplete="off"
        />
      ))}
      <SelectField
        form={form}
        name="unitId"
        label="Подразделение"
        none="не указано"
        choices={units.map((unit) => ({ value: unit.id, label: unit.title }))}
      />
    </FormDialog>
  );
}
