import { type ReactNode, useId, useState } from 'react';
import type { AppealCard } from '../../../../shared/contract/messages/office.ts';
import { receiveDocuments, requestDocuments } from '../../../../shared/contract/messages/office-documents.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { Why } from '../case/case-clocks.tsx';
import { useOfficeCommand } from './use-office-command.ts';

type Term = AppealCard['terms'][number];

/** Terms of the law for this appeal: what is to be done till when, and what was done in time. */
export function TermsPart({ card }: { card: AppealCard }): ReactNode {
  const [openId, setOpenId] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const whyId = useId();
  const mayKeep = card.can.includes('documents') && !card.isStruck;
  return (
    <section className="desk__sheet" aria-labelledby="office-terms">
      <div className="cluster">
        <h2 className="section__title" id="office-terms">
          Сроки по закону
        </h2>
        <span className="push" />
        {mayKeep && <Button onClick={() => setAsking(true)}>Запрошены документы</Button>}
      </div>
      {card.terms.length === 0 && (
        <p className="muted">Сроки появятся через несколько секунд после регистрации. Обновите карточку.</p>
      )}
      <ul className="office-card__way">
        {card.terms.map((term) => (
          <li key={term.id}>
            <TermLine term={term} />{' '}
            {mayKeep && term.kind === 'documents' && !term.stoppedAt && <Received card={card} term={term} />}{' '}
            <button
              type="button"
              className="link-button"
              aria-expanded={openId === term.id}
              aria-controls={whyId}
              onClick={() => setOpenId(openId === term.id ? null : term.id)}
            >
              Почему эта дата<span className="aloud">: {term.title}</span>
            </button>
          </li>
        ))}
      </ul>
      <div id={whyId}>{openId && <Why key={openId} caseId={card.caseId} clockId={openId} />}</div>
      {isAsking && <AskDialog card={card} onClose={() => setAsking(false)} />}
    </section>
  );
}

function TermLine({ term }: { term: Term }): ReactNode {
  const formats = useFormats();
  const { stoppedAt, isOverdue } = term;
  return (
    <>
      {term.title} — до {formats.date(term.dueAt)}
      {stoppedAt && `, окончен ${formats.date(stoppedAt)}${isOverdue ? ' с опозданием' : ''}`}
      {term.note && <span className="muted"> ({term.note})</span>}{' '}
      {!stoppedAt && isOverdue && <Mark tone="danger">просрочено</Mark>}
    </>
  );
}

function Received({ card, term }: { card: AppealCard; term: Term }): ReactNode {
  const receive = useOfficeCommand(receiveDocuments, 'Документы получены, срок остановлен');
  return (
    <>
      <Button
        busy={receive.isPending}
        onClick={() => receive.mutate({ params: { id: card.caseId, termId: term.id } })}
      >
        Получены<span className="aloud">: {term.note}</span>
      </Button>
      <Failures of={receive} />
    </>
  );
}

function AskDialog({ card, onClose }: { card: AppealCard; onClose: () => void }): ReactNode {
  const ask = useOfficeCommand(requestDocuments, 'Запрос отмечен, срок пошёл', onClose);
  const form = useForm({
    start: { from: '', what: '' },
    commands: ask,
    send: ({ from, what }) => ask.mutate({ params: { id: card.caseId }, body: { from, what } }),
  });
  return (
    <FormDialog form={form} title="Запрошены документы" onClose={onClose} action="Отметить запрос">
      <p className="muted">
        Орган даёт документы за 15 дней с запроса (59-ФЗ, ст. 10 ч. 2). Срок остановится, когда отметите
        получение.
      </p>
      <TextField form={form} name="from" label="У кого запрошено" />
      <LongTextField form={form} name="what" label="Какие документы" rows={3} />
    </FormDialog>
  );
}
