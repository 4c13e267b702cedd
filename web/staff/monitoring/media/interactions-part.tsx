import { type ReactNode, useState } from 'react';
import {
  type InteractionKind,
  interactionKinds,
  type MediaCard,
} from '../../../../shared/contract/monitoring/media.ts';
import { addInteraction } from '../../../../shared/contract/monitoring/media-acts.ts';
import { formatDay, localDay } from '../../../../shared/text/dates.ts';
import { interactionKindTitles } from '../../../../shared/text/monitoring/media.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Section } from '../../../ui/section.tsx';
import { OutLink } from '../../base/parts/papers.tsx';

/** What passed between them and the administration, the newest first. */
export function InteractionsPart({ card, mayKeep }: { card: MediaCard; mayKeep: boolean }): ReactNode {
  const [isAdding, setAdding] = useState(false);
  return (
    <Section title="Взаимодействие" className="desk__sheet">
      {mayKeep && (
        <span>
          <Button icon="plus" onClick={() => setAdding(true)}>
            Записать, что было
          </Button>
        </span>
      )}
      {card.interactions.length === 0 && <p className="muted">Ещё ничего не было.</p>}
      <ul className="media__rows">
        {card.interactions.map((one) => (
          <li key={one.id}>
            <p>
              <b>
                {formatDay(one.on)}, {interactionKindTitles[one.kind]}.
              </b>{' '}
              {one.words} {one.url && <OutLink href={one.url}>Открыть</OutLink>}
            </p>
            <p className="muted small">{one.by}</p>
          </li>
        ))}
      </ul>
      {isAdding && <InteractionDialog card={card} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function InteractionDialog({ card, onClose }: { card: MediaCard; onClose: () => void }): ReactNode {
  const add = useCommand(addInteraction, { done: 'Записано', onDone: onClose });
  const form = useForm({
    start: { kind: 'request' as InteractionKind, on: localDay(Date.now(), useZone()), words: '', url: '' },
    commands: add,
    check: ({ on, words, url }) => ({
      on: !on && 'Назовите день',
      words: words.trim().length < 3 && 'Напишите, что было',
      url: url.trim() !== '' && !/^https?:\/\/\S/u.test(url.trim()) && 'Адрес: https://…',
    }),
    send: (values) =>
      add.mutate({
        params: { id: card.id },
        body: { version: card.version, ...values, url: values.url.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Что было" action="Записать" onClose={onClose}>
      <SelectField
        form={form}
        name="kind"
        label="Что это"
        choices={interactionKinds.map((value) => ({
          value,
          label: capitalise(interactionKindTitles[value]),
        }))}
      />
      <DateField form={form} name="on" label="Когда" />
      <LongTextField form={form} name="words" label="Коротко" rows={3} maxLength={1000} />
      <TextField form={form} name="url" label="Ссылка" inputMode="url" placeholder="https://" optional />
    </FormDialog>
  );
}
