import type { ReactNode } from 'react';
import {
  givePaper,
  type PollPaper,
  type PollPlace,
  setPlaces,
} from '../../../../../shared/contract/participation/poll-paper.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { SelectField } from '../../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Places, one a line. */
export function PlacesDialog(props: { id: string; paper: PollPaper; onClose: () => void }): ReactNode {
  const { id, paper, onClose } = props;
  const set = useCommand(setPlaces, { done: 'Участки записаны', onDone: onClose });
  const form = useForm({
    start: { titles: paper.places.map(({ title }) => title).join('\n') },
    commands: set,
    send: ({ titles }) => set.mutate({ params: { id }, body: { titles: linesOf(titles) } }),
  });
  return (
    <FormDialog form={form} title="Участки для бумажных бюллетеней" action="Записать" onClose={onClose}>
      <LongTextField
        form={form}
        name="titles"
        label="Каждый участок с новой строки"
        hint="Например: Школа № 5, ул. Ленина, 10. После открытия участки не меняют."
        rows={5}
      />
    </FormDialog>
  );
}

/** A person takes a paper ballot: known by the contact they would sign in with, or by the document they show. */
export function GiveDialog(props: {
  id: string;
  places: readonly PollPlace[];
  onClose: () => void;
}): ReactNode {
  const { id, places, onClose } = props;
  const give = useCommand(givePaper, { done: 'Отмечено: выдайте бюллетень', onDone: onClose });
  const form = useForm({
    start: { placeId: places[0]?.id ?? '', contact: '', basis: '' },
    commands: give,
    check: ({ contact, basis }) => ({
      contact:
        contact.trim() === '' &&
        basis.trim() === '' &&
        'Телефон или почта; если их нет — номер документа ниже',
    }),
    send: (values) => give.mutate({ params: { id }, body: values }),
  });
  return (
    <FormDialog form={form} title="Выдать бумажный бюллетень" action="Отметить и выдать" onClose={onClose}>
      <SelectField
        form={form}
        name="placeId"
        label="Участок"
        choices={places.map((place) => ({ value: place.id, label: place.title }))}
      />
      <TextField
        form={form}
        name="contact"
        label="Телефон или почта человека"
        hint="С ними входят на сайт. Хранится только отпечаток: по нему видно, что бюллетень уже взят."
        autoComplete="off"
        maxLength={120}
      />
      <TextField
        form={form}
        name="basis"
        label="Или номер документа, если телефона и почты нет"
        hint="Сам номер не хранится. С телефоном он не сверяется: спросите, не голосовал ли человек на сайте."
        autoComplete="off"
        maxLength={60}
      />
    </FormDialog>
  );
}
