import { type ReactNode, useState } from 'react';
import {
  type DemoSignIn,
  type SessionState,
  signInByPassword,
} from '../../../../shared/contract/base/identity.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Redirect, useUrlQuery } from '../../../lib/router.tsx';
import { useSessionChange, useSessionQuery } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { PasswordField } from '../../../ui/forms/password-field.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { OutsideButtons } from '../../../ui/outside-sign-in.tsx';
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { openHelp } from '../help/help-open.ts';
import { DemoSignIns } from './demo-sign-ins.tsx';
import { DoorPage } from './door-page.tsx';
import { readNextPath } from './next-path.ts';
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

function SignInForm(props: {
  signIns: readonly DemoSignIn[];
  onDone: (session: SessionState) => void;
}): ReactNode {
  const [{ next }] = useUrlQuery();
  const enter = useCommand(signInByPassword, {
    refreshes: [],
    onDone: props.onDone,
  });
  const form = useForm({
    start: { email: '', password: '' },
    commands: enter,
    isPassing: true,
    check: findMissing,
    send: (body) => enter.mutate({ body }),
  });
  const passkey = usePasskey(props.onDone);
  const hasFailed = enter.code !== null || Object.keys(form.errors()).length > 0 || passkey.trouble;
  return (
    <DoorPage
      title="Вход для сотрудников"
      alarm={hasFailed ? 'Ошибка' : undefined}
      lead="Жителям входить не нужно: сообщить о проблеме и следить за ней можно на главной странице."
      aside={
        props.signIns.length > 0 && (
          <DemoSignIns
            signIns={props.signIns}
            busy={enter.isPending ? (enter.variables?.body.email ?? null) : null}
            onChoose={({ email, password }) => {
              form.restart(form.get());
              enter.mutate({ body: { email, password } });
            }}
          />
        )
      }
    >
      <Form form={form} isListed {...(passkey.trouble && { alsoWrong: { passkey: passkey.trouble } })}>
        <TextField
          form={form}
          name="email"
          label="Рабочая почта"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordField form={form} name="password" label="Пароль" autoComplete="current-password" />
        <SendButton form={form} size="main" wide>
          Войти
        </SendButton>
        <Button id="passkey" size="main" wide busy={passkey.isBusy} onClick={() => void passkey.enter()}>
          Войти ключом доступа
        </Button>
        <OutsideButtons audience="staff" next={readNextPath(next)} />
        <p className="small">
          Пароль забыт или ещё не задан: администратор пришлёт одноразовую ссылку на вашу почту.{' '}
          <a href="/">Главная страница для жителей</a>
        </p>
        <p className="small">
          <button type="button" className="link-button" onClick={openHelp}>
            Не получается войти?
          </button>
        </p>
      </Form>
    </DoorPage>
  );
}

const findMissing = (values: { email: string; password: string }) => ({
  email: values.email.trim() === '' && 'Впишите рабочую почту',
  password: values.password === '' && 'Впишите пароль',
});
