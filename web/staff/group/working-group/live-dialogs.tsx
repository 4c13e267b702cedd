import type { ReactNode } from 'react';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import { addSpeaker, giveOpinion } from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { useMeetingCommand } from './use-meeting.ts';

interface Props {
  card: MeetingCard;
  item: AgendaItem;
  onClose: () => void;
}

/** Who asks for the word: a member, a guest, anybody in the room. */
export function SpeakerDialog({ card, item, onClose }: Props): ReactNode {
  const people = [...card.attendance, ...card.guests].map(({ name }) => name);
  const add = useMeetingCommand(addSpeaker, {
    words: 'В очереди выступающих',
    onDone: onClose,
  });
  const form = useForm({
    start: { name: people[0] ?? '', other: '' },
    commands: add,
    send: ({ name, other }) =>
      add.mutate({
        params: { id: card.id, itemId: item.id },
        body: { version: card.version, name: isOther ? other : name },
      }),
  });
  const { name } = form.values;
  const isOther = name === '';
  return (
    <FormDialog
      title={`Выступающий по вопросу ${item.number}`}
      action="В очередь"
      form={form}
      onClose={onClose}
    >
      <SelectField
        form={form}
        name="name"
        label="Кто"
        choices={[...people.map((one) => ({ value: one, label: one })), { value: '', label: 'другой' }]}
      />
      {isOther && <TextField form={form} name="other" label="Имя" />}
    </FormDialog>
  );
}

/** A member's own words against the decision, attached to the protocol. */
export function OpinionDialog({ card, item, onClose }: Props): ReactNode {
  const give = useMeetingCommand(giveOpinion, {
    words: 'Особое мнение записано',
    onDone: onClose,
  });
  const form = useForm({
    start: { text: '' },
    commands: give,
    send: ({ text }) => give.mutate({ params: { id: card.id, itemId: item.id }, body: { text } }),
  });
  const { text } = form.values;
  return (
    <FormDialog
      title={`Особое мнение по вопросу ${item.number}`}
      action={text.trim() ? 'Приложить' : 'Снять моё мнение'}
      form={form}
      onClose={onClose}
    >
      <LongTextField
        form={form}
        name="text"
        label="Мнение"
        hint="Заменит ваше прежнее мнение по этому вопросу. Приложится к протоколу"
        rows={5}
      />
    </FormDialog>
  );
}
