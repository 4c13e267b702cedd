import { type ReactNode, useState } from 'react';
import {
  beginTotp,
  confirmTotp,
  removeTotp,
  renewRecoveryCodes,
  type SecurityState,
} from '../../../../shared/contract/base/security.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { tellTrouble } from './sign-in-again.tsx';

/** The application with codes: connect, switch off, new recovery codes. */
export function TotpPart({ state }: { state: SecurityState }): ReactNode {
  const [codes, setCodes] = useState<readonly string[]>();
  const [isRemoving, setRemoving] = useState(false);
  const begin = useCommand(beginTotp, { onProblem: tellTrouble, refreshes: [] });
  const renew = useCommand(renewRecoveryCodes, {
    onDone: (reply) => setCodes(reply.codes),
    onProblem: tellTrouble,
  });
  const formats = useFormats();
  return (
    <section className="desk__sheet security__part">
      <h2 className="section__title">Приложение с кодами</h2>
      {state.totpSince ? (
        <>
          <p className="cluster">
            <Mark tone="ok">подключено</Mark>
            <span>{formats.dateTime(state.totpSince)}</span>
            <span>
              осталось {counted(state.recoveryLeft, 'резервный код', 'резервных кода', 'резервных кодов')}
            </span>
          </p>
          <div className="cluster">
            <Button busy={renew.isPending} onClick={() => renew.mutate({})}>
              Новые резервные коды
            </Button>
            <Button kind="danger" onClick={() => setRemoving(true)}>
              Отключить
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>
            После пароля спросим шесть цифр из приложения на телефоне: пароль, который кто-то подсмотрел, без
            них ничего не откроет. Подойдёт любое приложение с кодами, сеть ему не нужна.
          </p>
          <div>
            <Button busy={begin.isPending} onClick={() => begin.mutate({})}>
              Подключить приложение
            </Button>
          </div>
        </>
      )}
      {begin.data && !state.totpSince && !codes && (
        <ConnectDialog begun={begin.data} onDone={setCodes} onClose={() => begin.reset()} />
      )}
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(undefined)} />}
      {isRemoving && <RemoveDialog onClose={() => setRemoving(false)} />}
    </section>
  );
}

function ConnectDialog(props: {
  begun: { secret: string; qr: { size: number; path: string } };
  onDone: (codes: readonly string[]) => void;
  onClose: () => void;
}): ReactNode {
  const { secret, qr } = props.begun;
  const confirm = useCommand(confirmTotp, { onDone: (reply) => props.onDone(reply.codes) });
  const form = useForm({
    start: { code: '' },
    commands: confirm,
    isPassing: true,
    send: (body) => confirm.mutate({ body }),
  });
  return (
    <FormDialog
      form={form}
      title="Подключить приложение"
      action="Подтвердить"
      sendsByEnter
      onClose={props.onClose}
    >
      <p>1. Наведите приложение на картинку или впишите в него ключ.</p>
      <svg
        className="security__qr"
        viewBox={`-4 -4 ${qr.size + 8} ${qr.size + 8}`}
        role="img"
        aria-label="Код для приложения; тот же ключ написан ниже буквами"
      >
        <rect x="-4" y="-4" width={qr.size + 8} height={qr.size + 8} fill="#fff" />
        <path d={qr.path} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <p>
        Ключ: <code className="security__key">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <TextField
        form={form}
        name="code"
        label="2. Впишите код, который показало приложение"
        inputMode="numeric"
        autoComplete="one-time-code"
      />
    </FormDialog>
  );
}

function RemoveDialog(props: { onClose: () => void }): ReactNode {
  const remove = useCommand(removeTotp, {
    done: 'Приложение с кодами отключено',
    onDone: props.onClose,
    onProblem: (problem) => {
      if (problem.code === 'identity.sign-in-again') props.onClose();
      return tellTrouble(problem);
    },
  });
  return (
    <Dialog
      isOpen
      title="Отключить приложение с кодами?"
      onClose={props.onClose}
      foot={
        <>
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate({})}>
            Отключить
          </Button>
          <Button onClick={props.onClose}>Оставить</Button>
        </>
      }
    >
      <p>Для входа хватит пароля. Резервные коды тоже перестанут действовать.</p>
    </Dialog>
  );
}
