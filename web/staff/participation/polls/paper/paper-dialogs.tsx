import type { ReactNode } from 'react';
import {
  givePaper,
  type PollPaper,
  type PollPlace,
  setPlaces,
  takeBackPaper,
} from '../../../../../shared/contract/participation/poll-paper.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { SelectField } from '../../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { checkProof, choicesOfPlaces, ProofFields } from './proof-fields.tsx';

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
    check: checkProof,
    send: (values) => give.mutate({ params: { id }, body: values }),
  });
  return (
    <FormDialog form={form} title="Выдать бумажный бюллетень" action="Отметить и выдать" onClose={onClose}>
      <SelectField form={form} name="placeId" label="Участок" choices={choicesOfPlaces(places)} />
      <ProofFields form={form} />
    </FormDialog>
  );
}

/** A mark made by mistake, or a ballot given back unused: known by what it was given by. */
export function TakeBackDialog(props: {
  id: string;
  places: readonly PollPlace[];
  onClose: () => void;
}): ReactNode {
  const { id, places, onClose } = props;
  const takeBack = useCommand(takeBackPaper, { done: 'Отметка снята', onDone: onClose });
  const form = useForm({
    start: { placeId: places[0]?.id ?? '', contact: '', basis: '', reason: '' },
    commands: takeBack,
    check: (values) => ({
      ...checkProof(values),
      reason: values.reason.trim().length < 5 && 'Напишите, почему снимаете отметку',
    }),
    send: (values) => takeBack.mutate({ params: { id }, body: values }),
  });
  return (
    <FormDialog form={form} title="Бюллетень вернули" action="Снять отметку" onClose={onClose}>
      <p className="muted">
        Если отметили по ошибке, человек вернул бюллетень чистым или не воспользовался кодом киоска. Пока
        голосование идёт, он снова сможет взять бумажный или проголосовать на сайте. Когда протокол участка
        внесён, отметки не снимают.
      </p>
      <SelectField form={form} name="placeId" label="Участок" choices={choicesOfPlaces(places)} />
      <TextField
        form={form}
        name="contact"
        label="Телефон или почта, по которым отметили"
        autoComplete="off"
        maxLength={120}
      />
      <TextField
        form={form}
        name="basis"
        label="Или номер документа, если отметили по нему"
        autoComplete="off"
        maxLength={60}
      />
      <LongTextField
        form={form}
        name="reason"
        label="Почему снимаете отметку"
        hint="Останется в истории опроса. Без имени, контакта и номера документа."
        rows={2}
        maxLength={500}
      />
    </FormDialog>
  );
}
