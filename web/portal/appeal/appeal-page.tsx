import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { submitAppeal } from '../../../shared/contract/messages/cases-portal.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { appealKindTitles } from '../../../shared/text/appeals.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useDraft } from '../../lib/draft.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useSession } from '../../lib/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/forms/choice.tsx';
import { TextArea, TextInput } from '../../ui/forms/field.tsx';
import { Note } from '../../ui/mark.tsx';
import { ConsentBoxes } from '../parts/consent-boxes.tsx';
import { type AppealDraft, checkAppeal, emptyAppeal, toAppealBody } from './appeal-draft.ts';
import './appeal.css';
import { fieldWords } from '../../lib/commands/failure.ts';
import { FormErrors } from '../../ui/failures/failures.tsx';

type Sent = RouteReply<typeof submitAppeal>;

/** The second door: an appeal by 59-ФЗ, after a sign-in. It says first how it differs from a message. */
export function AppealPage(): ReactNode {
  const session = useSession();
  const [sent, setSent] = useState<Sent | null>(null);
  if (sent) return <SentAppeal sent={sent} />;
  return (
    <div className="reading appeal">
      <PageTitle text="Обращение по 59-ФЗ" />
      <Difference />
      {session?.kind === 'resident' ? (
        <AppealForm onSent={setSent} />
      ) : (
        session && (
          <section className="stack" aria-labelledby="appeal-door">
            <h2 id="appeal-door">Сначала войдите</h2>
            <p>
              Электронное обращение с 30.03.2025 принимают только от того, кто вошёл: иначе оно по закону не
              считается обращением. Что вы напишете, увидит только администрация.
            </p>
            <ButtonLink to="/sign-in" search={{ to: '/appeal' }} kind="primary" size="main">
              Войти и подать обращение
            </ButtonLink>
            <p className="small">
              Или <a href="https://www.gosuslugi.ru/">через Госуслуги</a>, письмом, на личном приёме:{' '}
              <Link to={'/appeals' as never}>как это сделать</Link>.
            </p>
          </section>
        )
      )}
    </div>
  );
}

function Difference(): ReactNode {
  return (
    <div className="appeal__doors">
      <section aria-labelledby="door-message">
        <h2 id="door-message">Сообщение</h2>
        <p>Яма, мусор, нет света: нужно, чтобы исправили. Без входа, ответ обычно за несколько дней.</p>
        <ButtonLink to="/new">Подать сообщение</ButtonLink>
      </section>
      <section aria-labelledby="door-appeal">
        <h2 id="door-appeal">Обращение</h2>
        <p>
          Нужен официальный ответ за подписью: заявление, предложение, жалоба. Регистрируем за 3 дня, отвечаем
          за 30 дней, не наш вопрос — передаём за 7 дней и сообщаем вам.
        </p>
      </section>
    </div>
  );
}

const kinds = (['application', 'proposal', 'complaint'] as const).map((value) => ({
  value,
  label: appealKindTitles[value],
}));

const ways = [
  { value: 'account', label: 'В кабинет на этом портале' },
  { value: 'email', label: 'По e-mail', hint: 'Адрес в российской зоне: .ru, .рф, .su' },
  { value: 'post', label: 'Письмом по почте' },
] as const;

function AppealForm(props: { onSent: (sent: Sent) => void }): ReactNode {
  const draft = useDraft<AppealDraft>('appeal', emptyAppeal());
  const [consents, setConsents] = useState({ data: false, publish: false });
  const [isChecked, setChecked] = useState(false);
  const { value, change } = draft;
  const submit = useCommand(submitAppeal, {
    refreshes: ['cases'],
    onDone: (sent) => {
      draft.clear();
      draft.change(emptyAppeal());
      props.onSent(sent);
    },
  });
  const wrong = checkAppeal(value, consents.data);
  const errors = isChecked ? { ...fieldWords([submit]), ...wrong } : {};
  const send = () => {
    setChecked(true);
    if (Object.keys(wrong).length === 0 && !submit.isPending) submit.mutate({ body: toAppealBody(value) });
  };
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <FormErrors errors={errors} of={submit} />
      <RadioGroup legend="Что это" value={value.kind} choices={kinds} onChange={(kind) => change({ kind })} />
      <TextArea
        id="text"
        label="Суть обращения"
        hint="Что произошло, о чём просите или на что жалуетесь. Один вопрос — одно обращение."
        rows={8}
        value={value.text}
        error={errors.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <NameFields value={value} change={change} errors={errors} />
      <RadioGroup
        legend="Куда ответить"
        value={value.replyBy}
        choices={ways}
        onChange={(replyBy) => change({ replyBy })}
      />
      {value.replyBy === 'email' && (
        <TextInput
          id="email"
          label="E-mail для ответа"
          type="email"
          inputMode="email"
          autoComplete="email"
          value={value.email}
          error={errors.email}
          onChange={(event) => change({ email: event.target.value })}
        />
      )}
      {value.replyBy === 'post' && (
        <TextInput
          id="postalAddress"
          label="Почтовый адрес"
          autoComplete="street-address"
          value={value.postalAddress}
          error={errors.postalAddress}
          onChange={(event) => change({ postalAddress: event.target.value })}
        />
      )}
      <ConsentBoxes isJoining value={consents} error={errors.consent} onChange={setConsents} />
      <Button type="submit" kind="primary" wide busy={submit.isPending}>
        {submit.isPending ? 'Отправляем…' : 'Подать обращение'}
      </Button>
    </form>
  );
}

function NameFields(props: {
  value: AppealDraft;
  change: (patch: Partial<AppealDraft>) => void;
  errors: Readonly<Record<string, string>>;
}): ReactNode {
  const { value, change, errors } = props;
  return (
    <>
      <TextInput
        id="surname"
        label="Фамилия"
        autoComplete="family-name"
        value={value.surname}
        error={errors.surname}
        onChange={(event) => change({ surname: event.target.value })}
      />
      <TextInput
        id="givenName"
        label="Имя"
        autoComplete="given-name"
        value={value.givenName}
        error={errors.givenName}
        onChange={(event) => change({ givenName: event.target.value })}
      />
      <TextInput
        id="patronymic"
        label="Отчество"
        optional
        autoComplete="additional-name"
        value={value.patronymic}
        onChange={(event) => change({ patronymic: event.target.value })}
      />
    </>
  );
}

function SentAppeal({ sent }: { sent: Sent }): ReactNode {
  const formats = useFormats();
  return (
    <div className="reading stack" role="status">
      <PageTitle text="Обращение подано" />
      <p className="number appeal__number">{formatCaseNumber(sent.number)}</p>
      <p>
        Ответим <b>{formats.until(sent.dueAt)}</b>: 30 дней со дня регистрации (59-ФЗ, ст. 12 ч. 1).
      </p>
      <p className="muted">{sent.regimeReason}</p>
      {sent.notes.map((note) => (
        <Note key={note}>
          <p>{note}</p>
        </Note>
      ))}
      <ButtonLink to={`/m/${sent.number}`} search={{ k: sent.trackToken }} kind="primary" wide>
        Следить за обращением
      </ButtonLink>
    </div>
  );
}
