import { type ReactNode, useState } from 'react';
import { correctReceipt } from '../../../../../shared/contract/messages/cases-law.ts';
import { localDay } from '../../../../../shared/text/dates.ts';
import { useZone } from '../../../../lib/session.ts';
import { DateInput } from '../../../../ui/forms/date-input.tsx';
import { TextArea } from '../../../../ui/forms/field.tsx';
import { FormDialog } from '../../../base/parts/form-dialog.tsx';
import type { CaseDesk } from '../use-case-desk.ts';

const DAY = 86_400_000;
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
  const [day, setDay] = useState(localDay(Date.parse(receivedAt), zone));
  const [ground, setGround] = useState('');
  const [isTried, setTried] = useState(false);
  const isReady = day !== '' && ground.trim().length >= leastGround;
  const send = () => {
    setTried(true);
    if (!isReady || desk.isBusy) return;
    const moment = moveToDay(receivedAt, card.registeredAt, day, zone);
    desk.run(
      correctReceipt,
      {
        params: { id: card.id },
        body: { version: card.version, receivedAt: moment, ground: ground.trim() },
      },
      { done: 'Поступление исправлено, срок пересчитан', onDone: onClose },
    );
  };
  return (
    <FormDialog
      title="Когда поступило"
      action="Исправить"
      commands={desk.command(correctReceipt)}
      onSend={send}
      onClose={onClose}
    >
      <div className="stack">
        <DateInput
          label="Поступило"
          value={day}
          error={
            desk.command(correctReceipt).fields.receivedAt ?? (isTried && !day ? 'Назовите дату' : undefined)
          }
          onChange={setDay}
        />
        <TextArea
          label="Основание"
          hint="Прежняя дата, прежний срок и основание останутся в деле и в журнале. Продлённый срок решают заново."
          value={ground}
          maxLength={1000}
          error={isTried && ground.trim().length < leastGround ? 'Назовите основание' : undefined}
          onChange={(event) => setGround(event.target.value)}
        />
      </div>
    </FormDialog>
  );
}
