import { type ReactNode, useState } from 'react';
import { type CaseCard, revealContact } from '../../../shared/contract/cases-card.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatPhone } from '../../../shared/text/contacts.ts';
import { useCommand } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError, TextInput } from '../../ui/field.tsx';
import { ChoiceDialog } from './choice-dialog.tsx';

type Contact = CaseCard['contacts'][number];
type Revealed = RouteReply<typeof revealContact>;

/**
 * A resident's name and number, masked. «Показать» asks for what; the journal keeps the reason. What was shown is
 * forgotten when the line leaves the screen.
 */
export function ContactLine(props: { caseId: string; contact: Contact; canReveal: boolean }): ReactNode {
  const { caseId, contact, canReveal } = props;
  const [isAsking, setAsking] = useState(false);
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const hasSomething = contact.name || contact.phone || contact.email;
  if (!hasSomething) return <span className="muted">Автор не назвался</span>;
  return (
    <>
      <ContactWords contact={contact} revealed={revealed} />
      {canReveal && !revealed && (
        <>
          {' · '}
          <button type="button" className="link-button" onClick={() => setAsking(true)}>
            Показать
          </button>
          <span className="muted"> — причина останется в журнале</span>
        </>
      )}
      {isAsking && (
        <RevealDialog
          caseId={caseId}
          contactId={contact.id}
          onClose={() => setAsking(false)}
          onDone={(found) => {
            setRevealed(found);
            setAsking(false);
          }}
        />
      )}
    </>
  );
}

function ContactWords(props: { contact: Contact; revealed: Revealed | null }): ReactNode {
  const { contact, revealed } = props;
  const { name, phone, email } = revealed ?? contact;
  return (
    <span>
      {name && <span>{name}</span>}
      {name && (phone || email) && ' · '}
      {phone && (revealed ? <a href={`tel:${phone}`}>{formatPhone(phone)}</a> : <Masked text={phone} />)}
      {phone && email && ' · '}
      {email && (revealed ? <a href={`mailto:${email}`}>{email}</a> : <Masked text={email} />)}
    </span>
  );
}

function Masked(props: { text: string }): ReactNode {
  return (
    <span className="nowrap">
      <span aria-hidden="true">{props.text}</span>
      <span className="aloud">контакт скрыт</span>
    </span>
  );
}

const reasons = [
  'Уточнить адрес или подробности',
  'Перезвонить жителю',
  'Передать исполнителю для связи',
  'Проверить, тот же ли это автор',
];

function RevealDialog(props: {
  caseId: string;
  contactId: string;
  onClose: () => void;
  onDone: (found: Revealed) => void;
}): ReactNode {
  const { caseId, contactId, onClose, onDone } = props;
  const [reason, setReason] = useState('');
  const reveal = useCommand(revealContact, { onDone, refreshes: [] });
  const ask = (text: string) => {
    if (!reveal.isPending) reveal.mutate({ params: { id: caseId, contactId }, body: { reason: text } });
  };
  return (
    <ChoiceDialog
      title="Зачем показать контакты?"
      choices={reasons.map((label) => ({ id: label, label }))}
      onPick={ask}
      onClose={onClose}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          ask(reason.trim());
        }}
      >
        <TextInput
          label="Другая причина"
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.target.value)}
        />
        {reveal.error && <FieldError text={reveal.error.fields['body.reason'] ?? reveal.error.message} />}
        <div>
          <Button
            type="submit"
            busy={reveal.isPending}
            disabledReason={reason.trim().length < 3 && 'Назовите причину в двух словах'}
          >
            Показать
          </Button>
        </div>
      </form>
    </ChoiceDialog>
  );
}
