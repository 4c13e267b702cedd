import type { ReactNode } from 'react';
import type { Running } from '../../../lib/commands/failure.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

/** A decision that needs its ground in words. Nothing typed is lost when the server refuses. */
export function ReasonDialog(props: {
  title: string;
  label: string;
  hint?: string;
  action: string;
  commands: Running;
  /** Fields before the words. */
  children?: ReactNode;
  onSend: (reason: string) => void;
  onClose: () => void;
}): ReactNode {
  const { title, action, commands, onSend } = props;
  const form = useForm({
    start: { reason: '' },
    commands,
    check: ({ reason }) => ({ reason: !reason.trim() && 'Напишите, в чём дело' }),
    send: ({ reason }) => onSend(reason.trim()),
  });
  return (
    <FormDialog form={form} title={title} onClose={props.onClose} action={action}>
      {props.children}
      <LongTextField form={form} name="reason" label={props.label} hint={props.hint} maxLength={2000} />
    </FormDialog>
  );
}
