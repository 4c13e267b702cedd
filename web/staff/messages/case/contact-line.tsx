import { type ReactNode, useState } from 'react';
import { type CaseCard, revealContact } from '../../../../shared/contract/messages/cases-card.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatPhone } from '../../../../shared/text/contacts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { RevealDialog } from './dialogs/reveal-dialog.tsx';

type Contact = CaseCard['contacts'][number];
type Revealed = RouteReply<typeof revealContact>;

const reasons = [
  'Уточнить адрес или подробности',
  'Перезвонить жителю',
  'Передать исполнителю для связи',
  'Проверить, тот же ли это автор',
];

/**
 * A resident's name and number, masked. «Показать» asks for what; the journal keeps the reason. What was shown is
 * forgotten when the line leaves the screen.
 */
export function ContactLine(props: { caseId: string; contact: Contact; canReveal: boolean }): ReactNode {
  const { caseId, contact, canReveal } = props;
  const [isAsking, setAsking] = useState(false);
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const reveal = useCommand(revealContact, {
    refreshes: [],
    onDone: (found) => {
      setRevealed(found);
      setAsking(false);
    },
  });
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
          title="Зачем показать контакты?"
          reasons={reasons}
          command={reveal}
          onAsk={(reason) =>
            reveal.mutate({ params: { id: caseId, contactId: contact.id }, body: { reason } })
          }
          onClose={() => setAsking(false)}
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
      {revealed?.url && (
        <>
          {' · '}
          <a href={revealed.url} target="_blank" rel="noopener noreferrer">
            Открыть у источника
          </a>
        </>
      )}
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
