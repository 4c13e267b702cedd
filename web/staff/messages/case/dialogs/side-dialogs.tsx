import type { ReactNode } from 'react';
import { askPart, correctAnswer, writeInterim } from '../../../../../shared/contract/messages/cases-sides.ts';
import { SelectField } from '../../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import type { CaseDesk } from '../use-case-desk.ts';

interface DialogProps {
  desk: CaseDesk;
  onClose: () => void;
}

/** A part of the answer asked of another unit, by a day of its own. */
export function AskPartDialog({ desk, onClose }: DialogProps): ReactNode {
  const { card } = desk;
  const form = useForm({
    start: { unitId: '', task: '', dueOn: '' },
    commands: desk.command(askPart),
    check: ({ unitId, task, dueOn }) => ({
      unitId: !unitId && 'Выберите подразделение',
      task: !task.trim() && 'Напишите, что нужно',
      dueOn: !dueOn && 'Назовите день',
    }),
    send: ({ unitId, task, dueOn }) =>
      desk.run(
        askPart,
        { params: { id: card.id }, body: { version: card.version, unitId, task: task.trim(), dueOn } },
        { done: 'Поручено соисполнителю', onDone: onClose },
      ),
  });
  const units = card.executors.filter((one) => one.unitId !== card.executorUnitId);
  return (
    <FormDialog form={form} onClose={onClose} title="Поручить часть соисполнителю" action="Поручить">
      <SelectField
        form={form}
        name="unitId"
        label="Соисполнитель"
        none="выберите подразделение"
        choices={units.map((unit) => ({ value: unit.unitId, label: unit.title }))}
      />
      <LongTextField form={form} name="task" label="Что нужно от соисполнителя" maxLength={2000} />
      <DateField form={form} name="dueOn" label="До какого дня" hint="Не позже срока ответа" />
    </FormDialog>
  );
}

/** What is done so far, and until when the final answer comes. */
export function InterimDialog({ desk, onClose }: DialogProps): ReactNode {
  const { card } = desk;
  const returned = card.interims.findLast(({ state }) => state === 'returned');
  const form = useForm({
    start: { text: card.interims.at(-1) === returned ? (returned?.text ?? '') : '', finalOn: '' },
    commands: desk.command(writeInterim),
    check: ({ text, finalOn }) => ({
      text: !text.trim() && 'Напишите, что уже сделано',
      finalOn: !finalOn && 'Назовите день',
    }),
    send: ({ text, finalOn }) =>
      desk.run(
        writeInterim,
        { params: { id: card.id }, body: { version: card.version, text: text.trim(), finalOn } },
        { done: 'Промежуточный ответ ждёт утверждения', onDone: onClose },
      ),
  });
  return (
    <FormDialog form={form} onClose={onClose} title="Промежуточный ответ" action="На утверждение">
      <p className="muted">Житель узнает, как идёт дело. Дело остаётся в работе, срок ответа идёт.</p>
      <LongTextField form={form} name="text" label="Что уже сделано" maxLength={10_000} rows={5} />
      <DateField
        form={form}
        name="finalOn"
        label="Окончательный ответ до"
        hint="Это обещание: оно попадёт в «Обещания»"
      />
    </FormDialog>
  );
}

/** An answer that went out is put right in the open: the former one stays, the resident is told. */
export function CorrectDialog({ desk, onClose }: DialogProps): ReactNode {
  const { card } = desk;
  const last = card.answers.at(-1);
  const form = useForm({
    start: { text: last?.body ?? '', reason: '' },
    commands: desk.command(correctAnswer),
    check: ({ text, reason }) => ({
      text: text.trim() === last?.body && 'Текст не изменён',
      reason: !reason.trim() && 'Напишите, что исправлено',
    }),
    send: ({ text, reason }) => {
      if (!last || !text.trim()) return;
      desk.run(
        correctAnswer,
        {
          params: { id: card.id, answerId: last.id },
          body: { version: card.version, text: text.trim(), reason: reason.trim() },
        },
        { done: 'Ответ исправлен, житель уведомлён', onDone: onClose },
      );
    },
  });
  if (!last) return null;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Исправить выпущенный ответ"
      action="Исправить и уведомить"
      isWide
    >
      <LongTextField form={form} name="text" label="Текст ответа" maxLength={20_000} rows={10} />
      <TextField
        form={form}
        name="reason"
        label="Что исправлено"
        hint="Житель прочтёт эти слова; прежний ответ останется рядом"
        maxLength={1000}
      />
    </FormDialog>
  );
}
