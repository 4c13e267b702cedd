import { type ReactNode, useState } from 'react';
import { type SessionState, setPassword } from '../../../../shared/contract/base/identity.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useGo, useUrlQuery } from '../../../lib/router.tsx';
import { useSessionChange } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { PasswordField } from '../../../ui/forms/password-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { EmptyState } from '../../../ui/states.tsx';
import { DoorPage } from './door-page.tsx';
import { findPasswordFaults } from './password-faults.ts';
import { SecondStep } from './second-step.tsx';

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
  const go = useGo();
  const changeSession = useSessionChange();
  const [factor, setFactor] = useState<SessionState['secondFactor']>();
  const toWork = () => void go('/staff', { replace: true });
  const save = useCommand(setPassword, {
    refreshes: [],
    onDone: (session) => {
      showToast('Пароль задан. Прежние входы на других устройствах закрыты.');
      if (session.secondFactor) return setFactor(session.secondFactor);
      changeSession(session);
      toWork();
    },
  });
  const form = useForm({
    start: { password: '', again: '' },
    commands: save,
    isPassing: true,
    check: findPasswordFaults,
    send: ({ password }) => save.mutate({ body: { token, password } }),
  });
  if (factor) {
    const enter = (session: SessionState) => {
      changeSession(session);
      toWork();
    };
    return <SecondStep factor={factor} onDone={enter} onBack={toWork} />;
  }
  return (
    <DoorPage title="Новый пароль" alarm={Object.keys(form.errors()).length > 0 ? 'Ошибка' : undefined}>
      <Form form={form} isListed>
        <PasswordField
          form={form}
          name="password"
          label="Новый пароль"
          hint="Не короче 10 знаков. Подойдёт и короткая фраза: её легче запомнить."
          autoComplete="new-password"
        />
        <PasswordField form={form} name="again" label="Ещё раз" autoComplete="new-password" />
        <SendButton form={form} size="main" wide>
          Задать пароль и войти
        </SendButton>
      </Form>
    </DoorPage>
  );
}
