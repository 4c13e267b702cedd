import type { ReactNode } from 'react';
import {
  addCabinetPerson,
  type Cabinet,
  type CabinetPerson,
  changeCabinet,
  changeCabinetPerson,
  endCabinetPerson,
  saveSecret,
} from '../../../../shared/contract/pages/gospubliki-cabinet.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { PasswordField } from '../../../ui/forms/password-field.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { SureDialog } from '../../base/case-kit/sure-dialog.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';

type Secret = Cabinet['secrets'][number];

export type CabinetDialog =
  | { kind: 'profile' | 'add' }
  | { kind: 'person' | 'end'; person: CabinetPerson }
  | { kind: 'secret' | 'erase'; secret: Secret };

interface Props {
  cabinet: Cabinet;
  onClose: () => void;
}

/** The one dialog that is open. */
export function CabinetDialogs({ dialog, ...props }: Props & { dialog: CabinetDialog }): ReactNode {
  switch (dialog.kind) {
    case 'profile':
      return <ProfileDialog {...props} />;
    case 'add':
      return <AddPersonDialog {...props} />;
    case 'person':
      return <PersonDialog {...props} person={dialog.person} />;
    case 'end':
      return <EndPersonDialog {...props} person={dialog.person} />;
    case 'secret':
      return <SecretDialog {...props} secret={dialog.secret} />;
    default:
      return <EraseDialog {...props} secret={dialog.secret} />;
  }
}

function ProfileDialog({ cabinet, onClose }: Props): ReactNode {
  const change = useCommand(changeCabinet, { done: 'Кабинет записан', onDone: onClose });
  const form = useForm({
    start: { organisation: cabinet.organisation, address: cabinet.address, note: cabinet.note },
    commands: change,
    check: ({ organisation, address }) => ({
      organisation: organisation.trim().length < 3 && 'Чей это кабинет?',
      address:
        address.trim() !== '' &&
        !/^https:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/u.test(address.trim()) &&
        'Адрес целиком, например https://example.ru',
    }),
    send: ({ organisation, address, note }) =>
      change.mutate({
        body: {
          version: cabinet.version,
          organisation: organisation.trim(),
          address: address.trim(),
          note: note.trim(),
        },
      }),
  });
  return (
    <FormDialog form={form} title="Кабинет администрации" action="Записать" onClose={onClose}>
      <TextField form={form} name="organisation" label="Организация" maxLength={200} />
      <TextField
        form={form}
        name="address"
        label="Адрес кабинета"
        inputMode="url"
        placeholder="https://"
        maxLength={500}
        optional
      />
      <LongTextField
        form={form}
        name="note"
        label="Примечание"
        hint="Паролей здесь не пишут: для них есть «Секреты»"
        rows={2}
        maxLength={1000}
        optional
      />
    </FormDialog>
  );
}

const untilHint = ({ warnDays }: Cabinet): string =>
  `За ${counted(warnDays, 'день', 'дня', 'дней')} до конца напомним`;

function AddPersonDialog({ cabinet, onClose }: Props): ReactNode {
  const add = useCommand(addCabinetPerson, { done: 'Ответственный записан', onDone: onClose });
  const form = useForm({
    start: { personId: '', duty: '', accessUntil: '' },
    commands: add,
    check: ({ personId, duty }) => ({
      personId: !personId && 'Выберите сотрудника',
      duty: duty.trim().length < 3 && 'Что он делает в кабинете?',
    }),
    send: ({ personId, duty, accessUntil }) =>
      add.mutate({
        body: {
          version: cabinet.version,
          personId,
          duty: duty.trim(),
          accessUntil: accessUntil || null,
        },
      }),
  });
  return (
    <FormDialog form={form} title="Ответственный" action="Записать" onClose={onClose}>
      <PersonField form={form} name="personId" label="Сотрудник" />
      <TextField form={form} name="duty" label="Что делает в кабинете" maxLength={200} />
      <DateField form={form} name="accessUntil" label="Доступ до" hint={untilHint(cabinet)} optional />
    </FormDialog>
  );
}

function PersonDialog({ cabinet, person, onClose }: Props & { person: CabinetPerson }): ReactNode {
  const change = useCommand(changeCabinetPerson, { done: 'Записано', onDone: onClose });
  const form = useForm({
    start: { duty: person.duty, accessUntil: person.accessUntil ?? '' },
    commands: change,
    check: ({ duty }) => ({ duty: duty.trim().length < 3 && 'Что он делает в кабинете?' }),
    send: ({ duty, accessUntil }) =>
      change.mutate({
        params: { id: person.id },
        body: { version: cabinet.version, duty: duty.trim(), accessUntil: accessUntil || null },
      }),
  });
  return (
    <FormDialog form={form} title={person.name} action="Записать" onClose={onClose}>
      <TextField form={form} name="duty" label="Что делает в кабинете" maxLength={200} />
      <DateField form={form} name="accessUntil" label="Доступ до" hint={untilHint(cabinet)} optional />
    </FormDialog>
  );
}

function EndPersonDialog({ cabinet, person, onClose }: Props & { person: CabinetPerson }): ReactNode {
  const end = useCommand(endCabinetPerson, { done: 'Больше не ответственный', onDone: onClose });
  return (
    <ReasonDialog
      title="Снять ответственного"
      label="Почему"
      action="Снять"
      commands={end}
      onSend={(reason) =>
        end.mutate({ params: { id: person.id }, body: { version: cabinet.version, reason } })
      }
      onClose={onClose}
    >
      <p className="muted">{person.name}. Доступ в самом кабинете закройте отдельно.</p>
    </ReasonDialog>
  );
}

function SecretDialog({ cabinet, secret, onClose }: Props & { secret: Secret }): ReactNode {
  const save = useCommand(saveSecret, { done: 'Запечатано', onDone: onClose });
  const form = useForm({
    start: { secret: '' },
    commands: save,
    check: ({ secret: typed }) => ({ secret: typed === '' && 'Введите секрет' }),
    send: ({ secret: typed }) =>
      save.mutate({ params: { name: secret.id }, body: { version: cabinet.version, secret: typed } }),
  });
  return (
    <FormDialog form={form} title={secret.title} action="Запечатать" onClose={onClose}>
      <p className="muted">После этого прочитать его здесь нельзя будет никому.</p>
      <PasswordField form={form} name="secret" label={secret.title} autoComplete="new-password" />
    </FormDialog>
  );
}

function EraseDialog({ cabinet, secret, onClose }: Props & { secret: Secret }): ReactNode {
  const save = useCommand(saveSecret, { done: 'Стёрто', onDone: onClose });
  return (
    <SureDialog
      title="Стереть секрет?"
      action="Стереть"
      commands={save}
      onSend={() =>
        save.mutate({ params: { name: secret.id }, body: { version: cabinet.version, secret: '' } })
      }
      onClose={onClose}
    >
      <p>{secret.title}. Вернуть нельзя: если понадобится, введут заново.</p>
    </SureDialog>
  );
}
