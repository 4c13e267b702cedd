import { type ReactNode, useState } from 'react';
import {
  createPerson,
  editPerson,
  listUnits,
  type PersonCard,
} from '../../../../shared/contract/base/people.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormErrors } from '../../../ui/failures/failures.tsx';
import { Select, TextInput } from '../../../ui/forms/field.tsx';

const ids = {
  surname: 'person-surname',
  givenName: 'person-given',
  patronymic: 'person-patronymic',
  position: 'person-position',
  email: 'person-email',
  phone: 'person-phone',
} as const;
type Name = keyof typeof ids;

const labels: Readonly<Record<Name, string>> = {
  surname: 'Фамилия',
  givenName: 'Имя',
  patronymic: 'Отчество',
  position: 'Должность',
  email: 'Почта для входа',
  phone: 'Телефон',
};
const names = Object.keys(ids) as Name[];
const optional: readonly Name[] = ['patronymic', 'position', 'phone'];

/** A new member of staff, or changes to a known one. */
export function PersonForm(props: {
  person?: PersonCard;
  onClose: () => void;
  onMade?: (id: string) => void;
}): ReactNode {
  const { person, onClose } = props;
  const units = useRoute(listUnits).data?.units ?? [];
  const [values, setValues] = useState<Record<Name, string>>(() => ({
    surname: person?.surname ?? '',
    givenName: person?.givenName ?? '',
    patronymic: person?.patronymic ?? '',
    position: person?.position ?? '',
    email: person?.email ?? '',
    phone: person?.phone ?? '',
  }));
  const [unitId, setUnit] = useState(person?.unitId ?? '');
  const onDone = (made: { id: string }): void => {
    showToast(person ? 'Сохранено' : 'Сотрудник заведён. Дайте роль и вышлите пароль.');
    onClose();
    props.onMade?.(made.id);
  };
  const create = useCommand(createPerson, { onDone });
  const edit = useCommand(editPerson, { onDone });
  const errors = fieldWords([create, edit], ids);
  const send = (): void => {
    const body = { ...values, unitId: unitId || null };
    if (person) edit.mutate({ params: { id: person.id }, body });
    else create.mutate({ body });
  };
  return (
    <Dialog
      isOpen
      title={person ? 'Карточка сотрудника' : 'Новый сотрудник'}
      onClose={onClose}
      foot={
        <Button kind="primary" busy={create.isPending || edit.isPending} onClick={send}>
          {person ? 'Сохранить' : 'Завести'}
        </Button>
      }
    >
      <FormErrors errors={errors} of={[create, edit]} />
      {names.map((name) => (
        <TextInput
          key={name}
          id={ids[name]}
          label={labels[name]}
          optional={optional.includes(name)}
          autoComplete="off"
          value={values[name]}
          error={errors[ids[name]]}
          onChange={(event) => setValues((all) => ({ ...all, [name]: event.target.value }))}
        />
      ))}
      <Select
        label="Подразделение"
        value={unitId}
        choices={[
          { value: '', label: 'не указано' },
          ...units.map((unit) => ({ value: unit.id, label: unit.title })),
        ]}
        onChange={setUnit}
      />
    </Dialog>
  );
}
