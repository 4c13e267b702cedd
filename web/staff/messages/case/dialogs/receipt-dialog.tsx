import type { ReactNode } from 'react';
import { correctReceipt } from '../../../../../shared/contract/messages/cases-law.ts';
import { localDay } from '../../../../../shared/text/dates.ts';
import { DAY } from '../../../../../shared/time.ts';
import { useZone } from '../../../../lib/session.ts';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import type { CaseDesk } from '../use-case-desk.ts';

const leastGround = 3;

/** The same hour of another day, never past the registration of that very day. */
function moveToDay(receivedAt: string, registeredAt: string, day: string, zone: string): string {
  const days = Math.round((Date.parse(day) - Date.parse(localDay(Date.parse(receivedAt), zone))) / DAY);
  const moved = Date.parse(receivedAt) + days * DAY;
  const registered = Date.parse(registeredAt);
  const isPast = moved > registered && localDay(registered, zone) === day;
  return new Date(isPast ? registered : moved).toISOString();
}

/** When it was received, put right by a ground: what the law counts from it is counted anew. */
export function ReceiptDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const zone = useZone();
  const receivedAt = card.contacts.find(({ isJoiner }) => !isJoiner)?.receivedAt ?? card.registeredAt;
  const form = useForm({
    start: { day: localDay(Date.parse(receivedAt), zone), ground: '' },
    commands: desk.command(correctReceipt),
    check: ({ day, ground }) => ({
      day: !day && 'Назовите дату',
      ground: ground.trim().length < leastGround && 'Назовите основание',
    }),
    names: { day: 'receivedAt' },
    send: ({ day, ground }) => {
      const moment = moveToDay(receivedAt, card.registeredAt, day, zone);
      desk.run(
        correctReceipt,
        {
          params: { id: card.id },
          body: { version: card.version, receivedAt: moment, ground: ground.trim() },
        },
        { done: 'Поступление исправлено, срок пересчитан', onDone: onClose },
      );
    },
  });
  return (
    <FormDialog title="Когда поступило" action="Исправить" form={form} onClose={onClose}>
      <div className="stack">
        <DateField form={form} name="day" label="Поступило" />
        <LongTextField
          form={form}
          name="ground"
          label="Основание"
          hint="Прежняя дата, прежний срок и основание останутся в деле и в журнале. Продлённый срок решают заново."
          maxLength={1000}
        />
      </div>
    </FormDialog>
  );
}
