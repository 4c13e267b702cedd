import { type FormEvent, type ReactNode, useState } from 'react';
import { setUp } from '../../../../shared/contract/base/identity.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Redirect } from '../../../lib/router.tsx';
import { useSessionChange, useSessionQuery } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { FormErrors } from '../../../ui/failures/failures.tsx';
import { TextInput } from '../../../ui/forms/field.tsx';
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { DoorPage } from '../../base/sign-in/door-page.tsx';
import { findPasswordFaults } from '../../base/sign-in/password-faults.ts';
import { PasswordInput } from '../../base/sign-in/password-input.tsx';

const title = 'Первый запуск';

/** The first visitor becomes the administrator by the code the server printed on its console. */
export function SetupPage(): ReactNode {
  const { data: session, error, refetch } = useSessionQuery();
  if (session && !session.needsSetup) return <Redirect href="/staff" />;
  if (session) return <SetupForm />;
  return (
    <DoorPage title={title}>
      {error ? (
        <ErrorState title="Страница не открылась" problem={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonLines lines={6} />
      )}
    </DoorPage>
  );
}

const empty = { code: '', surname: '', givenName: '', patronymic: '', email: '', password: '', again: '' };
type Form = typeof empty;

/** Ids of controls by the names the server gives to fields. */
const ids = Object.fromEntries(
  ['surname', 'givenName', 'patronymic', 'email'].map((name) => [`person.${name}`, name]),
);

function SetupForm(): ReactNode {
  const changeSession = useSessionChange();
  const [form, setForm] = useState(empty);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const begin = useCommand(setUp, {
    refreshes: [],
    onDone: changeSession,
  });
  const errors = Object.keys(faults).length === 0 ? fieldWords([begin], ids) : faults;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = findFaults(form);
    setFaults(found);
    if (Object.keys(found).length > 0 || begin.isPending) return;
    const { code, password, again: _, ...person } = form;
    begin.mutate({ body: { code, password, person } });
  };
  const change = (patch: Partial<Form>) => setForm((old) => ({ ...old, ...patch }));
  return (
    <DoorPage
      title={title}
      alarm={Object.keys(errors).length > 0 ? 'Ошибка' : undefined}
      lead="Сотрудников ещё нет. Заведите администратора: он заведёт остальных. Код напечатан в консоли сервера при запуске."
    >
      <form className="stack" noValidate onSubmit={submit}>
        <FormErrors errors={errors} of={begin} />
        <SetupFields form={form} errors={errors} onChange={change} />
        <Button type="submit" kind="primary" size="main" wide busy={begin.isPending}>
          Завести администратора и войти
        </Button>
      </form>
    </DoorPage>
  );
}

function SetupFields(props: {
  form: Form;
  errors: Readonly<Record<string, string>>;
  onChange: (patch: Partial<Form>) => void;
}): ReactNode {
  const { form, errors, onChange } = props;
  const text = (
    name: keyof Form,
    label: string,
    more: { autoComplete?: string; optional?: boolean } = {},
  ) => (
    <TextInput
      id={name}
      label={label}
      error={errors[name]}
      value={form[name]}
      onChange={(event) => onChange({ [name]: event.target.value })}
      {...more}
    />
  );
  const secret = (name: 'password' | 'again', label: string, hint?: string) => (
    <PasswordInput
      id={name}
      label={label}
      hint={hint}
      autoComplete="new-password"
      error={errors[name]}
      value={form[name]}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  return (
    <>
      <TextInput
        id="code"
        label="Код с консоли"
        hint="12 цифр, например 1234-5678-9012"
        inputMode="numeric"
        autoComplete="one-time-code"
        error={errors.code}
        value={form.code}
        onChange={(event) => onChange({ code: event.target.value })}
      />
      {text('surname', 'Фамилия', { autoComplete: 'family-name' })}
      {text('givenName', 'Имя', { autoComplete: 'given-name' })}
      {text('patronymic', 'Отчество', { autoComplete: 'additional-name', optional: true })}
      {text('email', 'Рабочая почта', { autoComplete: 'username' })}
      {secret('password', 'Пароль', 'Не короче 10 знаков')}
      {secret('again', 'Пароль ещё раз')}
    </>
  );
}

const needed = {
  code: 'Впишите код с консоли',
  surname: 'Впишите фамилию',
  givenName: 'Впишите имя',
  email: 'Впишите рабочую почту',
} as const;

function findFaults(form: Form): Record<string, string> {
  const missing = Object.entries(needed).filter(([name]) => form[name as keyof Form].trim() === '');
  return { ...Object.fromEntries(missing), ...findPasswordFaults(form.password, form.again) };
}
