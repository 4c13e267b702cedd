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
import { RadioField } from '../../ui/forms/choice-field.tsx';
import { bindFields, errorsById, type Fields } from '../../ui/forms/fields.ts';
import { LongTextField, TextField } from '../../ui/forms/text-field.tsx';
import { Note } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
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
              <PageLink to="/appeals">как это сделать</PageLink>.
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
  const [consents, setConsents] = useState({ consent: false, publish: false });
  const [isChecked, setChecked] = useState(false);
  const { value } = draft;
  const submit = useCommand(submitAppeal, {
    refreshes: ['cases'],
    onDone: (sent) => {
      draft.clear();
      draft.change(emptyAppeal());
      props.onSent(sent);
    },
  });
  const wrong = checkAppeal(value, consents.consent);
  const errors = isChecked ? { ...fieldWords([submit]), ...wrong } : {};
  const fields = bindFields(value, draft.change, { id: 'appeal', errors });
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
      <FormErrors errors={errorsById('appeal', errors)} of={submit} />
      <RadioField form={fields} name="kind" legend="Что это" choices={kinds} />
      <LongTextField
        form={fields}
        name="text"
        label="Суть обращения"
        hint="Что произошло, о чём просите или на что жалуетесь. Один вопрос — одно обращение."
        rows={8}
      />
      <NameFields form={fields} />
      <RadioField form={fields} name="replyBy" legend="Куда ответить" choices={ways} />
      {value.replyBy === 'email' && (
        <TextField
          form={fields}
          name="email"
          label="E-mail для ответа"
          type="email"
          inputMode="email"
          autoComplete="email"
        />
      )}
      {value.replyBy === 'post' && (
        <TextField form={fields} name="postalAddress" label="Почтовый адрес" autoComplete="street-address" />
      )}
      <ConsentBoxes
        isJoining
        form={bindFields(consents, (patch) => setConsents({ ...consents, ...patch }), {
          id: 'appeal',
          errors,
        })}
      />
      <Button type="submit" kind="primary" wide busy={submit.isPending}>
        {submit.isPending ? 'Отправляем…' : 'Подать обращение'}
      </Button>
    </form>
  );
}

function NameFields({ form }: { form: Fields<AppealDraft> }): ReactNode {
  return (
    <>
      <TextField form={form} name="surname" label="Фамилия" autoComplete="family-name" />
      <TextField form={form} name="givenName" label="Имя" autoComplete="given-name" />
      <TextField form={form} name="patronymic" label="Отчество" optional autoComplete="additional-name" />
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
