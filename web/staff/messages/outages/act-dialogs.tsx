import type { ReactNode } from 'react';
import {
  cancelOutage,
  endOutage,
  moveOutageTerm,
  type StaffOutage,
} from '../../../../shared/contract/messages/outages.ts';
import { formatTime, localDay } from '../../../../shared/text/dates.ts';
import { termWords } from '../../../../shared/text/messages/outages.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { SureDialog } from '../../base/case-kit/sure-dialog.tsx';

interface Props {
  outage: StaffOutage;
  onClose: () => void;
}

/** A new term: residents see the former one with the reason. */
export function TermDialog({ outage, onClose }: Props): ReactNode {
  const { zone } = useFormats();
  const now = useNow();
  const move = useCommand(moveOutageTerm, { done: 'Срок перенесён', onDone: onClose });
  const { until } = outage;
  const form = useForm<{ untilOn: string | null; untilAt: string | null; reason: string }>({
    start: {
      untilOn: until && localDay(until, zone),
      untilAt: until && formatTime(until, zone),
      reason: '',
    },
    commands: move,
    send: (values) =>
      move.mutate({
        params: { id: outage.id },
        body: { ...values, untilAt: values.untilAt || null, version: outage.version },
      }),
  });
  return (
    <FormDialog form={form} title="Перенести срок" action="Перенести" onClose={onClose}>
      <p className="muted">
        {outage.title}. {termWords(outage, zone, now)}. Прежний срок останется виден жителям с причиной.
      </p>
      <div className="outage-moments">
        <DateField form={form} name="untilOn" label="Дадут" orNull optional />
        <TextField
          form={form}
          name="untilAt"
          label="К какому часу"
          orNull
          optional
          inputMode="numeric"
          placeholder="ЧЧ:ММ"
        />
      </div>
      <TextField form={form} name="reason" label="Почему" hint="Например: «нашли второй порыв»" />
    </FormDialog>
  );
}

/** Nothing is to be written: it is over now. */
export function EndDialog({ outage, onClose }: Props): ReactNode {
  const end = useCommand(endOutage, { done: 'Отключение закончилось', onDone: onClose });
  return (
    <SureDialog
      title={`${outage.words.gave}?`}
      action={outage.words.gave}
      commands={end}
      onSend={() => end.mutate({ params: { id: outage.id }, body: { version: outage.version } })}
      onClose={onClose}
    >
      <p>
        {outage.title}: отключение закончится сейчас, и жители перестанут его видеть. Вернуть его нельзя,
        только записать новое.
      </p>
    </SureDialog>
  );
}

export function CancelDialog({ outage, onClose }: Props): ReactNode {
  const cancel = useCommand(cancelOutage, { done: 'Отключение отменено', onDone: onClose });
  const form = useForm({
    start: { reason: '' },
    commands: cancel,
    send: ({ reason }) =>
      cancel.mutate({ params: { id: outage.id }, body: { version: outage.version, reason } }),
  });
  return (
    <FormDialog
      form={form}
      title="Отменить отключение"
      action="Отменить отключение"
      onClose={onClose}
      sendsByEnter
    >
      <p className="muted">
        {outage.title}: не состоится или записано по ошибке. Жители перестанут его видеть.
      </p>
      <TextField form={form} name="reason" label="Почему" />
    </FormDialog>
  );
}
