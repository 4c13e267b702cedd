import type { ReactNode } from 'react';
import type { SessionState } from '../../../../shared/contract/base/identity.ts';
import { enterBySecondFactor } from '../../../../shared/contract/base/security.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { DoorPage } from './door-page.tsx';
import { usePasskey } from './use-passkey.ts';

/** The password was right; the second factor is asked. */
export function SecondStep(props: {
  factor: NonNullable<SessionState['secondFactor']>;
  onDone: (session: SessionState) => void;
  onBack: () => void;
}): ReactNode {
  const { factor, onDone, onBack } = props;
  const enter = useCommand(enterBySecondFactor, { refreshes: [], onDone });
  const form = useForm({
    start: { code: '' },
    commands: enter,
    isPassing: true,
    check: ({ code }) => ({ code: code.trim() === '' && 'Впишите код' }),
    send: ({ code }) => enter.mutate({ body: { token: factor.token, code } }),
  });
  const passkey = usePasskey(onDone);
  const hasCodes = factor.methods.includes('totp');
  const hasFailed = enter.code !== null || Object.keys(form.errors()).length > 0 || passkey.trouble;
  return (
    <DoorPage
      title="Второй шаг входа"
      alarm={hasFailed ? 'Ошибка' : undefined}
      lead={
        hasCodes
          ? 'Пароль принят. Впишите код из приложения на телефоне.'
          : 'Пароль принят. Приложите ключ доступа.'
      }
    >
      <Form form={form} isListed {...(passkey.trouble && { alsoWrong: { passkey: passkey.trouble } })}>
        {hasCodes && (
          <TextField
            form={form}
            name="code"
            label="Код"
            hint="Шесть цифр из приложения. Телефона нет под рукой — подойдёт резервный код."
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
          />
        )}
        {hasCodes && (
          <SendButton form={form} size="main" wide>
            Войти
          </SendButton>
        )}
        {factor.methods.includes('passkey') && (
          <Button
            id="passkey"
            kind={hasCodes ? 'plain' : 'primary'}
            size="main"
            wide
            busy={passkey.isBusy}
            onClick={() => void passkey.enter()}
          >
            Войти ключом доступа
          </Button>
        )}
        <Button kind="quiet" onClick={onBack}>
          Войти другим сотрудником
        </Button>
        <p className="small">Потеряны и телефон, и коды: второй фактор сбросит администратор.</p>
      </Form>
    </DoorPage>
  );
}
