import { type ReactNode, useState } from 'react';
import type { CaseCard } from '../../../../../shared/contract/messages/cases-card.ts';
import { draftByHelper, readHelper, summariseCase } from '../../../../../shared/contract/messages/helper.ts';
import type { RouteReply } from '../../../../../shared/contract/route.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Button } from '../../../../ui/button.tsx';
import { Failures } from '../../../../ui/failures/failures.tsx';
import { FieldError } from '../../../../ui/forms/field.tsx';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { Mark } from '../../../../ui/mark.tsx';

type Offer = RouteReply<typeof draftByHelper>;

/** Whether a model is set up: without one nothing of this is on the screen. */
const useHelper = (): boolean => useRoute(readHelper, {}, { staleTime: 300_000 }).data?.isOn === true;

/** A message shorter than this needs no retelling. */
const LONG = 700;

/** «Кратко»: a long message in a few sentences, marked as a draft. */
export function HelperSummary(props: { card: CaseCard }): ReactNode {
  const { card } = props;
  const isOn = useHelper();
  const ask = useCommand(summariseCase, { refreshes: [] });
  if (!isOn || card.text.length < LONG) return null;
  const offer = ask.data;
  return (
    <div className="helper">
      {!offer?.text && (
        <Button busy={ask.isPending} onClick={() => ask.mutate({ params: { id: card.id }, body: {} })}>
          Кратко
        </Button>
      )}
      <div role="status">
        {offer?.text && (
          <p>
            <Mark tone="info">черновик</Mark> {offer.text}
          </p>
        )}
        {offer?.reason && <p className="small">{offer.reason}</p>}
        <Failures of={ask} />
      </div>
      {offer && <Sent offer={offer} />}
    </div>
  );
}

function Sent(props: { offer: Offer }): ReactNode {
  return (
    <details className="small">
      <summary>Что ушло модели {props.offer.model}</summary>
      <p className="case__text">{props.offer.sent}</p>
    </details>
  );
}

/** A first draft of the answer: facts of the case beside, a person edits it and puts it into the answer. */
export function HelperDraft(props: { card: CaseCard; onAccept: (text: string) => void }): ReactNode {
  const isOn = useHelper();
  const [isOpen, setOpen] = useState(false);
  if (!isOn) return null;
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        Черновик модели
      </Button>
      {isOpen && <DraftDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function DraftDialog(props: {
  card: CaseCard;
  onAccept: (text: string) => void;
  onClose: () => void;
}): ReactNode {
  const { card, onAccept, onClose } = props;
  const ask = useCommand(draftByHelper, {
    refreshes: [],
    onDone: (offer) => form.set({ text: offer.text ?? '' }),
  });
  const form = useForm({
    start: { deeds: '', text: '' },
    commands: ask,
    gap: ({ text }) => !text.trim() && 'Сначала получите черновик',
    send: ({ text }) => {
      onAccept(text.trim());
      onClose();
    },
  });
  const { deeds } = form.values;
  const offer = ask.data;
  return (
    <FormDialog
      form={form}
      isWide
      title="Черновик ответа от модели"
      onClose={onClose}
      action="Вставить в ответ"
    >
      <div className="stack">
        <LongTextField
          form={form}
          name="deeds"
          label="Что сделано"
          hint="Модель знает только это и дело; имена и телефоны будут скрыты"
          optional
          rows={3}
          maxLength={2000}
        />
        <div>
          <Button
            busy={ask.isPending}
            onClick={() => ask.mutate({ params: { id: card.id }, body: { done: deeds } })}
          >
            {offer ? 'Написать заново' : 'Написать черновик'}
          </Button>
        </div>
        {offer?.reason && <FieldError text={offer.reason} />}
        {offer?.text && (
          <>
            <p>
              <Mark tone="info">черновик</Mark> Проверьте каждое слово: модель может ошибаться.
            </p>
            <LongTextField form={form} name="text" label="Черновик" rows={8} maxLength={20_000} />
          </>
        )}
        {offer && (
          <dl className="case__list" aria-label="Что известно о деле">
            {offer.facts.map(({ title, value }) => (
              <div key={title} className="helper__fact">
                <dt>{title}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {offer && <Sent offer={offer} />}
      </div>
    </FormDialog>
  );
}
