import { type ReactNode, useState } from 'react';
import { extendTerm } from '../../../../../shared/contract/messages/cases-staff.ts';
import { formatDay } from '../../../../../shared/text/dates.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { DateInput } from '../../../../ui/forms/date-input.tsx';
import { TextArea } from '../../../../ui/forms/field.tsx';
import { Mark } from '../../../../ui/mark.tsx';
import type { CaseDesk } from '../use-case-desk.ts';

const leastReason = 10;

/** Prolongs the answer's term: until when, and why — in the words the resident will read. */
export function ExtendDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card, isBusy } = desk;
  const [dueOn, setDueOn] = useState('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isReady = dueOn !== '' && reason.trim().length >= leastReason;
  const send = () => {
    setTried(true);
    if (!isReady || isBusy) return;
    desk.run(
      extendTerm,
      { params: { id: card.id }, body: { version: card.version, dueOn, reason: reason.trim() } },
      { done: 'Срок продлён, житель уведомлён', onDone: onClose },
    );
  };
  useHotkeys('Продлить срок', [{ keys: 'Ctrl+Enter', label: 'Продлить', run: send }], { inDialog: true });
  if (!card.extension) return null;
  const { from, until, rule, legal, toVerify } = card.extension;
  const { fields } = desk.command(extendTerm);
  return (
    <Dialog
      isOpen
      title="Продлить срок ответа"
      onClose={onClose}
      foot={
        <Button kind="primary" hint="Ctrl+Enter" busy={isBusy} onClick={send}>
          Продлить
        </Button>
      }
    >
      <p>
        Сейчас срок — {formatDay(from)}. Продлить можно до {formatDay(until)}. {rule}: {legal}.{' '}
        {toVerify && <Mark tone="warning">не подтверждено</Mark>}
      </p>
      <DateInput
        label="Новый срок"
        value={dueOn}
        error={fields.dueOn ?? (isTried && !dueOn ? 'Назовите дату' : undefined)}
        onChange={setDueOn}
      />
      <TextArea
        label="Почему нужно больше времени"
        hint="Житель прочтёт это в уведомлении."
        value={reason}
        maxLength={1000}
        error={
          fields.reason ??
          (isTried && reason.trim().length < leastReason ? 'Напишите причину словами' : undefined)
        }
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}
