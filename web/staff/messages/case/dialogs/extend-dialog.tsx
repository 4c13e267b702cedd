import type { ReactNode } from 'react';
import { extendTerm } from '../../../../../shared/contract/messages/cases-staff.ts';
import { formatDay } from '../../../../../shared/text/dates.ts';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { Mark } from '../../../../ui/mark.tsx';
import type { CaseDesk } from '../use-case-desk.ts';

const leastReason = 10;

/** Prolongs the answer's term: until when, and why — in the words the resident will read. */
export function ExtendDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const form = useForm({
    start: { dueOn: '', reason: '' },
    commands: desk.command(extendTerm),
    check: ({ dueOn, reason }) => ({
      dueOn: !dueOn && 'Назовите дату',
      reason: reason.trim().length < leastReason && 'Напишите причину словами',
    }),
    send: ({ dueOn, reason }) =>
      desk.run(
        extendTerm,
        { params: { id: card.id }, body: { version: card.version, dueOn, reason: reason.trim() } },
        { done: 'Срок продлён, житель уведомлён', onDone: onClose },
      ),
  });
  if (!card.extension) return null;
  const { from, until, rule, legal, toVerify } = card.extension;
  return (
    <FormDialog form={form} title="Продлить срок ответа" onClose={onClose} action="Продлить">
      <p>
        Сейчас срок — {formatDay(from)}. Продлить можно до {formatDay(until)}. {rule}: {legal}.{' '}
        {toVerify && <Mark tone="warning">не подтверждено</Mark>}
      </p>
      <DateField form={form} name="dueOn" label="Новый срок" />
      <LongTextField
        form={form}
        name="reason"
        label="Почему нужно больше времени"
        hint="Житель прочтёт это в уведомлении."
        maxLength={1000}
      />
    </FormDialog>
  );
}
