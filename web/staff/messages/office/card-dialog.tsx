import { type ReactNode, useState } from 'react';
import {
  type AppealCard,
  appealForms,
  appealKinds,
  appealResults,
  changeAppeal,
} from '../../../../shared/contract/messages/office.ts';
import {
  appealFormTitles,
  appealKindTitles,
  appealResultTitles,
  replyByTitles,
} from '../../../../shared/text/appeals.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { useOfficeCommand } from './use-office-command.ts';

const options = <V extends string>(values: readonly V[], titles: Readonly<Record<V, string>>) =>
  values.map((value) => ({ value, label: titles[value] }));

const ways = options(['post', 'email', 'account', 'hand'] as const, replyByTitles);

/** The card as a form: what the paper says, whose control, how it ended. Questions are lines of one field. */
export function CardDialog({ card, onClose }: { card: AppealCard; onClose: () => void }): ReactNode {
  const [value, setValue] = useState({
    kind: card.kind,
    form: card.form,
    sheets: String(card.sheets),
    attachmentSheets: String(card.attachmentSheets),
    isCollective: card.isCollective,
    isControl: card.isControl,
    repeatOf: card.repeatOf ?? '',
    correspondent: card.correspondent ?? '',
    correspondentNumber: card.correspondentNumber ?? '',
    replyBy: card.replyBy,
    replyAddress: '',
    questions: card.questions.map(({ text }) => text).join('\n'),
    result: card.result ?? ('' as const),
  });
  const change = (patch: Partial<typeof value>) => setValue((old) => ({ ...old, ...patch }));
  const command = useOfficeCommand(changeAppeal, 'Карточка исправлена', onClose);
  const errors = fieldWords([command]);
  const send = () => {
    const known = new Map(card.questions.map((question) => [question.text, question]));
    const { replyAddress } = value;
    command.mutate({
      params: { id: card.caseId },
      body: {
        version: card.version,
        kind: value.kind,
        form: value.form,
        isCollective: value.isCollective,
        isControl: value.isControl,
        sheets: Number(value.sheets) || 0,
        attachmentSheets: Number(value.attachmentSheets) || 0,
        repeatOf: value.repeatOf.trim() || null,
        correspondent: value.correspondent.trim() || null,
        correspondentNumber: value.correspondentNumber.trim() || null,
        replyBy: value.replyBy,
        ...(replyAddress.trim() && { replyAddress: replyAddress.trim() }),
        questions: value.questions
          .split('\n')
          .map((text) => text.trim())
          .filter(Boolean)
          .map((text) => known.get(text) ?? { text }),
        result: value.result || null,
      },
    });
  };
  useHotkeys('Карточка', [{ keys: 'Ctrl+Enter', label: 'Сохранить', run: send }], { inDialog: true });
  return (
    <Dialog
      isOpen
      isWide
      title={`Карточка № ${card.number}`}
      onClose={onClose}
      foot={
        <Button kind="primary" hint="Ctrl+Enter" busy={command.isPending} onClick={send}>
          Сохранить
        </Button>
      }
    >
      <div className="office-form">
        <Select
          label="Вид"
          value={value.kind}
          choices={options(appealKinds, appealKindTitles)}
          onChange={(kind) => change({ kind })}
        />
        <Select
          label="Форма"
          value={value.form}
          choices={options(appealForms, appealFormTitles)}
          onChange={(form) => change({ form })}
        />
        <TextInput
          label="Листов"
          inputMode="numeric"
          value={value.sheets}
          onChange={(event) => change({ sheets: event.target.value })}
        />
        <TextInput
          label="Листов приложений"
          inputMode="numeric"
          value={value.attachmentSheets}
          onChange={(event) => change({ attachmentSheets: event.target.value })}
        />
        <TextInput
          label="Корреспондент"
          optional
          hint="Кто переслал"
          value={value.correspondent}
          onChange={(event) => change({ correspondent: event.target.value })}
        />
        <TextInput
          label="Его номер"
          optional
          value={value.correspondentNumber}
          onChange={(event) => change({ correspondentNumber: event.target.value })}
        />
        <TextInput
          label="Повторное к делу №"
          optional
          hint="2026-11-0412"
          value={value.repeatOf}
          error={errors.repeatOf}
          onChange={(event) => change({ repeatOf: event.target.value })}
        />
        <Select
          label="Ответить"
          value={value.replyBy}
          choices={ways}
          onChange={(replyBy) => change({ replyBy })}
        />
      </div>
      <TextInput
        label="Новый адрес для ответа"
        optional
        hint={card.replyAddress ? `Сейчас: ${card.replyAddress}` : 'Адрес не записан'}
        value={value.replyAddress}
        onChange={(event) => change({ replyAddress: event.target.value })}
      />
      <Checkbox checked={value.isCollective} onChange={(isCollective) => change({ isCollective })}>
        Коллективное
      </Checkbox>
      <Checkbox checked={value.isControl} onChange={(isControl) => change({ isControl })}>
        На контроле
      </Checkbox>
      <TextArea
        label="Вопросы"
        hint="Каждый с новой строки: обзор считает вопросы"
        optional
        value={value.questions}
        onChange={(event) => change({ questions: event.target.value })}
      />
      <Select
        label="Результат рассмотрения"
        value={value.result}
        choices={[
          { value: '' as const, label: 'ещё не записан' },
          ...options(appealResults, appealResultTitles),
        ]}
        onChange={(result) => change({ result })}
      />
      <Failures of={command} />
    </Dialog>
  );
}
