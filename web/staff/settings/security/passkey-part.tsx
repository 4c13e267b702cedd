import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser';
import { type ReactNode, useState } from 'react';
import {
  addPasskey,
  beginPasskey,
  type Passkey,
  removePasskey,
  renamePasskey,
} from '../../../../shared/contract/base/security.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { keyTrouble } from '../../base/sign-in/use-passkey.ts';
import { tellTrouble } from './sign-in-again.tsx';

/** Passkeys: a finger, a face or a PIN of the device instead of the password. */
export function PasskeyPart({ passkeys }: { passkeys: readonly Passkey[] }): ReactNode {
  const [isAdding, setAdding] = useState(false);
  const [renaming, setRenaming] = useState<Passkey>();
  const formats = useFormats();
  const remove = useCommand(removePasskey, {
    done: 'Ключ удалён. Им больше не войти.',
    onProblem: tellTrouble,
  });
  return (
    <section className="desk__sheet security__part">
      <h2 className="section__title">Ключи доступа</h2>
      <p>
        Вход без пароля: отпечаток, лицо или ПИН этого компьютера или телефона. Сам ключ не покидает
        устройства, и его нельзя выманить поддельной страницей.
      </p>
      {passkeys.length > 0 && (
        <ul className="security__list">
          {passkeys.map((key) => (
            <li key={key.id} className="cluster">
              <b>{key.title}</b>
              <span className="muted">
                добавлен {formats.dateTime(key.createdAt)}
                {key.usedAt ? `, вход ${formats.dateTime(key.usedAt)}` : ', ещё не использован'}
                {key.isSynced && ', есть копия в облаке владельца'}
              </span>
              <Button
                kind="quiet"
                aria-label={`Переименовать: ${key.title}`}
                onClick={() => setRenaming(key)}
              >
                Переименовать
              </Button>
              <Button
                kind="quiet"
                aria-label={`Удалить: ${key.title}`}
                busy={remove.isPending}
                onClick={() => remove.mutate({ params: { id: key.id } })}
              >
                Удалить
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onClick={() => setAdding(true)}>Добавить ключ</Button>
      </div>
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
      {renaming && <RenameDialog passkey={renaming} onClose={() => setRenaming(undefined)} />}
    </section>
  );
}

function AddDialog(props: { onClose: () => void }): ReactNode {
  const [isTouching, setTouching] = useState(false);
  const [trouble, setTrouble] = useState('');
  const begin = useCommand(beginPasskey, { refreshes: [], onProblem: tellTrouble });
  const add = useCommand(addPasskey, {
    done: 'Ключ добавлен',
    onDone: props.onClose,
    onProblem: tellTrouble,
  });
  const touch = async (title: string, { token, options }: RouteReply<typeof beginPasskey>) => {
    setTouching(true);
    try {
      const response = await startRegistration({
        optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON,
      });
      add.mutate({ body: { token, title, response: { ...response } } });
    } catch (error) {
      setTrouble(keyTrouble(error));
    } finally {
      setTouching(false);
    }
  };
  const form = useForm({
    start: { title: '' },
    commands: [begin, add],
    isBusy: isTouching,
    onSet: () => setTrouble(''),
    send: ({ title }) => {
      setTrouble('');
      begin.mutate({}, { onSuccess: (begun) => void touch(title.trim() || 'Ключ доступа', begun) });
    },
  });
  return (
    <FormDialog
      form={form}
      title="Добавить ключ доступа"
      action="Приложить ключ"
      sendsByEnter
      onClose={props.onClose}
    >
      <TextField
        form={form}
        name="title"
        label="Как его назвать"
        hint="Чтобы узнать потом: «Рабочий компьютер», «Телефон»"
        maxLength={100}
        error={trouble || undefined}
      />
    </FormDialog>
  );
}

function RenameDialog(props: { passkey: Passkey; onClose: () => void }): ReactNode {
  const rename = useCommand(renamePasskey, { onDone: props.onClose });
  const form = useForm({
    start: { title: props.passkey.title },
    commands: rename,
    send: (body) => rename.mutate({ params: { id: props.passkey.id }, body }),
  });
  return (
    <FormDialog
      form={form}
      title="Переименовать ключ"
      action="Сохранить"
      sendsByEnter
      onClose={props.onClose}
    >
      <TextField form={form} name="title" label="Название" maxLength={100} />
    </FormDialog>
  );
}
