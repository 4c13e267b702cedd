import { type NavigateOptions, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type SessionState, setPassword } from '../../../../shared/contract/base/identity.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { useSessionChange } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { FormErrors } from '../../../ui/failures/failures.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { DoorPage } from './door-page.tsx';
import { findPasswordFaults } from './password-faults.ts';
import { PasswordInput } from './password-input.tsx';
import { SecondStep } from './second-step.tsx';

const noErrors: Record<string, string> = {};

/** `/staff/new-password?token=…`: the one-time link an administrator sent. */
export function NewPasswordPage(): ReactNode {
  const [{ token = '' }] = useUrlQuery();
  if (token === '') {
    return (
      <DoorPage title="Новый пароль">
        <EmptyState title="Ссылка неполная" action={<ButtonLink to="/staff/sign-in">Ко входу</ButtonLink>}>
          Откройте её из письма целиком или попросите администратора выслать новую.
        </EmptyState>
      </DoorPage>
    );
  }
  return <NewPasswordForm token={token} />;
}

function NewPasswordForm({ token }: { token: string }): ReactNode {
  const navigate = useNavigate();
  const changeSession = useSessionChange();
  const [factor, setFactor] = useState<SessionState['secondFactor']>();
  const toWork = () => void navigate({ to: '/staff', replace: true } as NavigateOptions);
  const [password, setTyped] = useState('');
  const [again, setAgain] = useState('');
  const [faults, setFaults] = useState(noErrors);
  const save = useCommand(setPassword, {
    refreshes: [],
    onDone: (session) => {
      showToast('Пароль задан. Прежние входы на других устройствах закрыты.');
      if (session.secondFactor) return setFactor(session.secondFactor);
      changeSession(session);
      toWork();
    },
  });
  const errors = Object.keys(faults).length === 0 ? save.fields : faults;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = findPasswordFaults(password, again);
    setFaults(found);
    if (Object.keys(found).length === 0 && !save.isPending) save.mutate({ body: { token, password } });
  };
  if (factor) {
    const enter = (session: SessionState) => {
      changeSession(session);
      toWork();
    };
    return <SecondStep factor={factor} onDone={enter} onBack={toWork} />;
  }
  return (
    <DoorPage title="Новый пароль" alarm={Object.keys(errors).length > 0 ? 'Ошибка' : undefined}>
      <form className="stack" noValidate onSubmit={submit}>
        <FormErrors errors={errors} of={save} />
        <PasswordInput
          id="password"
          label="Новый пароль"
          hint="Не короче 10 знаков. Подойдёт и короткая фраза: её легче запомнить."
          autoComplete="new-password"
          error={errors.password}
          value={password}
          onChange={setTyped}
        />
        <PasswordInput
          id="again"
          label="Ещё раз"
          autoComplete="new-password"
          error={errors.again}
          value={again}
          onChange={setAgain}
        />
        <Button type="submit" kind="primary" size="main" wide busy={save.isPending}>
          Задать пароль и войти
        </Button>
      </form>
    </DoorPage>
  );
}
