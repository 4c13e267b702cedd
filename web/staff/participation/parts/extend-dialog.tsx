import type { ReactNode } from 'react';
import { formatTime, localDay, momentAt } from '../../../../shared/text/dates.ts';
import type { Running } from '../../../lib/commands/failure.ts';
import { useZone } from '../../../lib/session.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

interface Props {
  title: string;
  /** When it closes now. */
  closesAt: string | null;
  command: Running;
  send: (extended: { closesAt: string; reason: string }) => void;
  onClose: () => void;
}

/** What runs goes on for longer: until when, and why, which everybody reads. */
export function ExtendDialog(props: Props): ReactNode {
  const { closesAt, command, send, onClose } = props;
  const zone = useZone();
  const form = useForm({
    start: {
      closesOn: closesAt ? localDay(closesAt, zone) : '',
      closesTime: closesAt ? formatTime(closesAt, zone) : '20:00',
      reason: '',
    },
    commands: command,
    names: { closesOn: 'closesAt' },
    check: ({ closesOn, closesTime, reason }) => ({
      closesOn: !closesOn && 'По какой день?',
      closesTime: !/^\d\d:\d\d$/u.test(closesTime) && 'Время в виде 20:00',
      reason: reason.trim().length < 3 && 'Напишите, почему: это прочтут все',
    }),
    send: ({ closesOn, closesTime, reason }) =>
      send({ closesAt: momentAt(closesOn, closesTime, zone).toISOString(), reason: reason.trim() }),
  });
  return (
    <FormDialog form={form} title={props.title} action="Продлить" onClose={onClose}>
      <DateField form={form} name="closesOn" label="По какой день" />
      <TextField form={form} name="closesTime" label="До которого часа" maxLength={5} placeholder="20:00" />
      <LongTextField form={form} name="reason" label="Почему: это прочтут все" rows={2} maxLength={500} />
    </FormDialog>
  );
}
