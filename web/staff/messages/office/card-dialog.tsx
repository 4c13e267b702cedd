import type { ReactNode } from 'react';
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
import { CheckField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { useOfficeCommand } from './use-office-command.ts';

const options = <V extends string>(values: readonly V[], titles: Readonly<Record<V, string>>) =>
  values.map((value) => ({ value, label: titles[value] }));

const ways = options(['post', 'email', 'account', 'hand'] as const, replyByTitles);

/** The card as a form: what the paper says, whose control, how it ended. Questions are lines of one field. */
export function CardDialog({ card, onClose }: { card: AppealCard; onClose: () => void }): ReactNode {
  const command = useOfficeCommand(changeAppeal, 'Карточка исправлена', onClose);
  const form = useForm({
    start: {
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
    },
    commands: command,
    send: (value) => {
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
    },
  });
  return (
    <FormDialog form={form} isWide title={`Карточка № ${card.number}`} onClose={onClose} action="Сохранить">
      <div className="office-form">
        <SelectField form={form} name="kind" label="Вид" choices={options(appealKinds, appealKindTitles)} />
        <SelectField form={form} name="form" label="Форма" choices={options(appealForms, appealFormTitles)} />
        <TextField form={form} name="sheets" label="Листов" inputMode="numeric" />
        <TextField form={form} name="attachmentSheets" label="Листов приложений" inputMode="numeric" />
        <TextField form={form} name="correspondent" label="Корреспондент" optional hint="Кто переслал" />
        <TextField form={form} name="correspondentNumber" label="Его номер" optional />
        <TextField form={form} name="repeatOf" label="Повторное к делу №" optional hint="2026-11-0412" />
        <SelectField form={form} name="replyBy" label="Ответить" choices={ways} />
      </div>
      <TextField
        form={form}
        name="replyAddress"
        label="Новый адрес для ответа"
        optional
        hint={card.replyAddress ? `Сейчас: ${card.replyAddress}` : 'Адрес не записан'}
      />
      <CheckField form={form} name="isCollective">
        Коллективное
      </CheckField>
      <CheckField form={form} name="isControl">
        На контроле
      </CheckField>
      <LongTextField
        form={form}
        name="questions"
        label="Вопросы"
        hint="Каждый с новой строки: обзор считает вопросы"
        optional
      />
      <SelectField
        form={form}
        name="result"
        label="Результат рассмотрения"
        choices={[
          { value: '' as const, label: 'ещё не записан' },
          ...options(appealResults, appealResultTitles),
        ]}
      />
    </FormDialog>
  );
}
