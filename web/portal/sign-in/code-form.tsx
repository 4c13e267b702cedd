import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import {
  checkSignInCode,
  type SessionState,
  sendSignInCode,
} from '../../../shared/contract/base/identity.ts';
import type { RouteInput } from '../../../shared/contract/route.ts';
import { normalisePhone } from '../../../shared/text/contacts.ts';
import { announce } from '../../lib/announce.ts';
import { type ApiProblem, asProblem } from '../../lib/api-problem.ts';
import { performOrThrow } from '../../lib/commands/perform.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useNow } from '../../lib/format.ts';
import { useSession, useSessionChange } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { useFields } from '../../ui/forms/fields.ts';
import { TextField } from '../../ui/forms/text-field.tsx';
import { DemoCode } from './demo-code.tsx';

interface Sent {
  /** The contact as it goes to the server. */
  contact: RouteInput<typeof sendSignInCode>['body'];
  /** Masked, as the server shows it. */
  to: string;
  resendAt: number;
}

/** Sign-in without a password: a code to a phone or an e-mail. `contact` is asked for unless it is given. */
export function CodeForm(props: {
  contact?: string;
  /** Not the page's main action: its buttons are outlined. */
  isAside?: boolean;
  onDone: (session: SessionState) => void;
}): ReactNode {
  const [sent, setSent] = useState<Sent | null>(null);
  return sent ? (
    <CodeStep {...props} sent={sent} onSent={setSent} onBack={() => setSent(null)} />
  ) : (
    <ContactStep {...props} onSent={setSent} />
  );
}

/** One field for both kinds: what has «@» is an e-mail. */
function readContact(text: string): Sent['contact'] | null {
  const value = text.trim();
  if (value.includes('@')) return { email: value };
  const phone = normalisePhone(value);
  return phone ? { phone } : null;
}

/** Asks for a code; gives over where it went. */
const useAskCode = (onSent: (sent: Sent) => void) =>
  useCommand(sendSignInCode, {
    onDone: ({ sentTo, resendAt }, { body }) =>
      onSent({ contact: body, to: sentTo, resendAt: Date.parse(resendAt) }),
  });

function ContactStep(props: {
  contact?: string;
  isAside?: boolean;
  onSent: (sent: Sent) => void;
}): ReactNode {
  const ask = useAskCode(props.onSent);
  const [error, setError] = useState<string>();
  const fields = useFields(
    { contact: props.contact ?? '' },
    { errors: { contact: error ?? ask.fields.phone ?? ask.fields.email } },
  );
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const contact = readContact(fields.get().contact);
    setError(contact ? undefined : 'Впишите телефон из 10 цифр после +7 или адрес почты');
    if (contact) ask.mutate({ body: contact });
    else field.current?.focus();
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextField
        ref={field}
        form={fields}
        name="contact"
        label="Телефон или e-mail"
        hint="Пришлём код из шести цифр. Пароль не нужен."
        autoComplete="username"
      />
      <Failures of={ask} />
      <div>
        <Button type="submit" kind={props.isAside ? 'plain' : 'primary'} busy={ask.isPending}>
          Получить код
        </Button>
      </div>
    </form>
  );
}

function CodeStep(props: {
  sent: Sent;
  isAside?: boolean;
  onSent: (sent: Sent) => void;
  onBack: () => void;
  onDone: (session: SessionState) => void;
}): ReactNode {
  const { sent } = props;
  const ask = useAskCode(props.onSent);
  const changeSession = useSessionChange();
  const isDemo = useSession()?.isDemo === true;
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const fields = useFields({ code: '' }, { errors: { code: problem?.message } });
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    announce(`Код отправлен: ${sent.to}`);
  }, [sent.to]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const session = await performOrThrow(checkSignInCode, { body: { ...sent.contact, ...fields.get() } });
      changeSession(session);
      props.onDone(session);
    } catch (failure) {
      const told = asProblem(failure);
      setProblem(told);
      setBusy(false);
      field.current?.focus();
      // The focus may have stood there all the time: then nothing at the field is read aloud.
      announce(told.message);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        ref={field}
        form={fields}
        name="code"
        label={`Код, отправленный на ${sent.to}`}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        className="sign-in-code"
      />
      {isDemo && <DemoCode key={sent.resendAt} recipient={Object.values(sent.contact)[0] ?? ''} />}
      <div className="cluster">
        <Button
          type="submit"
          kind={props.isAside ? 'plain' : 'primary'}
          busy={isBusy}
          disabledReason={fields.values.code.trim() === '' && 'Впишите код из сообщения'}
        >
          Подтвердить
        </Button>
        <Resend sent={sent} ask={ask} />
      </div>
      <Failures of={ask} />
      <p>
        <button type="button" className="link-button" onClick={props.onBack}>
          Другой телефон или e-mail
        </button>
      </p>
    </form>
  );
}

function Resend({ sent, ask }: { sent: Sent; ask: ReturnType<typeof useAskCode> }): ReactNode {
  const left = Math.ceil((sent.resendAt - useNow(1000)) / 1000);
  return left > 0 ? (
    <p className="small">Новый код можно запросить через {left} с</p>
  ) : (
    <Button kind="quiet" busy={ask.isPending} onClick={() => ask.mutate({ body: sent.contact })}>
      Выслать код ещё раз
    </Button>
  );
}
