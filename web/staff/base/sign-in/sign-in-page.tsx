import { type FormEvent, type ReactNode, useState } from 'react';
import {
  type DemoSignIn,
  type SessionState,
  signInByPassword,
} from '../../../../shared/contract/base/identity.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Redirect, useUrlQuery } from '../../../lib/router.tsx';
import { useSessionChange, useSessionQuery } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { FormErrors } from '../../../ui/failures/failures.tsx';
import { TextInput } from '../../../ui/forms/field.tsx';
import { OutsideButtons } from '../../../ui/outside-sign-in.tsx';
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { DemoSignIns } from './demo-sign-ins.tsx';
import { DoorPage } from './door-page.tsx';
import { readNextPath } from './next-path.ts';
import { PasswordInput } from './password-input.tsx';
import { SecondStep } from './second-step.tsx';
import { usePasskey } from './use-passkey.ts';

/** Staff by e-mail and password. Who is in already goes on; an empty system leads to its first start. */
export function SignInPage(): ReactNode {
  const { data: session, error, refetch } = useSessionQuery();
  const [{ next }] = useUrlQuery();
  if (session?.needsSetup) return <Redirect href="/staff/setup" />;
  if (session?.kind === 'staff') return <Redirect href={readNextPath(next)} />;
  if (!session) {
    return (
      <DoorPage title="Вход для сотрудников">
        {error ? (
          <ErrorState title="Вход не открылся" problem={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonLines lines={4} />
        )}
      </DoorPage>
    );
  }
  return <SignInSteps signIns={session.isDemo ? (session.demoSignIns ?? []) : []} />;
}

/** The password, then the second factor of who has one. */
function SignInSteps(props: { signIns: readonly DemoSignIn[] }): ReactNode {
  const changeSession = useSessionChange();
  const [factor, setFactor] = useState<SessionState['secondFactor']>();
  // The page above sees who has signed in and leads on.
  if (factor)
    return <SecondStep factor={factor} onDone={changeSession} onBack={() => setFactor(undefined)} />;
  const next = (session: SessionState) =>
    session.secondFactor ? setFactor(session.secondFactor) : changeSession(session);
  return <SignInForm signIns={props.signIns} onDone={next} />;
}

const noErrors: Record<string, string> = {};

function SignInForm(props: {
  signIns: readonly DemoSignIn[];
  onDone: (session: SessionState) => void;
}): ReactNode {
  const [{ next }] = useUrlQuery();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(noErrors);
  const enter = useCommand(signInByPassword, {
    refreshes: [],
    onDone: props.onDone,
  });
  const passkey = usePasskey(props.onDone);
  const found = Object.keys(missing).length === 0 ? enter.fields : missing;
  const errors = passkey.trouble ? { ...found, passkey: passkey.trouble } : found;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacking = findMissing(email, password);
    setMissing(lacking);
    if (Object.keys(lacking).length === 0 && !enter.isPending) enter.mutate({ body: { email, password } });
  };
  return (
    <DoorPage
      title="Вход для сотрудников"
      alarm={enter.code !== null || Object.keys(errors).length > 0 ? 'Ошибка' : undefined}
      lead="Жителям входить не нужно: сообщить о проблеме и следить за ней можно на главной странице."
      aside={
        props.signIns.length > 0 && (
          <DemoSignIns
            signIns={props.signIns}
            busy={enter.isPending ? (enter.variables?.body.email ?? null) : null}
            onChoose={(one) => {
              setMissing(noErrors);
              enter.mutate({ body: { email: one.email, password: one.password } });
            }}
          />
        )
      }
    >
      <form className="stack" noValidate onSubmit={submit}>
        <FormErrors errors={errors} of={enter} />
        <TextInput
          id="email"
          label="Рабочая почта"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          error={errors.email}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordInput
          id="password"
          label="Пароль"
          autoComplete="current-password"
          error={errors.password}
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" kind="primary" size="main" wide busy={enter.isPending}>
          Войти
        </Button>
        <Button id="passkey" size="main" wide busy={passkey.isBusy} onClick={() => void passkey.enter()}>
          Войти ключом доступа
        </Button>
        <OutsideButtons audience="staff" next={readNextPath(next)} />
        <p className="small">
          Пароль забыт или ещё не задан: администратор пришлёт одноразовую ссылку на вашу почту.{' '}
          <a href="/">Главная страница для жителей</a>
        </p>
      </form>
    </DoorPage>
  );
}

function findMissing(email: string, password: string): Record<string, string> {
  return {
    ...(email.trim() === '' && { email: 'Впишите рабочую почту' }),
    ...(password === '' && { password: 'Впишите пароль' }),
  };
}
