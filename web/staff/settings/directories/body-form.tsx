import { type ReactNode, useState } from 'react';
import { type OutsideBody, saveBody } from '../../../../shared/contract/messages/cases-moves.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { TextArea, TextInput } from '../../../ui/forms/field.tsx';

/** A body outside: its name as residents read it, what it decides, its mail, the last day it may be chosen. */
export function BodyForm(props: {
  body: OutsideBody | null;
  duties: readonly { id: string; title: string }[];
  onClose: () => void;
}): ReactNode {
  const { body, duties, onClose } = props;
  const [value, setValue] = useState({
    title: body?.title ?? '',
    shortTitle: body?.shortTitle ?? '',
    competence: body?.competence ?? '',
    email: body?.email ?? '',
    validUntil: body?.validUntil ?? '',
  });
  const [receives, setReceives] = useState<readonly string[]>(body?.receives ?? []);
  const change = (patch: Partial<typeof value>): void => setValue((all) => ({ ...all, ...patch }));
  const save = useCommand(saveBody, {
    onDone: () => {
      showToast('Орган записан');
      onClose();
    },
  });
  const { fields } = save;
  const errorOf = (name: keyof typeof value): string | undefined => fields[name];
  const { validUntil, email, ...words } = value;
  const send = (): void =>
    save.mutate({
      body: {
        ...(body && { id: body.id }),
        ...words,
        receives: [...receives],
        ...(email.trim() && { email }),
        validUntil: validUntil || null,
      },
    });
  return (
    <Dialog
      isOpen
      isWide
      title={body ? body.title : 'Новый орган'}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          busy={save.isPending}
          disabledReason={value.title.trim() && value.shortTitle.trim() ? null : 'Заполните название'}
          onClick={send}
        >
          Записать
        </Button>
      }
    >
      <TextInput
        label="Название"
        hint="Полностью: его прочтёт житель"
        value={value.title}
        maxLength={300}
        error={errorOf('title')}
        onChange={(event) => change({ title: event.target.value })}
      />
      <TextInput
        label="Коротко"
        value={value.shortTitle}
        maxLength={80}
        error={errorOf('shortTitle')}
        onChange={(event) => change({ shortTitle: event.target.value })}
      />
      <TextArea
        label="Что решает"
        hint="Оператор увидит это под списком, когда выберет орган"
        optional
        rows={2}
        maxLength={500}
        value={value.competence}
        error={errorOf('competence')}
        onChange={(event) => change({ competence: event.target.value })}
      />
      <TextInput
        label="Почта"
        hint="Сюда уйдёт письмо о переданном сообщении, без контактов жителя"
        optional
        value={value.email}
        maxLength={200}
        error={errorOf('email')}
        onChange={(event) => change({ email: event.target.value })}
      />
      {duties.map(({ id, title }) => (
        <Checkbox
          key={id}
          hint="Срок закона остановится, когда обращение передано всем органам с этой отметкой"
          checked={receives.includes(id)}
          onChange={(isOn) =>
            setReceives(isOn ? [...receives, id] : receives.filter((other) => other !== id))
          }
        >
          Получатель по закону: {title}
        </Checkbox>
      ))}
      <DateInput
        label="Последний день"
        hint="После него орган не предлагают. Переданное раньше остаётся за ним"
        optional
        value={value.validUntil}
        error={errorOf('validUntil')}
        onChange={(day) => change({ validUntil: day })}
      />
      <Failures of={save} />
    </Dialog>
  );
}
