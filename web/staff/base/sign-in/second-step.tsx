import { type FormEvent, type ReactNode, useState } from 'react';
import type { SessionState } from '../../../../shared/contract/base/identity.ts';
import { enterBySecondFactor } from '../../../../shared/contract/base/security.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { FormErrors } from '../../../ui/failures/failures.tsx';
import { TextInput } from '../../../ui/forms/field.tsx';
import { DoorPage } from './door-page.tsx';
import { usePasskey } from './use-passkey.ts';

const noErrors: Record<string, string> = {};

/** The password was right; the second factor is asked. */
export function SecondStep(props: {
  factor: NonNullable<SessionState['secondFactor']>;
  onDone: (session: SessionState) => void;
  onBack: () => void;
}): ReactNode {
  const { factor, onDone, onBack } = props;
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(noErrors);
  const enter = useCommand(enterBySecondFactor, { refreshes: [], onDone });
  const passkey = usePasskey(onDone);
  const hasCodes = factor.methods.includes('totp');
  const found = Object.keys(missing).length === 0 ? enter.fields : missing;
  const errors = passkey.trouble ? { ...found, passkey: passkey.trouble } : found;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lacking: Record<string, string> = code.trim() === '' ? { code: 'Впишите код' } : {};
    setMissing(lacking);
    if (!lacking.code && !enter.isPending) enter.mutate({ body: { token: factor.token, code } });
  };
  return (
    <DoorPage
      title="Второй шаг входа"
      alarm={enter.code !== null || Object.keys(errors).length > 0 ? 'Ошибка' : undefined}
      lead={
        hasCodes
          ? 'Пароль принят. Впишите код из приложения на телефоне.'
          : 'Пароль принят. Приложите ключ доступа.'
      }
    >
      <form className="stack" noValidate onSubmit={submit}>
        <FormErrors errors={errors} of={enter} />
        {hasCodes && (
          <TextInput
            id="code"
            label="Код"
            hint="Шесть цифр из приложения. Телефона нет под рукой — подойдёт резервный код."
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            error={errors.code}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
        {hasCodes && (
          <Button type="submit" kind="primary" size="main" wide busy={enter.isPending}>
            Войти
          </Button>
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
      </form>
    </DoorPage>
  );
}
