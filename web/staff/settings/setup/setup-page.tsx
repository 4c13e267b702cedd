import type { ReactNode } from 'react';
import { setUp } from '../../../../shared/contract/base/identity.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Redirect } from '../../../lib/router.tsx';
import { useSessionChange, useSessionQuery } from '../../../lib/session.ts';
import type { Fields } from '../../../ui/forms/fields.ts';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { PasswordField } from '../../../ui/forms/password-field.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { DoorPage } from '../../base/sign-in/door-page.tsx';
import { findPasswordFaults } from '../../base/sign-in/password-faults.ts';

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
type SetupValues = typeof empty;

/** The link that the installer prints carries the code behind `#`: no log of a proxy keeps it. */
const codeOfLink = (): string => /^#([\d-]{12,20})$/u.exec(location.hash)?.[1] ?? '';

function SetupForm(): ReactNode {
  const changeSession = useSessionChange();
  const begin = useCommand(setUp, {
    refreshes: [],
    onDone: changeSession,
  });
  const form = useForm({
    start: { ...empty, code: codeOfLink() },
    commands: begin,
    check: findFaults,
    send: ({ code, password, again: _, ...person }) => begin.mutate({ body: { code, password, person } }),
    names: {
      surname: 'person.surname',
      givenName: 'person.givenName',
      patronymic: 'person.patronymic',
      email: 'person.email',
    },
  });
  return (
    <DoorPage
      title={title}
      alarm={Object.keys(form.errors()).length > 0 ? 'Ошибка' : undefined}
      lead="Сотрудников ещё нет. Заведите администратора: он заведёт остальных. Код напечатан в консоли сервера при запуске."
    >
      <Form form={form} isListed>
        <SetupFields form={form} />
        <SendButton form={form} size="main" wide>
          Завести администратора и войти
        </SendButton>
      </Form>
    </DoorPage>
  );
}

function SetupFields(props: { form: Fields<SetupValues> }): ReactNode {
  const { form } = props;
  const text = (
    name: keyof SetupValues,
    label: string,
    more: { autoComplete?: string; optional?: boolean } = {},
  ) => <TextField form={form} name={name} label={label} {...more} />;
  const secret = (name: 'password' | 'again', label: string, hint?: string) => (
    <PasswordField form={form} name={name} label={label} hint={hint} autoComplete="new-password" />
  );
  return (
    <>
      <TextField
        form={form}
        name="code"
        label="Код с консоли"
        hint="12 цифр, например 1234-5678-9012"
        inputMode="numeric"
        autoComplete="one-time-code"
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

function findFaults(values: SetupValues): Partial<SetupValues> {
  const missing = Object.entries(needed).filter(([name]) => values[name as keyof SetupValues].trim() === '');
  return { ...Object.fromEntries(missing), ...findPasswordFaults(values) };
}
