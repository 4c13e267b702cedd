import { type ReactNode, useState } from 'react';
import type { MediaAgreement, MediaCard } from '../../../../shared/contract/monitoring/media.ts';
import { addAgreement, endAgreement } from '../../../../shared/contract/monitoring/media-acts.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { agreementStateTitles } from '../../../../shared/text/monitoring/media.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { SegmentedField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { agreementTones } from './media-words.ts';

/** What was agreed, from when until when, and whether it was kept. */
export function AgreementsPart({ card, mayKeep }: { card: MediaCard; mayKeep: boolean }): ReactNode {
  const [open, setOpen] = useState<MediaAgreement | 'new' | null>(null);
  const onClose = () => setOpen(null);
  return (
    <Section title="Договорённости" className="desk__sheet">
      {card.agreements.length === 0 && <p className="muted">Договорённостей нет.</p>}
      <ul className="media__rows">
        {card.agreements.map((agreement) => (
          <li key={agreement.id}>
            <p className="cluster">
              <b>{agreement.words}</b>
              <Mark tone={agreement.isOver ? 'warning' : agreementTones[agreement.state]}>
                {agreement.isOver ? 'срок прошёл, итог не отмечен' : agreementStateTitles[agreement.state]}
              </Mark>
              {mayKeep && agreement.state === 'open' && (
                <Button kind="quiet" onClick={() => setOpen(agreement)}>
                  Чем кончилась<span className="aloud">: {agreement.words}</span>
                </Button>
              )}
            </p>
            <p className="muted small">
              {formatDay(agreement.fromOn)} — {formatDay(agreement.untilOn)}, {agreement.by}
            </p>
          </li>
        ))}
      </ul>
      {mayKeep && (
        <span>
          <Button icon="plus" onClick={() => setOpen('new')}>
            Договорённость
          </Button>
        </span>
      )}
      {open === 'new' && <AgreementDialog card={card} onClose={onClose} />}
      {open !== null && open !== 'new' && <EndDialog card={card} agreement={open} onClose={onClose} />}
    </Section>
  );
}

function AgreementDialog({ card, onClose }: { card: MediaCard; onClose: () => void }): ReactNode {
  const add = useCommand(addAgreement, { done: 'Договорённость записана', onDone: onClose });
  const form = useForm({
    start: { words: '', fromOn: '', untilOn: '' },
    commands: add,
    check: ({ words, fromOn, untilOn }) => ({
      words: words.trim().length < 3 && 'Напишите, о чём договорились',
      fromOn: !fromOn && 'Назовите день',
      untilOn: (!untilOn && 'Назовите день') || (untilOn < fromOn && 'Конец раньше начала'),
    }),
    send: (values) => add.mutate({ params: { id: card.id }, body: { version: card.version, ...values } }),
  });
  return (
    <FormDialog form={form} title="Договорённость" action="Записать" onClose={onClose}>
      <LongTextField form={form} name="words" label="О чём договорились" rows={2} maxLength={1000} />
      <DateField form={form} name="fromOn" label="С какого дня" />
      <DateField form={form} name="untilOn" label="По какой день" />
    </FormDialog>
  );
}

const ends = ['kept', 'broken', 'dropped'] as const;

function EndDialog(props: { card: MediaCard; agreement: MediaAgreement; onClose: () => void }): ReactNode {
  const { card, agreement, onClose } = props;
  const end = useCommand(endAgreement, { done: 'Отмечено', onDone: onClose });
  const form = useForm({
    start: { as: 'kept' as (typeof ends)[number] },
    commands: end,
    send: ({ as }) =>
      end.mutate({ params: { id: card.id, agreement: agreement.id }, body: { version: card.version, as } }),
  });
  return (
    <FormDialog form={form} title="Чем кончилась договорённость" action="Отметить" onClose={onClose}>
      <p>{agreement.words}</p>
      <SegmentedField
        form={form}
        name="as"
        legend="Итог"
        choices={ends.map((value) => ({ value, label: capitalise(agreementStateTitles[value]) }))}
      />
    </FormDialog>
  );
}
