import { type ReactNode, useState } from 'react';
import { askPart, correctAnswer, writeInterim } from '../../../../../shared/contract/messages/cases-sides.ts';
import type { Route } from '../../../../../shared/contract/route.ts';
import { DateInput } from '../../../../ui/forms/date-input.tsx';
import { Select, TextArea, TextInput } from '../../../../ui/forms/field.tsx';
import { FormDialog } from '../../../base/parts/form-dialog.tsx';
import type { CaseDesk } from '../use-case-desk.ts';

interface DialogProps {
  desk: CaseDesk;
  onClose: () => void;
}

/** A dialog with one main act, also by Ctrl+Enter. */
function ActDialog(props: {
  desk: CaseDesk;
  route: Route;
  title: string;
  action: string;
  isWide?: boolean;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { desk, route, children, ...form } = props;
  return (
    <FormDialog {...form} commands={desk.command(route)}>
      <div className="stack">{children}</div>
    </FormDialog>
  );
}

/** A part of the answer asked of another unit, by a day of its own. */
export function AskPartDialog({ desk, onClose }: DialogProps): ReactNode {
  const { card } = desk;
  const [unitId, setUnit] = useState('');
  const [task, setTask] = useState('');
  const [dueOn, setDue] = useState('');
  const [isTried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (!unitId || !task.trim() || !dueOn || desk.isBusy) return;
    desk.run(
      askPart,
      { params: { id: card.id }, body: { version: card.version, unitId, task: task.trim(), dueOn } },
      { done: 'Поручено соисполнителю', onDone: onClose },
    );
  };
  const units = card.executors.filter((one) => one.unitId !== card.executorUnitId);
  return (
    <ActDialog
      desk={desk}
      onClose={onClose}
      route={askPart}
      title="Поручить часть соисполнителю"
      action="Поручить"
      onSend={send}
    >
      <Select
        label="Соисполнитель"
        value={unitId}
        choices={[
          { value: '', label: 'выберите подразделение' },
          ...units.map((unit) => ({ value: unit.unitId, label: unit.title })),
        ]}
        error={isTried && !unitId ? 'Выберите подразделение' : undefined}
        onChange={setUnit}
      />
      <TextArea
        label="Что нужно от соисполнителя"
        value={task}
        maxLength={2000}
        error={isTried && !task.trim() ? 'Напишите, что нужно' : undefined}
        onChange={(event) => setTask(event.target.value)}
      />
      <DateInput
        label="До какого дня"
        hint="Не позже срока ответа"
        value={dueOn}
        error={isTried && !dueOn ? 'Назовите день' : undefined}
        onChange={setDue}
      />
    </ActDialog>
  );
}

/** What is done so far, and until when the final answer comes. */
export function InterimDialog({ desk, onClose }: DialogProps): ReactNode {
  const { card } = desk;
  const returned = card.interims.findLast(({ state }) => state === 'returned');
  const [text, setText] = useState(card.interims.at(-1) === returned ? (returned?.text ?? '') : '');
  const [finalOn, setFinal] = useState('');
  const [isTried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (!text.trim() || !finalOn || desk.isBusy) return;
    desk.run(
      writeInterim,
      { params: { id: card.id }, body: { version: card.version, text: text.trim(), finalOn } },
      { done: 'Промежуточный ответ ждёт утверждения', onDone: onClose },
    );
  };
  return (
    <ActDialog
      desk={desk}
      onClose={onClose}
      route={writeInterim}
      title="Промежуточный ответ"
      action="На утверждение"
      onSend={send}
    >
      <p className="muted">Житель узнает, как идёт дело. Дело остаётся в работе, срок ответа идёт.</p>
      <TextArea
        label="Что уже сделано"
        value={text}
        maxLength={10_000}
        rows={5}
        error={isTried && !text.trim() ? 'Напишите, что уже сделано' : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <DateInput
        label="Окончательный ответ до"
        hint="Это обещание: оно попадёт в «Обещания»"
        value={finalOn}
        error={isTried && !finalOn ? 'Назовите день' : undefined}
        onChange={setFinal}
      />
    </ActDialog>
  );
}

/** An answer that went out is put right in the open: the former one stays, the resident is told. */
export function CorrectDialog({ desk, onClose }: DialogProps): ReactNode {
  const { card } = desk;
  const last = card.answers.at(-1);
  const [text, setText] = useState(last?.body ?? '');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  if (!last) return null;
  const isSame = text.trim() === last.body;
  const send = () => {
    setTried(true);
    if (!text.trim() || isSame || !reason.trim() || desk.isBusy) return;
    desk.run(
      correctAnswer,
      {
        params: { id: card.id, answerId: last.id },
        body: { version: card.version, text: text.trim(), reason: reason.trim() },
      },
      { done: 'Ответ исправлен, житель уведомлён', onDone: onClose },
    );
  };
  return (
    <ActDialog
      desk={desk}
      onClose={onClose}
      route={correctAnswer}
      title="Исправить выпущенный ответ"
      action="Исправить и уведомить"
      isWide
      onSend={send}
    >
      <TextArea
        label="Текст ответа"
        value={text}
        maxLength={20_000}
        rows={10}
        error={isTried && isSame ? 'Текст не изменён' : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <TextInput
        label="Что исправлено"
        hint="Житель прочтёт эти слова; прежний ответ останется рядом"
        value={reason}
        maxLength={1000}
        error={isTried && !reason.trim() ? 'Напишите, что исправлено' : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
    </ActDialog>
  );
}
