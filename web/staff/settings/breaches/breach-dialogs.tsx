import type { ReactNode } from 'react';
import {
  type BreachCard,
  type BreachNotice,
  endBreach,
  tellBreach,
} from '../../../../shared/contract/base/breaches.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { partOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Note } from '../../../ui/mark.tsx';
import { type BarAct, breachBar } from './breach-acts.ts';
import { ChangeBreachDialog } from './breach-form.tsx';
import { checkMoment, MomentFields, momentOf, readMoment } from './moment-fields.tsx';

interface Acted {
  card: BreachCard;
  onClose: () => void;
}

/** The dialog of an act. */
export function BreachDialog({ act, ...acted }: Acted & { act: BarAct }): ReactNode {
  if (act === 'change') return <ChangeBreachDialog {...acted} />;
  if (act === 'notify') return <TellDialog {...acted} notice="initial" />;
  return act === 'report' ? <TellDialog {...acted} notice="results" /> : <EndDialog {...acted} act={act} />;
}

/** It is sent outside; here it is written down. */
function TellDialog({ card, notice, onClose }: Acted & { notice: BreachNotice }): ReactNode {
  const zone = useZone();
  const gaps = card.gaps[notice] ?? [];
  const tell = useCommand(tellBreach, { done: 'Уведомление записано', onDone: onClose });
  const form = useForm({
    start: { sent: momentOf(new Date().toISOString(), zone), number: '' },
    commands: tell,
    gap: () => gaps.length > 0 && 'Сначала дополните сведения',
    rename: (name) => (name === 'sentAt' ? 'sent.day' : name),
    check: ({ sent, number }) => ({
      ...checkMoment('sent', sent),
      number: !number.trim() && 'Запишите номер, под которым уведомление принято',
    }),
    send: ({ sent, number }) =>
      tell.mutate({
        params: { id: card.id, notice },
        body: { version: card.version, sentAt: readMoment(sent, zone) ?? '', number },
      }),
  });
  const { label } = breachBar[notice === 'initial' ? 'notify' : 'report'];
  return (
    <FormDialog form={form} title={label} action="Записать" onClose={onClose}>
      <p>Отправляют его вне «Отклика». Здесь — когда отправили и под каким номером приняли.</p>
      {gaps.length > 0 && (
        <Note>
          <p>Сначала дополните сведения инцидента. Не заполнено: {gaps.join('; ')}.</p>
        </Note>
      )}
      <MomentFields form={partOf(form, 'sent')} dayLabel="Отправлено, день" timeLabel="Во сколько" />
      <TextField form={form} name="number" label="Номер уведомления" maxLength={100} autoComplete="off" />
    </FormDialog>
  );
}

function EndDialog({ card, act, onClose }: Acted & { act: 'close' | 'dismiss' }): ReactNode {
  const isDismissed = act === 'dismiss';
  const end = useCommand(endBreach, {
    done: isDismissed ? 'Записано: инцидент не подтвердился' : 'Инцидент закрыт',
    onDone: onClose,
  });
  const form = useForm({
    start: { outcome: '' },
    commands: end,
    check: ({ outcome }) => ({
      outcome: outcome.trim().length < 10 && 'Напишите хотя бы одно предложение',
    }),
    send: ({ outcome }) =>
      end.mutate({ params: { id: card.id }, body: { version: card.version, isDismissed, outcome } }),
  });
  return (
    <FormDialog form={form} title={breachBar[act].label} action="Записать" onClose={onClose}>
      <p>
        {isDismissed
          ? 'Сроки остановятся, запись останется. Если Роскомнадзор уже уведомлён, сообщите ему об этом.'
          : 'Запись больше не меняют, она остаётся навсегда.'}
      </p>
      <LongTextField
        form={form}
        name="outcome"
        label={isDismissed ? 'Почему это не инцидент' : 'Чем кончилось, что изменили'}
        rows={3}
        maxLength={2000}
      />
    </FormDialog>
  );
}
