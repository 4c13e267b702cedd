import { type ReactNode, useEffect, useState } from 'react';
import { formatPhone } from '../../../shared/text/contacts.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import type { ApiProblem } from '../../lib/api-problem.ts';
import { fieldsOf } from '../../lib/commands/failure.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/forms/choice-field.tsx';
import { FieldError } from '../../ui/forms/field.tsx';
import { bindFields, bindValue, errorsById } from '../../ui/forms/fields.ts';
import { TextField } from '../../ui/forms/text-field.tsx';
import { Note } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ConsentBoxes, type Consents } from '../parts/consent-boxes.tsx';
import type { KeptPhotos } from '../parts/kept-photos.ts';
import { checkContacts, contactErrors } from './check-contacts.ts';
import { findContacts } from './known-contacts.ts';
import { LevelNeed, useLevelNeed } from './level-need.tsx';
import { PromiseLine } from './promise-line.tsx';
import { queueDraft } from './send-queue.ts';
import { SendTrouble } from './send-trouble.tsx';
import { StepFrame } from './step-frame.tsx';
import type { Step } from './steps.ts';
import type { SubmitDraftState } from './submit-draft.ts';
import { useReading } from './use-reading.ts';
import { useSending } from './use-sending.ts';

interface StepProps {
  draftKey: string;
  draft: SubmitDraftState;
  kept: KeptPhotos;
  consents: Consents;
  onConsents: (consents: Consents) => void;
  onStep: (step: Step) => void;
}

/** Step 4: one contact, two separate consents, and the sending; before them who writes, when the topic asks for it. */
export function ContactsStep(props: StepProps): ReactNode {
  const need = useLevelNeed(props.draft.value);
  return need ? <LevelNeed need={need} onStep={props.onStep} /> : <ContactsForm {...props} />;
}

function ContactsForm(props: StepProps): ReactNode {
  const { draft, kept, consents } = props;
  const { value, change } = draft;
  const [isChecked, setChecked] = useState(false);
  const [isRemembered, setRemembered] = useState(() => findContacts() !== null);
  const isResident = useKnownContacts(draft);
  const { reading } = useReading(value);
  const sending = useSending(draft, kept, consents, isRemembered);
  const wrong = checkContacts(value, consents.consent, isResident);
  const refused = pickRefused(sending.problem);
  const errors = isChecked ? { ...refused, ...wrong } : {};
  const send = () => {
    setChecked(true);
    if (Object.keys(wrong).length === 0) sending.send();
  };
  return (
    <StepFrame
      step="contacts"
      lead="Хватит чего-то одного. Контакт увидит только тот, кто готовит ответ."
      errors={errorsById('message', errors)}
      onSubmit={send}
      actions={
        <Button type="submit" kind="primary" wide busy={sending.state !== 'idle'}>
          {sendWords(sending.state, value.joins !== '')}
        </Button>
      }
    >
      <SendTrouble
        sending={sending}
        isToldByFields={Object.keys(refused).length > 0}
        onStep={props.onStep}
        onQueue={() => queueDraft(props.draftKey, value, consents)}
      />
      {value.joins && (
        <p>
          Вы присоединяетесь к сообщению <span className="number">{formatCaseNumber(value.joins)}</span>.{' '}
          <button type="button" className="link-button" onClick={() => change({ joins: '' })}>
            Отправить отдельно
          </button>
        </p>
      )}
      <ContactFields draft={draft} errors={errors} />
      <TextField
        form={bindFields(value, change, { id: 'message', errors })}
        name="name"
        label="Как к вам обращаться"
        optional
        autoComplete="name"
      />
      {!isResident && (
        <CheckField form={bindValue(isRemembered, setRemembered)} name="value">
          Запомнить контакты на этом устройстве <span className="field__optional">(необязательно)</span>
        </CheckField>
      )}
      <ConsentBoxes
        form={bindFields(consents, (patch) => props.onConsents({ ...consents, ...patch }), {
          id: 'message',
          errors,
        })}
        isJoining={value.joins !== ''}
        isPersonal={reading?.isPersonal ?? false}
      />
      {value.joins === '' && <PromiseLine reading={reading} />}
      <Note>
        <p>
          <b>
            Это сообщение, а не обращение по <span className="nowrap">59-ФЗ</span>.
          </b>
        </p>
        <p>
          Нужен официальный ответ по закону — <PageLink to="/appeal">подайте обращение</PageLink>.
        </p>
      </Note>
    </StepFrame>
  );
}

function sendWords(state: 'idle' | 'photos' | 'sending', isJoining: boolean): string {
  if (state === 'photos') return 'Ждём, пока уйдут фото…';
  if (state === 'sending') return 'Отправляем…';
  return isJoining ? 'Присоединиться' : 'Отправить';
}

/** What the server refused of this step's own fields; the rest is told by `SendTrouble`. */
function pickRefused(problem: ApiProblem | null): Record<string, string> {
  const known = ['phone', 'email', 'name', 'consent'];
  return Object.fromEntries(Object.entries(fieldsOf(problem)).filter(([id]) => known.includes(id)));
}

function ContactFields(props: {
  draft: SubmitDraftState;
  errors: Readonly<Record<string, string>>;
}): ReactNode {
  const { draft, errors } = props;
  const isNone = errors.phone === contactErrors.none;
  // That none is given is said over both.
  const atFields = isNone ? { ...errors, phone: undefined } : errors;
  const form = bindFields(draft.value, draft.change, { id: 'message', errors: atFields });
  return (
    <div className={isNone ? 'stack has-error' : 'stack'}>
      {isNone && <FieldError id="contact-error" text={contactErrors.none} />}
      <TextField
        form={form}
        name="phone"
        label="Телефон"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        placeholder="+7"
        aria-describedby={isNone ? 'contact-error' : undefined}
      />
      <TextField
        form={form}
        name="email"
        label="или e-mail"
        type="email"
        inputMode="email"
        autoComplete="email"
      />
    </div>
  );
}

/**
 * A signed-in resident finds their contacts filled in, and may send without any: the account has them. Others find what
 * they asked this device to remember. Says whether it is a resident.
 */
function useKnownContacts({ value, change }: SubmitDraftState): boolean {
  const session = useSession();
  const isResident = session?.kind === 'resident';
  const person = isResident ? session.person : null;
  const isEmpty = value.phone === '' && value.email === '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: filled in once, and left to the person after that
  useEffect(() => {
    if (!isEmpty || !session) return;
    const known = findContacts();
    if (person) change({ phone: formatPhone(person.phone), email: person.email ?? '' });
    else if (known) change(known);
  }, [session?.kind, person?.id]);
  return isResident;
}
