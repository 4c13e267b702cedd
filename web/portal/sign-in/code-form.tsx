import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import {
  checkSignInCode,
  type SessionState,
  sendSignInCode,
} from '../../../shared/contract/base/identity.ts';
import { normalisePhone } from '../../../shared/text/contacts.ts';
import { announce } from '../../lib/announce.ts';
import { type ApiProblem, asProblem } from '../../lib/api-problem.ts';
import { performOrThrow } from '../../lib/commands/perform.ts';
import { useNow } from '../../lib/format.ts';
import { useSession, useSessionChange } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { useFields } from '../../ui/forms/fields.ts';
import { TextField } from '../../ui/forms/text-field.tsx';
import { DemoCode } from './demo-code.tsx';

interface Sent {
  /** The contact as it goes to the server. */
  contact: { phone: string } | { email: string };
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

async function askCode(contact: Sent['contact']): Promise<Sent> {
  const { sentTo, resendAt } = await performOrThrow(sendSignInCode, { body: contact });
  return { contact, to: sentTo, resendAt: Date.parse(resendAt) };
}

function ContactStep(props: {
  contact?: string;
  isAside?: boolean;
  onSent: (sent: Sent) => void;
}): ReactNode {
  const [error, setError] = useState<string>();
  const fields = useFields({ contact: props.contact ?? '' }, { errors: { contact: error } });
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const refuse = (words: string) => {
    setError(words);
    field.current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const contact = readContact(fields.get().contact);
    if (!contact) return refuse('Впишите телефон из 10 цифр после +7 или адрес почты');
    setBusy(true);
    setError(undefined);
    try {
      props.onSent(await askCode(contact));
    } catch (failure) {
      refuse(asProblem(failure).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        ref={field}
        form={fields}
        name="contact"
        label="Телефон или e-mail"
        hint="Пришлём код из шести цифр. Пароль не нужен."
        autoComplete="username"
      />
      <div>
        <Button type="submit" kind={props.isAside ? 'plain' : 'primary'} busy={isBusy}>
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
      setProblem(asProblem(failure));
      setBusy(false);
      field.current?.focus();
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
        <Resend sent={sent} onSent={props.onSent} onProblem={setProblem} />
      </div>
      <p>
        <button type="button" className="link-button" onClick={props.onBack}>
          Другой телефон или e-mail
        </button>
      </p>
    </form>
  );
}

function Resend(props: {
  sent: Sent;
  onSent: (sent: Sent) => void;
  onProblem: (problem: ApiProblem) => void;
}): ReactNode {
  const { sent } = props;
  const left = Math.ceil((sent.resendAt - useNow(1000)) / 1000);
  const again = async () => {
    try {
      props.onSent(await askCode(sent.contact));
    } catch (failure) {
      props.onProblem(asProblem(failure));
    }
  };
  return left > 0 ? (
    <p className="small">Новый код можно запросить через {left} с</p>
  ) : (
    <Button kind="quiet" onClick={() => void again()}>
      Выслать код ещё раз
    </Button>
  );
}
